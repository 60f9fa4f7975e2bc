import { z } from "zod";
import { addDays } from "../../kernel/calendar.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** `["09:00", "22:00"]`; an end at or before the start lies on the next day, `24:00` is the end of the day. */
export type Span = [from: string, to: string];
export type WeekHours = Partial<Record<Weekday, Span[]>>;
export type SpecialDays = Record<string, Span[]>;

const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写作 HH:MM，例如 09:30");
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "时间写作 HH:MM，例如 22:00");
const spans = z.array(z.tuple([from, to])).max(6);

export const weekHoursSchema = z
  .partialRecord(z.enum(weekdays), spans)
  .describe("Spans per weekday; a weekday left out is closed");
export const specialDaysSchema = z
  .record(z.iso.date(), spans)
  .refine((days) => Object.keys(days).length <= 400, "最多登记 400 个特殊日")
  .describe("Spans that replace the weekday's on that date; an empty list is a closed day");

function weekdayOf(day: string): Weekday {
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;
}

/** The spans that begin on a day. */
export function spansOn(hours: WeekHours, special: SpecialDays, day: string): readonly Span[] {
  return special[day] ?? hours[weekdayOf(day)] ?? [];
}

/**
 * Whether a store is open at a wall-clock time of its zone.
 *
 * @param hours null when nobody entered any: the answer is then null, "not known"
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`
 */
export function isOpenAt(hours: WeekHours | null, special: SpecialDays, day: string, time: string): boolean | null {
  const known = special[day] ?? special[addDays(day, -1)];
  if (hours === null && known === undefined) return null;
  const today = spansOn(hours ?? {}, special, day).some(
    ([start, end]) => time >= start && (end <= start || time < end),
  );
  const sinceYesterday = spansOn(hours ?? {}, special, addDays(day, -1)).some(
    ([start, end]) => end <= start && time < end,
  );
  return today || sinceYesterday;
}
