import { z } from "zod";
import { type Call, refuse } from "../../http/endpoint.ts";
import { nowOf } from "../../world/clock.ts";
import { DAY_MS, dayOf, daysBetween } from "../calendar.ts";
import { bodyOf } from "../read.ts";

/** The days that were asked for: 61500 not a date, 61501 too long, backwards, or later than yesterday (wechat-api.md §1.12). */
export function spanOf(call: Call, days: number, format: "YYYY-MM-DD" | "yyyyMMdd" = "YYYY-MM-DD"): string[] {
  const { begin_date, end_date } = bodyOf(call, z.object({ begin_date: z.string(), end_date: z.string() }));
  const [first, last] = [begin_date, end_date].map((date) => (format === "yyyyMMdd" ? dashed(date) : date));
  if (!first || !last || !isDay(first) || !isDay(last)) refuse(61500);
  if (first > last || last > dayOf(nowOf(call.world.clock) - DAY_MS)) refuse(61501);
  const span = daysBetween(first, last);
  return span.length <= days ? span : refuse(61501);
}

/** `20260310` of `2026-03-10`. */
export const compact = (day: string) => day.replaceAll("-", "");

const dashed = (date: string) =>
  /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : "";
const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
