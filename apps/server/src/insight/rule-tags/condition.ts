import { z } from "zod";
import { rfmGroups } from "../rfm/rules.ts";
import { daySchema } from "../shared/schemas.ts";
import { lifeCycleCodes, rhythmCodes, tierCodes } from "../tiers/codes.ts";

/** Inclusive bounds; at least one of them. */
const range = (unit: z.ZodNumber) =>
  z
    .object({ min: unit.optional(), max: unit.optional() })
    .refine((value) => value.min !== undefined || value.max !== undefined, "请至少填写下限或上限")
    .refine(
      (value) => value.min === undefined || value.max === undefined || value.min <= value.max,
      "下限不能大于上限",
    );

const count = z.number().int().min(0).max(1_000_000);
const windowDays = z
  .number()
  .int()
  .min(1)
  .max(3650)
  .optional()
  .describe("Window in days including today; absent = ever");
const codes = <Code extends string>(list: readonly Code[]) => z.array(z.enum(list as [Code, ...Code[]])).min(1);

/** One condition of a rule tag. */
export const conditionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("recency"), days: range(count).describe("Days since the last purchase; buyers only") }),
  z.object({ kind: z.literal("orders"), count: range(count), days: windowDays }),
  z.object({ kind: z.literal("spend"), fen: range(z.number().int().min(0)), days: windowDays }),
  z.object({ kind: z.literal("average_order"), fen: range(z.number().int().min(0)), days: windowDays }),
  z.object({
    kind: z.literal("bought_sku"),
    skus: z.array(z.string().min(1).max(80)).min(1).max(200),
    days: windowDays,
  }),
  z.object({ kind: z.literal("coupon_share"), share: range(z.number().min(0).max(1)), days: windowDays }),
  z.object({ kind: z.literal("tier"), tiers: codes(tierCodes) }),
  z.object({ kind: z.literal("life_cycle"), stages: codes(lifeCycleCodes) }),
  z.object({ kind: z.literal("rhythm"), stages: codes(rhythmCodes) }),
  z.object({
    kind: z.literal("rfm_group"),
    groups: z.array(z.enum(rfmGroups.map((group) => group.code) as [string, ...string[]])).min(1),
  }),
  z.object({
    kind: z.literal("order_channel"),
    channels: z.array(z.string().min(1).max(40)).min(1).max(20),
    days: windowDays,
  }),
  z.object({ kind: z.literal("sent_gift"), count: range(count).describe("Gift orders paid for"), days: windowDays }),
  z.object({ kind: z.literal("received_gift"), count: range(count), days: windowDays }),
  z.object({ kind: z.literal("member_channel"), channels: z.array(z.string().max(40)).min(1).max(20) }),
  z.object({
    kind: z.literal("city"),
    cities: z.array(z.string().min(1).max(40)).min(1).max(400).describe("City of the member's store"),
  }),
  z.object({ kind: z.literal("registered"), days: range(count).describe("Days since registration") }),
  z.object({ kind: z.literal("registered_on"), from: daySchema, to: daySchema.describe("Exclusive") }),
  z.object({
    kind: z.literal("events"),
    types: z.array(z.string().min(1).max(80)).min(1).max(50),
    count: range(count),
    days: windowDays,
  }),
]);
export type Condition = z.output<typeof conditionSchema>;

/** Who carries a rule tag: members that meet every condition. */
export const tagRuleSchema = z.object({ conditions: z.array(conditionSchema).min(1, "请至少添加一个条件").max(12) });
export type TagRule = z.output<typeof tagRuleSchema>;
