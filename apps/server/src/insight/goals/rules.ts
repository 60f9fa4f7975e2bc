import { addDays, daysBetween } from "../../kernel/calendar.ts";

/** The metrics that goals are set in, by their ids in the registry. */
export const goalMetrics = ["gmv", "orders", "buyers", "newMembers"] as const;
export type GoalMetric = (typeof goalMetrics)[number];

/** Money is handed down in whole yuan, people and orders one by one. */
export function stepOf(metric: GoalMetric): number {
  return metric === "gmv" ? 100 : 1;
}

/**
 * Splits a whole into parts by weight so that the parts add up to it exactly: largest remainder (Hare), in whole steps, equal
 * parts when nobody has a weight. What is smaller than a step goes to the heaviest.
 *
 * @param total integer ≥ 0
 * @param weights ≥ 0, rounded to integers
 */
export function splitByShare(total: number, weights: readonly number[], step = 1): number[] {
  if (weights.length === 0) return [];
  const whole = weights.map((weight) => BigInt(Math.max(0, Math.round(weight))));
  const known = whole.reduce((sum, weight) => sum + weight, 0n);
  const shares = known === 0n ? whole.map(() => 1n) : whole;
  const sum = known === 0n ? BigInt(weights.length) : known;
  const steps = BigInt(Math.floor(total / step));
  const parts = shares.map((share) => Number((steps * share) / sum));
  let left = Number(steps) - parts.reduce((done, part) => done + part, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (steps * share) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  const fine = parts.map((part) => part * step);
  const heaviest = shares.reduce((best, share, index) => (share > (shares[best] as bigint) ? index : best), 0);
  fine[heaviest] = (fine[heaviest] ?? 0) + (total - Math.floor(total / step) * step);
  return fine;
}

/**
 * Gives each day's part to the people who are there that day, evenly; what does not divide goes to whoever has least so far.
 * A day on which nobody is posted keeps its part for the sum check to show.
 *
 * @returns by person, then by day
 */
export function assignDays(
  dayTotals: readonly number[],
  present: readonly (readonly boolean[])[],
  step = 1,
): number[][] {
  const parts = present.map(() => dayTotals.map(() => 0));
  const totals = present.map(() => 0);
  for (const [day, total] of dayTotals.entries()) {
    const there = present.flatMap((days, person) => (days[day] ? [person] : []));
    // Whoever has least stands first: ties of the remainder go by position.
    there.sort((a, b) => (totals[a] ?? 0) - (totals[b] ?? 0) || a - b);
    const shares = splitByShare(
      total,
      there.map(() => 1),
      step,
    );
    for (const [place, person] of there.entries()) {
      const part = shares[place] ?? 0;
      (parts[person] as number[])[day] = part;
      totals[person] = (totals[person] ?? 0) + part;
    }
  }
  return parts;
}

/** The days of a month `YYYY-MM`; `to` is the first day of the next one. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string; readonly days: string[] } {
  const from = `${month}-01`;
  const to = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, to, days: Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index)) };
}

/** `YYYY-MM`, moved by whole months. */
export function moveMonth(month: string, months: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** So many days must show their weekday's habit before the calendar follows it. */
export const leastShapeDays = 28;

/**
 * How much each day of a month weighs, from the weekdays of the weeks before: a shop that sells twice as much on Saturdays is
 * expected to. Every day weighs the same while fewer than 28 days are known or nothing was sold.
 */
export function weighDays(
  days: readonly string[],
  history: readonly { readonly day: string; readonly value: number }[],
): number[] {
  const byWeekday = Array.from({ length: 7 }, () => ({ sum: 0, days: 0 }));
  for (const { day, value } of history) {
    const bucket = byWeekday[weekdayOf(day)] as { sum: number; days: number };
    bucket.sum += Math.max(0, value);
    bucket.days += 1;
  }
  const total = byWeekday.reduce((sum, bucket) => sum + bucket.sum, 0);
  if (history.length < leastShapeDays || total <= 0) return days.map(() => 1_000);
  const mean = total / history.length;
  return days.map((day) => {
    const bucket = byWeekday[weekdayOf(day)] as { sum: number; days: number };
    return Math.round((bucket.sum / bucket.days / mean) * 1_000);
  });
}

/**
 * The share of a month's goal that should be reached by now: the weight of the days that are over, and of today as much as has
 * passed of it. 0 before the month, 1 after it.
 *
 * @param passed of today, 0 to 1
 */
export function expectedShare(
  days: readonly string[],
  weights: readonly number[],
  today: string,
  passed: number,
): number {
  let [over, all] = [0, 0];
  for (const [index, day] of days.entries()) {
    const weight = weights[index] ?? 0;
    all += weight;
    over += day < today ? weight : day === today ? weight * passed : 0;
  }
  return all > 0 ? over / all : 0;
}

export interface Progress {
  readonly target: number | null;
  /** Null before the month has begun. */
  readonly actual: number | null;
  /** actual ÷ target */
  readonly progress: number | null;
  /** What should be reached by now. */
  readonly expected: number | null;
  /** actual ÷ expected: 1 is on time, below is behind. */
  readonly pace: number | null;
}

export function progressOf(target: number | null, actual: number | null, share: number): Progress {
  const expected = target === null ? null : Math.round(target * share);
  return {
    target,
    actual,
    progress: target === null || target === 0 || actual === null ? null : actual / target,
    expected,
    pace: expected === null || expected === 0 || actual === null ? null : actual / expected,
  };
}
