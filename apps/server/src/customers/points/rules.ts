import { z } from "zod";

const multiplier = z.number().min(0).max(100).describe("Times the base; 0 = earns nothing");
const day = z.iso.date();

/** Days on which points are multiplied: a weekly member day (MB-06), or the days of a campaign (MB-09). */
const bonusDay = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("weekday"),
    weekday: z.int().min(1).max(7).describe("1 = Monday"),
    multiplier,
    name: z.string().trim().min(1).max(30),
  }),
  z
    .object({
      kind: z.literal("dates"),
      from: day,
      to: day.describe("Included"),
      multiplier,
      name: z.string().trim().min(1).max(30),
    })
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "结束日期不能早于开始日期" }),
]);

/** Points are good through the last day: `months` after they were earned, or a fixed day (`MM-DD`) so many years after that year. */
const expiry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("never") }),
  z.object({ kind: z.literal("months"), months: z.int().min(1).max(120) }),
  z.object({
    kind: z.literal("fixed"),
    monthDay: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "格式为 月-日，如 12-31")
      .refine(isYearlyDay, "这一天不是每年都有，请换一天，如 12-31"),
    years: z.int().min(0).max(10),
  }),
]);

/**
 * How points are earned. An order earns `amount × pointsPerYuan × channel × tier × day`, rounded once per order; of several days
 * that apply, the highest multiplier counts. The amount is what was paid after discounts; the tier is that of the moment of granting.
 */
export const pointRuleSchema = z.object({
  pointsPerYuan: z.number().min(0).max(1_000).multipleOf(0.01),
  channels: z.record(z.string().max(32), multiplier).default({}).describe("By channel; others count once"),
  tiers: z.record(z.string().max(32), multiplier).default({}).describe("By tier; others count once"),
  days: z.array(bonusDay).max(60).default([]),
  rounding: z.enum(["down", "nearest"]).default("down"),
  pendingDays: z.int().min(0).max(180).default(0).describe("Days until points of an order can be used"),
  expiry: expiry.default({ kind: "never" }),
  joiningGift: z.int().min(0).max(1_000_000).default(0).describe("Points for joining, once per person"),
});

export type PointRule = z.output<typeof pointRuleSchema>;

export const pointKinds = ["purchase", "joining_gift", "adjustment", "debt"] as const;

export const entryKinds = ["earned", "spent", "returned", "expired", "clawed_back", "settled", "adjusted"] as const;

/** 29 February and the 31st of short months come not every year. */
function isYearlyDay(monthDay: string): boolean {
  const [month = 0, dayOfMonth = 0] = monthDay.split("-").map(Number);
  const date = new Date(Date.UTC(2025, month - 1, dayOfMonth));
  return date.getUTCMonth() === month - 1;
}

/** Whether a correction by hand needs a second person. */
export function needsApproval(points: number, limit: number): boolean {
  return Math.abs(points) > limit;
}
