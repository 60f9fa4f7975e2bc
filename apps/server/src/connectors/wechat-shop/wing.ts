import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { wechatShopRoutes } from "./routes.ts";
import { syncJobs } from "./sync/jobs.ts";
import { syncRoutes } from "./sync/routes.ts";

/** WeChat shops: orders, gifts, after-sales, members, sharers, and the way from the shop into the private domain. */
export function wechatShopWing(platform: Platform): Wing {
  return {
    name: "wechat_shop",
    routes: [...wechatShopRoutes(platform), ...syncRoutes(platform)],
    jobs: syncJobs,
    memberTables: ["wechat_shop_party", "wechat_shop_member", "wechat_shop_sharer"],
    erasures: [{ table: "wechat_shop_party" }, { table: "wechat_shop_member" }, { table: "wechat_shop_sharer" }],
  };
}
