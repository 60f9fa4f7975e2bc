import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { syncFollowers, syncFollowersJob } from "./followers/sync-followers.ts";
import { officialAccountRoutes } from "./routes.ts";

/** Official accounts: followers, replies, menus, messages, drafts. */
export function officialAccountWing(platform: Platform): Wing {
  return {
    name: "official_account",
    routes: officialAccountRoutes(platform),
    jobs: [
      defineJob({
        name: syncFollowersJob,
        payload: z.object({ accountId: z.uuid() }),
        run: ({ accountId }, { platform: own, signal }) => syncFollowers(own, accountId, signal),
      }),
    ],
    memberTables: ["official_follower"],
    erasures: [{ table: "official_follower" }],
  };
}
