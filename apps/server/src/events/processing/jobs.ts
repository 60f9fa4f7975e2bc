import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { InboxWriter } from "../ingestion/inbox-writer.ts";
import { processInboxJob } from "./job-name.ts";
import { processInbox } from "./process-inbox.ts";

/** How long a batch waits for senders of this process: under a lasting flood, events still reach the log at a batch every so often. */
const longestWaitMs = 2_000;

/**
 * One drain per process at a time; a call that comes meanwhile makes it look again. Not a named queue of the job runner: that
 * stays locked for hours when its worker is killed, and events wait for nobody's funeral.
 */
export function processingJobs(writer: Pick<InboxWriter, "calm">): readonly AnyJob[] {
  let draining = false;
  let again = false;
  return [
    defineJob({
      name: processInboxJob,
      payload: z.object({}),
      // Ingestion wakes it; the schedule is for what a crash left behind.
      schedule: { everyMinutes: 1 },
      run: async (_payload, { platform, signal }) => {
        again = true;
        if (draining) return;
        draining = true;
        try {
          while (again && !signal.aborted) {
            again = false;
            await processInbox(platform, { signal, beforeBatch: () => writer.calm(longestWaitMs) });
          }
        } finally {
          draining = false;
        }
      },
    }),
  ];
}
