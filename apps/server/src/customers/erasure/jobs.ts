import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { finishErasure } from "./finish-erasure.ts";

const retrySeconds = 10;

export const finishErasureJob: AnyJob = defineJob({
  name: "customers.finish_erasure",
  payload: z.object({ requestId: z.uuid() }),
  async run({ requestId }, { platform }) {
    if (await finishErasure(platform, requestId)) return;
    await platform.db.transaction().execute((tx) =>
      platform.jobs.enqueue(
        tx,
        "customers.finish_erasure",
        { requestId },
        {
          runAt: new Date(Date.now() + retrySeconds * 1_000),
        },
      ),
    );
  },
});
