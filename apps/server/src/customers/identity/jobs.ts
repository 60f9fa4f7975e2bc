import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { settleMoves } from "./move-rows.ts";

export const settleMovesJob: AnyJob = defineJob({
  name: "customers.settle_moves",
  payload: z.object({}),
  schedule: { everyMinutes: 1 },
  queue: "customers.identity",
  async run(_payload, { platform, signal }) {
    while (!signal.aborted && (await platform.db.transaction().execute((tx) => settleMoves(tx, platform))) > 0);
  },
});
