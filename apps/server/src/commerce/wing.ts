import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { couponJobs } from "./coupons/look-after.ts";
import type { CouponIssuer } from "./coupons/port.ts";
import { couponRoutes } from "./coupons/routes.ts";
import { commerceErasures } from "./erasures.ts";
import { feedbackRoutes } from "./feedback/routes.ts";
import { giftFeed, orderFeed, orderRetractionFeed, refundFeed, refundRetractionFeed } from "./feeds.ts";
import { fulfilmentRoutes } from "./fulfilment/routes.ts";
import { giftRoutes } from "./gifts/routes.ts";
import { leadRoutes } from "./leads/routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { billRoutes } from "./payments/bills/routes.ts";
import { paymentJobs } from "./payments/jobs.ts";
import type { PaymentProvider } from "./payments/port.ts";
import { paymentRoutes } from "./payments/routes.ts";
import { pointJobs } from "./points/jobs.ts";
import { productRoutes } from "./products/routes.ts";
import { redPacketJobs } from "./red-packets/pay-packet.ts";
import type { PacketPayer } from "./red-packets/port.ts";
import { redPacketRoutes } from "./red-packets/routes.ts";
import { linkWaitingRefundsJob } from "./refunds/link-refunds.ts";
import { expireReservationsJob } from "./stock/jobs.ts";
import { reservationRoutes } from "./stock/reservation-routes.ts";
import { stockRoutes } from "./stock/routes.ts";

export function commerceWing(
  platform: Platform,
  payments: PaymentProvider,
  issuer: CouponIssuer,
  packets: PacketPayer,
): Wing {
  return {
    name: "commerce",
    routes: [
      ...orderRoutes(platform),
      ...giftRoutes(platform),
      ...productRoutes(platform),
      ...stockRoutes(platform),
      ...reservationRoutes(platform),
      ...fulfilmentRoutes(platform),
      ...leadRoutes(platform),
      ...feedbackRoutes(platform),
      ...paymentRoutes(platform, payments),
      ...billRoutes(platform, payments),
      ...couponRoutes(platform, issuer),
      ...redPacketRoutes(platform, packets),
    ],
    jobs: [
      linkWaitingRefundsJob,
      expireReservationsJob,
      ...pointJobs,
      ...paymentJobs(payments),
      ...couponJobs(issuer),
      ...redPacketJobs(packets),
    ],
    feeds: [orderFeed, refundFeed, giftFeed, orderRetractionFeed, refundRetractionFeed],
    memberTables: [
      "sales_order",
      "refund",
      "gift",
      "lead",
      "lead_submission",
      "feedback",
      "payment",
      "coupon",
      "coupon_share",
      "red_packet",
      "red_packet_invite",
    ],
    erasures: commerceErasures,
  };
}
