import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { communityJobs } from "./jobs.ts";
import { communityRoutes } from "./routes.ts";

/** Groups of staff and customers, and what happens in them. */
export function communityWing(platform: Platform): Wing {
  return {
    name: "community",
    routes: communityRoutes(platform),
    jobs: communityJobs,
    memberTables: ["customer_group_member", "group_entry", "group_win"],
    erasures: [{ table: "customer_group_member" }, { table: "group_entry" }, { table: "group_win" }],
  };
}
