import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { CallbackDialect } from "./callbacks/dialect.ts";
import { callbackJobs } from "./callbacks/jobs.ts";
import { callbackRoutes } from "./callbacks/routes.ts";

/** What all WeChat connectors stand on: accounts, tokens, calls, callbacks. */
export function wechatWing(platform: Platform, dialects: readonly CallbackDialect[]): Wing {
  return { name: "wechat", routes: callbackRoutes(platform, dialects), jobs: callbackJobs(dialects) };
}
