import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { audienceErasure } from "./audiences/erase.ts";
import { audienceJobs } from "./audiences/jobs.ts";
import { audienceRoutes } from "./audiences/routes.ts";
import { cohortRoutes } from "./cohorts/routes.ts";
import { compareRoutes } from "./compare/routes.ts";
import { dailyReportRoutes } from "./daily-reports/routes.ts";
import { trafficAllocationFeed } from "./dealer-traffic/feeds.ts";
import { dealerTrafficRoutes } from "./dealer-traffic/routes.ts";
import { goalRoutes } from "./goals/routes.ts";
import { leaderBindingFeed } from "./leaders/feeds.ts";
import { leaderRoutes } from "./leaders/routes.ts";
import { memberInsightRoutes } from "./member-insight/routes.ts";
import { metricRoutes } from "./metrics/routes.ts";
import { poolRoutes } from "./pools/routes.ts";
import { freezeMeetingsJob } from "./project-reports/freeze-meetings.ts";
import { projectReportRoutes } from "./project-reports/routes.ts";
import { relationRecordRoutes } from "./relation-record/routes.ts";
import { rfmJobs } from "./rfm/jobs.ts";
import { rfmRoutes } from "./rfm/routes.ts";
import { ruleTagJobs } from "./rule-tags/jobs.ts";
import { ruleTagRoutes } from "./rule-tags/routes.ts";
import { segmentJobs } from "./segments/jobs.ts";
import { segmentRoutes } from "./segments/routes.ts";
import { settleMonthsJob } from "./settled/jobs.ts";
import { storeHomeRoutes } from "./store-home/routes.ts";
import { tenantReportRoutes } from "./tenants/routes.ts";
import { tierJobs } from "./tiers/jobs.ts";
import { tierRoutes } from "./tiers/routes.ts";

/** What the facts say: metrics, cohorts, RFM, tiers, rule tags, goals, daily reports. */
export function insightWing(platform: Platform): Wing {
  return {
    name: "insight",
    routes: [
      ...metricRoutes(platform),
      ...cohortRoutes(platform),
      ...rfmRoutes(platform),
      ...tierRoutes(platform),
      ...storeHomeRoutes(platform),
      ...memberInsightRoutes(platform),
      ...relationRecordRoutes(platform),
      ...goalRoutes(platform),
      ...dailyReportRoutes(platform),
      ...projectReportRoutes(platform),
      ...poolRoutes(platform),
      ...compareRoutes(platform),
      ...ruleTagRoutes(platform),
      ...dealerTrafficRoutes(platform),
      ...tenantReportRoutes(platform),
      ...leaderRoutes(platform),
      ...audienceRoutes(platform),
      ...segmentRoutes(platform),
    ],
    feeds: [trafficAllocationFeed, leaderBindingFeed],
    memberTables: ["traffic_allocation", "leader", "leader_binding", "audience_member"],
    erasures: [{ table: "audience_member" }],
    erasureHooks: [audienceErasure],
    jobs: [
      freezeMeetingsJob,
      settleMonthsJob,
      ...rfmJobs,
      ...tierJobs,
      ...ruleTagJobs,
      ...audienceJobs,
      ...segmentJobs,
    ],
  };
}
