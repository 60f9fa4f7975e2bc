import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import { settleMonths } from "./settle-months.ts";

export const settleMonthsJob = defineJob({
  name: "insight.settle_months",
  payload: z.object({}),
  // One at a time: a month is built in one table.
  queue: "insight.settled",
  schedule: { everyMinutes: 10 },
  async run(_payload, { platform, signal }) {
    const months = await settleMonths(platform, { signal });
    if (months.length > 0) platform.log.info({ months }, "months of purchases settled");
  },
});
