import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { articleFigureJobs } from "./articles/read-figures.ts";
import { publicationJobs } from "./articles/settle-publications.ts";
import { syncFollowers, syncFollowersJob } from "./followers/sync-followers.ts";
import { officialGroupRoutes } from "./groups/routes.ts";
import { groupJobs } from "./groups/settle.ts";
import { officialGuideRoutes } from "./guides/routes.ts";
import { officialMaterialRoutes } from "./materials/routes.ts";
import { officialNoteRoutes } from "./notes/routes.ts";
import { officialPurposeRoutes } from "./purposes/routes.ts";
import { officialAccountRoutes } from "./routes.ts";
import { officialWifiRoutes } from "./wifi/routes.ts";

/** Official accounts: followers, replies, menus, messages, drafts. */
export function officialAccountWing(platform: Platform): Wing {
  return {
    name: "official_account",
    routes: [
      ...officialAccountRoutes(platform),
      ...officialGroupRoutes(platform),
      ...officialMaterialRoutes(platform),
      ...officialNoteRoutes(platform),
      ...officialPurposeRoutes(platform),
      ...officialGuideRoutes(platform),
      ...officialWifiRoutes(platform),
    ],
    jobs: [
      ...groupJobs,
      ...articleFigureJobs,
      ...publicationJobs,
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
