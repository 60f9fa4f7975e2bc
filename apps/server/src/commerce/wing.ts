import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { giftFeed, orderFeed, orderRetractionFeed, refundFeed, refundRetractionFeed } from "./feeds.ts";
import { giftRoutes } from "./gifts/routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { pointJobs } from "./points/jobs.ts";
import { productRoutes } from "./products/routes.ts";
import { linkWaitingRefundsJob } from "./refunds/link-refunds.ts";

export function commerceWing(platform: Platform): Wing {
  return {
    name: "commerce",
    routes: [...orderRoutes(platform), ...giftRoutes(platform), ...productRoutes(platform)],
    jobs: [linkWaitingRefundsJob, ...pointJobs],
    feeds: [orderFeed, refundFeed, giftFeed, orderRetractionFeed, refundRetractionFeed],
    memberTables: ["sales_order", "refund", "gift"],
  };
}
