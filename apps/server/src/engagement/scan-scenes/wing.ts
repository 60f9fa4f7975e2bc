import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { giveScanRewards } from "./give-rewards.ts";
import { scenePageRoutes } from "./page-routes.ts";
import { scanSceneRoutes } from "./routes.ts";
import { serveScenePages } from "./serve-pages.ts";
import { scanWantRoutes } from "./want-routes.ts";

/** 日常扫码场景 (AQ-08): reasons to scan in store, and goods that customers did not find. */
export function scanScenesWing(platform: Platform): Wing {
  return {
    name: "scan_scenes",
    routes: [...scanSceneRoutes(platform), ...scanWantRoutes(platform), ...scenePageRoutes(platform)],
    pages: (app) => serveScenePages(app, platform),
    jobs: [
      defineJob({
        name: "engagement.give_scan_rewards",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        queue: "engagement.give_scan_rewards",
        run: async (_payload, { platform: here, signal }) => {
          await giveScanRewards(here, signal);
        },
      }),
    ],
    memberTables: ["scan_want", "scan_reward"],
    // That something was missing stays; who asked for it goes.
    erasures: [
      { table: "scan_want", set: "visitor_id = null, origin_no = null, member_no = null" },
      { table: "scan_reward" },
    ],
  };
}
