import dayjs, { type Dayjs } from "dayjs";
import type { PointRule } from "./point-api.ts";

interface Multiplier {
  readonly code: string;
  readonly multiplier: number;
}

/** The rule as the form's fields hold it: lists in place of records, dates as the pickers want them. */
export interface RuleFields {
  readonly pointsPerYuan: number;
  readonly rounding: PointRule["rounding"];
  readonly channels: readonly Multiplier[];
  readonly tiers: readonly Multiplier[];
  readonly weekdays: readonly { readonly name: string; readonly weekday: number; readonly multiplier: number }[];
  readonly campaigns: readonly {
    readonly name: string;
    readonly days: readonly [Dayjs, Dayjs];
    readonly multiplier: number;
  }[];
  readonly pendingDays: number;
  readonly expiryKind: PointRule["expiry"]["kind"];
  readonly months: number;
  readonly years: number;
  readonly monthDay: string;
  readonly joiningGift: number;
}

export const newRule: PointRule = {
  pointsPerYuan: 1,
  channels: {},
  tiers: {},
  days: [],
  rounding: "down",
  pendingDays: 0,
  expiry: { kind: "fixed", monthDay: "12-31", years: 1 },
  joiningGift: 0,
};

const listOf = (record: Readonly<Record<string, number>>) =>
  Object.entries(record).map(([code, multiplier]) => ({ code, multiplier }));
const recordOf = (list: readonly Multiplier[]) =>
  Object.fromEntries(list.map(({ code, multiplier }) => [code, multiplier]));

export function formOf(rule: PointRule): RuleFields {
  const { expiry, days } = rule;
  return {
    pointsPerYuan: rule.pointsPerYuan,
    rounding: rule.rounding,
    channels: listOf(rule.channels),
    tiers: listOf(rule.tiers),
    weekdays: days.flatMap((day) =>
      day.kind === "weekday" ? [{ name: day.name, weekday: day.weekday, multiplier: day.multiplier }] : [],
    ),
    campaigns: days.flatMap((day) =>
      day.kind === "dates"
        ? [{ name: day.name, days: [dayjs(day.from), dayjs(day.to)] as const, multiplier: day.multiplier }]
        : [],
    ),
    pendingDays: rule.pendingDays,
    expiryKind: expiry.kind,
    months: expiry.kind === "months" ? expiry.months : 12,
    years: expiry.kind === "fixed" ? expiry.years : 1,
    monthDay: expiry.kind === "fixed" ? expiry.monthDay : "12-31",
    joiningGift: rule.joiningGift,
  };
}

export function ruleOf(fields: RuleFields): PointRule {
  const expiry: PointRule["expiry"] =
    fields.expiryKind === "months"
      ? { kind: "months", months: fields.months }
      : fields.expiryKind === "fixed"
        ? { kind: "fixed", monthDay: fields.monthDay, years: fields.years }
        : { kind: "never" };
  return {
    pointsPerYuan: fields.pointsPerYuan,
    channels: recordOf(fields.channels),
    tiers: recordOf(fields.tiers),
    days: [
      ...fields.weekdays.map((day) => ({ kind: "weekday" as const, ...day })),
      ...fields.campaigns.map(({ name, days: [from, to], multiplier }) => ({
        kind: "dates" as const,
        name,
        from: from.format("YYYY-MM-DD"),
        to: to.format("YYYY-MM-DD"),
        multiplier,
      })),
    ],
    rounding: fields.rounding,
    pendingDays: fields.pendingDays,
    expiry,
    joiningGift: fields.joiningGift,
  };
}
