import { addDays, daysBetween } from "../../kernel/calendar.ts";

export interface PurchaseCycle {
  readonly purchaseDays: number;
  readonly medianDays: number | null;
  readonly nextExpectedDay: string | null;
  readonly overdueDays: number | null;
}

/** Three purchase days make two intervals: below that there is no rhythm to speak of. */
const leastDays = 3;

/** A member's rhythm from their purchase days (distinct, ascending, `YYYY-MM-DD`). */
export function purchaseCycle(days: readonly string[], today: string): PurchaseCycle {
  const last = days.at(-1);
  if (last === undefined || days.length < leastDays) {
    return { purchaseDays: days.length, medianDays: null, nextExpectedDay: null, overdueDays: null };
  }
  const gaps = days
    .slice(1)
    .map((day, index) => daysBetween(days[index] as string, day))
    .sort((a, b) => a - b);
  const middle = Math.floor(gaps.length / 2);
  const medianDays =
    gaps.length % 2 === 1 ? (gaps[middle] as number) : ((gaps[middle - 1] as number) + (gaps[middle] as number)) / 2;
  const nextExpectedDay = addDays(last, Math.round(medianDays));
  return {
    purchaseDays: days.length,
    medianDays,
    nextExpectedDay,
    overdueDays: Math.max(0, daysBetween(nextExpectedDay, today)),
  };
}
