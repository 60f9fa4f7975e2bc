import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { payFollowRoutes } from "./follows/routes.ts";
import { tieFollows } from "./follows/tie-follows.ts";
import { wechatPayRoutes } from "./routes.ts";

/** WeChat Pay: merchants, signed calls, notices, who follows after paying. The payments themselves are commerce's. */
export function wechatPayWing(platform: Platform): Wing {
  return {
    name: "wechat_pay",
    routes: [...wechatPayRoutes(platform), ...payFollowRoutes(platform)],
    jobs: [
      defineJob({
        name: "wechat_pay.tie_follows",
        payload: z.object({}),
        schedule: { everyMinutes: 2 },
        run: async (_, { platform: running }) => void (await tieFollows(running)),
      }),
    ],
    memberTables: ["pay_follow"],
    erasures: [{ table: "pay_follow" }],
  };
}
