import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { orderFeed, orderRetractionFeed, refundFeed, refundRetractionFeed } from "./feeds.ts";
import { orderRoutes } from "./orders/routes.ts";
import { productRoutes } from "./products/routes.ts";
import { linkWaitingRefundsJob } from "./refunds/link-refunds.ts";

export function commerceWing(platform: Platform): Wing {
  return {
    name: "commerce",
    routes: [...orderRoutes(platform), ...productRoutes(platform)],
    jobs: [linkWaitingRefundsJob],
    feeds: [orderFeed, refundFeed, orderRetractionFeed, refundRetractionFeed],
    memberTables: ["sales_order", "refund"],
  };
}
