import { z } from "zod";
import { relationLineSchema } from "../../events/index.ts";
import { tagRuleSchema } from "../rule-tags/condition.ts";

const counts = {
  interactions: z.number().int().describe("Events that the customer started (catalog Q-09)"),
  messages: z.number().int().describe("Messages sent to the customer"),
  replies: z.number().int().describe("Replies by the customer"),
  purchases: z.number().int(),
  amountFen: z.number().int().describe("Paid, before refunds"),
  items: z.number().int(),
  refunds: z.number().int(),
  refundFen: z.number().int(),
  referrals: z.number().int().describe("New customers brought in"),
  feedback: z.number().int().describe("Reviews, questionnaires and feedback"),
};

/** The machine-readable form of a long-term relation; additions keep the version, changes of meaning raise it. */
export const relationRecordSchema = z.object({
  schema: z.literal("feilun.relation-record"),
  version: z.literal(1),
  memberNo: z.number().int(),
  oneId: z.uuid(),
  generatedAt: z.string(),
  relation: relationLineSchema,
  tenure: z.object({
    firstSeenAt: z.string(),
    registeredAt: z.string().nullable(),
    days: z.number().int().describe("Days since the customer was first seen"),
    activeMonths: z.number().int().describe("Months with an interaction or a purchase"),
  }),
  allowedPurposes: z
    .array(z.string())
    .describe("What the customer has agreed to: `profiling` allows recommendation and AI"),
  totals: z.object(counts),
  months: z
    .array(z.object({ month: z.string().describe("YYYY-MM in the shop's time zone"), ...counts }))
    .describe("Oldest first; months without anything are left out"),
});
export type RelationRecord = z.input<typeof relationRecordSchema>;

export const exportBody = z.object({
  rule: tagRuleSchema.nullable().default(null).describe("Which members; null = all in the caller's scope"),
  onlyProfilingConsent: z.boolean().default(true).describe("Leave out who has not agreed to profiling"),
  reason: z.string().trim().min(2, "请写明原因（至少两个字）").max(200),
});
