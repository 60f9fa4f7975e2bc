import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { syncFollowers, syncFollowersJob } from "./followers/sync-followers.ts";
import { officialGuideRoutes } from "./guides/routes.ts";
import { officialAccountRoutes } from "./routes.ts";
import { officialWifiRoutes } from "./wifi/routes.ts";

/** Official accounts: followers, replies, menus, messages, drafts. */
export function officialAccountWing(platform: Platform): Wing {
  return {
    name: "official_account",
    routes: [...officialAccountRoutes(platform), ...officialGuideRoutes(platform), ...officialWifiRoutes(platform)],
    jobs: [
      defineJob({
        name: syncFollowersJob,
        payload: z.object({ accountId: z.uuid() }),
        run: ({ accountId }, { platform: own, signal }) => syncFollowers(own, accountId, signal),
      }),
    ],
    memberTables: ["official_follower", "official_guide_message"],
    erasures: [{ table: "official_follower" }, { table: "official_guide_message" }],
  };
}
