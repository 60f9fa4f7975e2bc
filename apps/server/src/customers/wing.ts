import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { companyRoutes } from "./companies/routes.ts";
import { customerErasures } from "./erasure/erasures.ts";
import { finishErasureJob } from "./erasure/jobs.ts";
import { erasureRoutes } from "./erasure/routes.ts";
import { memberFactFeed, memberOverrideFeed } from "./feeds.ts";
import { reapplyRulesJob, settleMovesJob } from "./identity/jobs.ts";
import { identityRoutes } from "./identity/routes.ts";
import { identitySettingsRoutes } from "./identity/settings-routes.ts";
import { rotateKeysJob } from "./members/rotate-keys.ts";
import { memberRoutes } from "./members/routes.ts";
import { pointEntryFeed } from "./points/feed.ts";
import { pointJobs } from "./points/jobs.ts";
import { pointRoutes } from "./points/routes.ts";
import { pointRuleRoutes } from "./points/rule-routes.ts";
import { memberTagFeed, tagDepartureFeed } from "./tags/feeds.ts";
import { recountTagsJob } from "./tags/jobs.ts";
import { tagRoutes } from "./tags/routes.ts";

/** Who the customers are: identity, members, tags, consent, points. */
export function customersWing(platform: Platform): Wing {
  return {
    name: "customers",
    routes: [
      ...memberRoutes(platform),
      ...identityRoutes(platform),
      ...identitySettingsRoutes(platform),
      ...tagRoutes(platform),
      ...pointRoutes(platform),
      ...pointRuleRoutes(platform),
      ...erasureRoutes(platform),
      ...companyRoutes(platform),
    ],
    jobs: [settleMovesJob, reapplyRulesJob, rotateKeysJob, recountTagsJob, finishErasureJob, ...pointJobs],
    feeds: [memberFactFeed, memberOverrideFeed, pointEntryFeed, memberTagFeed, tagDepartureFeed],
    memberTables: [
      "member_record",
      "guide_binding",
      "member_tag",
      "member_tag_log",
      "member_taste",
      "consent_record",
      "point_account",
      "point_lot",
      "point_entry",
      "point_spend",
      "point_adjustment",
      "erasure_request",
      "company_contact",
    ],
    erasures: customerErasures,
  };
}
