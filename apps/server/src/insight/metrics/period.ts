import { addDays, daysBetween } from "../../kernel/calendar.ts";

/** Half-open: `to` is the day after the last one. Calendar days in the shop's zone. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const monthStart = (day: string) => day.endsWith("-01");

/** `day` moved by whole months; the 31st becomes the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 1] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 1] = to.split("-").map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

/**
 * The period a figure is compared with: the equally long one right before (whole months against whole months, so that
 * February stands against January), or the same days a year earlier.
 */
export function comparedPeriod(period: Period, compare: "previous" | "year"): Period {
  if (compare === "year") return { from: addMonths(period.from, -12), to: addMonths(period.to, -12) };
  if (monthStart(period.from) && monthStart(period.to)) {
    return { from: addMonths(period.from, -monthsBetween(period.from, period.to)), to: period.from };
  }
  return { from: addDays(period.from, -daysBetween(period.from, period.to)), to: period.from };
}

export type TimeGrain = "day" | "week" | "month";

/** First day of the bucket that a day falls into; weeks begin on Monday. */
export function bucketOf(grain: TimeGrain, day: string): string {
  if (grain === "day") return day;
  if (grain === "month") return `${day.slice(0, 7)}-01`;
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** All buckets that a period touches, in order. */
export function bucketsOf(grain: TimeGrain, period: Period): string[] {
  const buckets: string[] = [];
  for (let bucket = bucketOf(grain, period.from); bucket < period.to; bucket = nextBucket(grain, bucket))
    buckets.push(bucket);
  return buckets;
}

export function nextBucket(grain: TimeGrain, bucket: string): string {
  return grain === "month" ? addMonths(bucket, 1) : addDays(bucket, grain === "week" ? 7 : 1);
}
