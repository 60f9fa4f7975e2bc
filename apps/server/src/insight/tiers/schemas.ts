import { z } from "zod";
import { daySchema, memberRefSchema, sliceQuery } from "../shared/schemas.ts";
import { lifeCycleCodes, rhythmCodes, tierCodes } from "./codes.ts";
import { tierSettingsSchema } from "./settings.ts";

export const tierSchema = z.enum(tierCodes);

export const reasonSchema = z.object({
  code: z.string().describe("Stable, e.g. `interactions_below`"),
  text: z.string().describe("Chinese, with the member's own numbers"),
});

const shareOf = <Code extends z.ZodType>(code: Code) =>
  z.object({ code, name: z.string(), members: z.number().int(), share: z.number().nullable() });

export const tierDistributionAnswer = z.object({
  asOf: daySchema.nullable().describe("Day of the last run; null before the first one"),
  members: z.number().int(),
  ruleVersion: z.number().int(),
  tiers: z.array(
    shareOf(tierSchema).extend({
      rule: z.string(),
      treatments: z.array(z.string()),
      goal: z.string(),
      spend30Fen: z.number().int(),
    }),
  ),
  lifeCycle: z.array(shareOf(z.enum(lifeCycleCodes))),
  rhythm: z.array(shareOf(z.enum(rhythmCodes))),
  generalReasons: z
    .array(z.object({ code: z.string(), name: z.string(), members: z.number().int() }))
    .describe("Why members are in no tier"),
});

export const tierRuleSchema = z.object({
  version: z.number().int(),
  settings: tierSettingsSchema,
  note: z.string(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
});
export const tierRuleVersionsAnswer = z.object({ items: z.array(tierRuleSchema) });
export const saveTierRuleBody = z.object({
  settings: tierSettingsSchema,
  note: z.string().max(200).default("").describe("Why it was changed"),
  basedOn: z.number().int().describe("Version that was edited; refused when somebody saved another one meanwhile"),
});
export const previewTierRuleBody = z.object({ settings: tierSettingsSchema });

export const matrixSchema = z.array(z.object({ from: tierSchema, to: tierSchema, members: z.number().int() }));
export const tierPreviewAnswer = z.object({
  members: z.number().int(),
  moved: z.number().int(),
  before: z.record(tierSchema, z.number().int()),
  after: z.record(tierSchema, z.number().int()),
  matrix: matrixSchema.describe("Only pairs that somebody is in, stayers included"),
});

export const tierMigrationQuery = sliceQuery.omit({ channel: true }).extend({
  from: daySchema.describe("State at the start of this day"),
  to: daySchema.describe("State at the start of this day"),
});
export const tierMigrationAnswer = z.object({
  from: daySchema,
  to: daySchema,
  members: z.number().int(),
  moved: z.number().int(),
  matrix: matrixSchema.describe("For a Sankey: tier at the start → tier at the end, stayers included"),
});

export const tierMembersQuery = sliceQuery.extend({
  tier: tierSchema.optional(),
  lifeCycle: z.enum(lifeCycleCodes).optional(),
  rhythm: z.enum(rhythmCodes).optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const tierMemberSchema = memberRefSchema.extend({
  tier: tierSchema,
  reason: reasonSchema,
  spend30Fen: z.number().int(),
  lastPurchaseDay: daySchema.nullable(),
});

export const tierHistorySchema = z.array(
  z.object({
    day: daySchema,
    from: tierSchema,
    fromName: z.string(),
    to: tierSchema,
    toName: z.string(),
    reason: reasonSchema,
  }),
);
