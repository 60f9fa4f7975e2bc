import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { evaluateTiers } from "./evaluate-tiers.ts";

const queue = "insight.tiers";

export const tierJobs: readonly AnyJob[] = [
  defineJob({
    name: "insight.evaluate_tiers",
    payload: z.object({ kind: z.enum(["incremental", "full"]).default("incremental") }),
    queue,
    schedule: { everyMinutes: 30 },
    async run({ kind }, { platform, signal }) {
      await evaluateTiers(platform, kind, signal);
    },
  }),
  defineJob({
    name: "insight.check_tiers",
    payload: z.object({}),
    queue,
    schedule: { dailyAt: "02:30" },
    async run(_payload, { platform, signal }) {
      await evaluateTiers(platform, "incremental", signal);
      const { evaluated, changed } = await evaluateTiers(platform, "full", signal);
      // The incremental run should have left nothing: what the look at everyone still finds is a defect to look into.
      if (evaluated > 0) platform.log.warn({ evaluated, changed }, "tiers had drifted and were put right");
    },
  }),
];
