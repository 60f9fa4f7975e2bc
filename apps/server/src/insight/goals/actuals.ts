import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { findMetrics, grainsOf } from "../metrics/registry/index.ts";
import type { Slice } from "../shared/slice.ts";
import { daysOfMonth, type GoalMetric } from "./rules.ts";
import type { Part } from "./store.ts";

/** How many days before today show the habit of the weekdays. */
const shapeDays = 56;

interface Span {
  readonly from: string;
  readonly to: string;
}

/** The part of a month that has begun, today included; null before it. */
export function begunPart(month: string, today: string): Span | null {
  const { from, to } = daysOfMonth(month);
  if (today < from) return null;
  const tomorrow = addDays(today, 1);
  return { from, to: [tomorrow, to].sort()[0] ?? to };
}

/** How much of today has passed in the shop, 0 to 1. */
export function passedOfToday(platform: Platform): number {
  const { timeZone } = platform.config;
  const now = platform.clock.now();
  const day = dayIn(timeZone, now);
  const start = instantOf(timeZone, day).getTime();
  const end = instantOf(timeZone, addDays(day, 1)).getTime();
  return (now.getTime() - start) / (end - start);
}

/** One metric over a span, of the whole slice and of each part: one question per kind of part (regions, stores). */
export async function measureParts(
  platform: Platform,
  slice: Slice,
  metric: GoalMetric,
  span: Span,
  parts: readonly Pick<Part, "no" | "kind">[],
): Promise<{ readonly total: number; readonly byNo: ReadonlyMap<number, number> }> {
  const grains = [
    ...(parts.some((part) => part.kind !== "store") ? (["region"] as const) : []),
    ...(parts.some((part) => part.kind === "store") ? (["store"] as const) : []),
  ];
  const answers = await Promise.all(
    (grains.length === 0 ? (["none"] as const) : grains).map(async (by) => ({
      by,
      ...(await queryMetrics(platform, slice, { ...span, metrics: [metric], by, compare: "none" })),
    })),
  );
  const byNo = new Map<number, number>();
  for (const { by, rows } of answers) {
    const values = new Map(rows.map((row) => [Number(row.key), row.values[metric]?.value ?? 0]));
    for (const part of parts)
      if ((part.kind === "store") === (by === "store")) byNo.set(part.no, values.get(part.no) ?? 0);
  }
  return { total: answers[0]?.total[metric]?.value ?? 0, byNo };
}

/** Whether orders tell how much of the metric each guide reached. Whom a new member is owed to, orders do not say. */
export function isReachedByPeople(metric: GoalMetric): boolean {
  return findMetrics([metric]).every((each) => grainsOf(each).includes("guide"));
}

/** One metric over a span by guide number (`staff.no`); 0 = orders that name no guide. One question for all people of the slice. */
export async function measurePeople(
  platform: Platform,
  slice: Slice,
  metrics: readonly GoalMetric[],
  span: Span,
): Promise<ReadonlyMap<number, Readonly<Partial<Record<GoalMetric, number>>>>> {
  const { rows } = await queryMetrics(platform, slice, { ...span, metrics, by: "guide", compare: "none" });
  return new Map(
    rows.map((row) => [
      Number(row.key),
      Object.fromEntries(metrics.map((metric) => [metric, row.values[metric]?.value ?? 0])),
    ]),
  );
}

/**
 * The metric day by day over the eight weeks before the month, or before today when the month is still to come: what weekdays
 * weigh. Days before the first sale are left out.
 */
export async function measureWeekdays(
  platform: Platform,
  slice: Slice,
  metric: GoalMetric,
  month: string,
  today: string,
): Promise<{ day: string; value: number }[]> {
  const [before = today] = [today, daysOfMonth(month).from].sort();
  const { rows } = await queryMetrics(platform, slice, {
    from: addDays(before, -shapeDays),
    to: before,
    metrics: [metric],
    by: "day",
    compare: "none",
  });
  const days = rows.map((row) => ({ day: row.key, value: row.values[metric]?.value ?? 0 }));
  const first = days.findIndex((each) => each.value > 0);
  return first < 0 ? [] : days.slice(first);
}
