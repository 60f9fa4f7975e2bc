import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { answerRoutes } from "./answers/routes.ts";
import { forgetDeadLetters } from "./dead-letters/forget.ts";
import { rotateDeadLetterKeysJob } from "./dead-letters/rotate-keys.ts";
import { deadLetterRoutes } from "./dead-letters/routes.ts";
import { eventFeed } from "./delivery/event-feed.ts";
import { deliveryJobs } from "./delivery/jobs.ts";
import { deliveryRoutes } from "./delivery/routes.ts";
import { writeInbox } from "./ingestion/inbox.ts";
import { createInboxWriter } from "./ingestion/inbox-writer.ts";
import { ingestionRoutes } from "./ingestion/routes.ts";
import { preferenceRoutes } from "./preferences/routes.ts";
import { processingJobs } from "./processing/jobs.ts";
import { registryRoutes } from "./registry/routes.ts";
import { relationJobs } from "./relations/jobs.ts";
import { relationFeed } from "./relations/relation-feed.ts";
import { relationRoutes } from "./relations/routes.ts";
import { timelineRoutes } from "./timeline/routes.ts";

/** What customers did, wherever they did it: taken in, logged once, carried to ClickHouse, shown on the time line. */
export function eventsWing(platform: Platform): Wing {
  const writer = createInboxWriter({
    writeBatches: (batches) => writeInbox(platform.pool, batches),
    log: platform.log,
  });
  return {
    name: "events",
    routes: [
      ...registryRoutes,
      ...ingestionRoutes(platform, writer),
      ...deadLetterRoutes(platform),
      ...deliveryRoutes(platform),
      ...timelineRoutes(platform),
      ...relationRoutes(platform),
      ...preferenceRoutes(platform),
      ...answerRoutes(platform),
    ],
    jobs: [...processingJobs(writer), ...deliveryJobs, rotateDeadLetterKeysJob, ...relationJobs],
    feeds: [eventFeed, relationFeed],
    memberTables: ["event_log"],
    // What happened, when and where stays; what it says more may tell of the person.
    erasures: [
      {
        table: "event_log",
        set: "properties = '{}'",
        replica: { feed: eventFeed, table: "event", set: "properties = '{}'" },
      },
    ],
    erasureHooks: [forgetDeadLetters],
  };
}
