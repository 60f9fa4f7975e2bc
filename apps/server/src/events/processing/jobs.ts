import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { InboxWriter } from "../ingestion/inbox-writer.ts";
import { processInboxJob } from "./job-name.ts";
import { processInbox } from "./process-inbox.ts";

/** How long a batch waits for senders of this process: under a lasting flood, events still reach the log at a batch every so often. */
const longestWaitMs = 2_000;

export function processingJobs(writer: Pick<InboxWriter, "calm">): readonly AnyJob[] {
  return [
    defineJob({
      name: processInboxJob,
      payload: z.object({}),
      queue: "events.inbox",
      // Ingestion wakes it; the schedule is for what a crash left behind.
      schedule: { everyMinutes: 1 },
      run: async (_payload, { platform, signal }) => {
        await processInbox(platform, { signal, beforeBatch: () => writer.calm(longestWaitMs) });
      },
    }),
  ];
}
