import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { wechatPayRoutes } from "./routes.ts";

/** WeChat Pay: merchants, signed calls, notices. The payments themselves are commerce's. */
export function wechatPayWing(platform: Platform): Wing {
  return { name: "wechat_pay", routes: wechatPayRoutes(platform) };
}
