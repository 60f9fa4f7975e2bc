import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { refreshRuleTag } from "./refresh-tag.ts";
import { dueTagRules, noteRefresh } from "./store.ts";

export const ruleTagJobs: readonly AnyJob[] = [
  defineJob({
    name: "insight.refresh_rule_tags",
    payload: z.object({ tagNo: z.number().int().optional() }),
    queue: "insight.rule_tags",
    // After the nightly RFM snapshot and the look at all tiers, which rules may ask for.
    schedule: { dailyAt: "04:00" },
    async run({ tagNo }, { platform, signal }) {
      for (const due of await dueTagRules(platform.db, tagNo)) {
        signal.throwIfAborted();
        try {
          await refreshRuleTag(platform, due, signal);
        } catch (error) {
          // One rule that fails must not keep the others from being refreshed; the failure shows beside the tag.
          platform.log.warn({ err: error, tagNo: due.tagNo }, "a rule tag could not be refreshed");
          await noteRefresh(platform.db, due.tagNo, {
            failure: error instanceof Error ? error.message : String(error),
          });
        }
      }
    },
  }),
];
