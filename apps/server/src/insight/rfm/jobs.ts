import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { today } from "../shared/today.ts";
import { buildRfmSnapshot } from "./build-snapshot.ts";

export const rfmJobs: readonly AnyJob[] = [
  defineJob({
    name: "insight.snapshot_rfm",
    payload: z.object({ asOf: z.iso.date().optional() }),
    // One at a time: the snapshot is built in one table.
    queue: "insight.rfm",
    schedule: { dailyAt: "01:30" },
    async run({ asOf }, { platform }) {
      const day = asOf ?? today(platform);
      const buyers = await buildRfmSnapshot(platform, day);
      platform.log.info({ asOf: day, buyers }, "RFM snapshot built");
    },
  }),
];
