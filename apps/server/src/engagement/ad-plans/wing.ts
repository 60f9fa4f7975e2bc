import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { keepReports } from "./keep-reports.ts";
import { adPlanRoutes } from "./routes.ts";
import { takeTouches } from "./take-touches.ts";

/** 广告投放: plans and records of ads, and the way of the people whom they reach. */
export function adPlansWing(platform: Platform): Wing {
  return {
    name: "ad_plans",
    routes: adPlanRoutes(platform),
    jobs: [
      defineJob({
        name: "engagement.take_ad_touches",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        async run(_payload, context) {
          await takeTouches(context.platform);
        },
      }),
      defineJob({
        name: "engagement.keep_ad_reports",
        payload: z.object({}),
        schedule: { everyMinutes: 5 },
        async run(_payload, { platform: here, signal }) {
          await keepReports(here, signal);
        },
      }),
    ],
    memberTables: ["ad_touch"],
    erasures: [{ table: "ad_touch" }],
  };
}
