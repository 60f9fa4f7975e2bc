import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import { squashMemberNumbers } from "./squash.ts";

export const deliveryJobs = [
  defineJob({
    name: "events.squash_member_numbers",
    // Reads every override since the last squash.
    statementMinutes: 60,
    payload: z.object({}),
    schedule: { dailyAt: "04:10" },
    run: async (_payload, { platform }) => {
      const squashed = await squashMemberNumbers(platform);
      if (!squashed) throw new Error("events are being delivered right now; the squash will be tried again");
      platform.log.info(
        { overrides: squashed.overrides, months: squashed.months.length },
        "member numbers of events were squashed",
      );
    },
  }),
];
