import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { deadLetterRoutes } from "./dead-letters/routes.ts";
import { eventFeed } from "./delivery/event-feed.ts";
import { deliveryJobs } from "./delivery/jobs.ts";
import { deliveryRoutes } from "./delivery/routes.ts";
import { ingestionRoutes } from "./ingestion/routes.ts";
import { processingJobs } from "./processing/jobs.ts";
import { registryRoutes } from "./registry/routes.ts";
import { timelineRoutes } from "./timeline/routes.ts";

/** What customers did, wherever they did it: taken in, logged once, carried to ClickHouse, shown on the time line. */
export function eventsWing(platform: Platform): Wing {
  return {
    name: "events",
    routes: [
      ...registryRoutes,
      ...ingestionRoutes(platform),
      ...deadLetterRoutes(platform),
      ...deliveryRoutes(platform),
      ...timelineRoutes(platform),
    ],
    jobs: [...processingJobs, ...deliveryJobs],
    feeds: [eventFeed],
    memberTables: ["event_log"],
  };
}
