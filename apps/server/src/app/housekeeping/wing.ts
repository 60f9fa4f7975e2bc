import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Wing } from "../../kernel/wing.ts";

/** Answers are kept for retries, not for ever: a retry comes within minutes, at the latest the next working day. */
const keepAnswersDays = 3;

/** What keeps the kernel's own tables small. */
export function housekeepingWing(): Wing {
  return {
    name: "housekeeping",
    jobs: [
      defineJob({
        name: "housekeeping.forget_answers",
        payload: z.object({}),
        schedule: { dailyAt: "04:40" },
        async run(_payload, { platform }) {
          await platform.pool.query(
            "delete from idempotency_key where created_at < now() - make_interval(days => $1)",
            [keepAnswersDays],
          );
        },
      }),
    ],
  };
}
