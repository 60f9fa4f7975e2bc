import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import { processInboxJob } from "./job-name.ts";
import { processInbox } from "./process-inbox.ts";

export const processingJobs = [
  defineJob({
    name: processInboxJob,
    payload: z.object({}),
    queue: "events.inbox",
    // Ingestion wakes it; the schedule is for what a crash left behind.
    schedule: { everyMinutes: 1 },
    run: async (_payload, { platform, signal }) => {
      await processInbox(platform, { signal });
    },
  }),
];
