import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { settleMoves } from "./move-rows.ts";
import { reapplyRules } from "./reapply-rules.ts";

export const settleMovesJob: AnyJob = defineJob({
  name: "customers.settle_moves",
  payload: z.object({}),
  schedule: { everyMinutes: 1 },
  queue: "customers.settle_moves",
  async run(_payload, { platform, signal }) {
    while (!signal.aborted && (await platform.db.transaction().execute((tx) => settleMoves(tx, platform))) > 0);
  },
});

/** Its place is its payload: each batch enqueues the next one in its own transaction. */
export const reapplyRulesJob: AnyJob = defineJob({
  name: "customers.reapply_identity_rules",
  payload: z.object({ after: z.string().default("") }),
  queue: "customers.reapply_identity_rules",
  run: ({ after }, { platform }) =>
    platform.db.transaction().execute(async (tx) => {
      const place = await reapplyRules(tx, platform, after);
      if (place !== null) await platform.jobs.enqueue(tx, "customers.reapply_identity_rules", { after: place });
    }),
});
