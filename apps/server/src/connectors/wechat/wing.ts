import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { resealConnectionsJob } from "./accounts/reseal.ts";
import { accountRoutes } from "./accounts/routes.ts";
import type { CallbackDialect } from "./callbacks/dialect.ts";
import { callbackJobs } from "./callbacks/jobs.ts";
import { callbackRoutes } from "./callbacks/routes.ts";
import type { Examiner } from "./doctor/finding.ts";
import { doctorRoutes } from "./doctor/routes.ts";
import { healthRoutes } from "./health/routes.ts";

/** What all WeChat connectors stand on: accounts, tokens, calls, callbacks. */
export function wechatWing(
  platform: Platform,
  dialects: readonly CallbackDialect[],
  examiners: readonly Examiner[],
): Wing {
  return {
    name: "wechat",
    routes: [
      ...accountRoutes(platform),
      ...healthRoutes(platform),
      ...doctorRoutes(platform, examiners),
      ...callbackRoutes(platform, dialects),
    ],
    jobs: [...callbackJobs(dialects), resealConnectionsJob],
  };
}
