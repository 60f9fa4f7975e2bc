import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { memberFactFeed, memberOverrideFeed } from "./feeds.ts";
import { settleMovesJob } from "./identity/jobs.ts";

/** Who the customers are: identity, members, tags, consent. */
export function customersWing(_platform: Platform): Wing {
  return {
    name: "customers",
    routes: [],
    jobs: [settleMovesJob],
    feeds: [memberFactFeed, memberOverrideFeed],
    memberTables: ["member_record", "guide_binding"],
  };
}
