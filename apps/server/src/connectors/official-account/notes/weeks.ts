import { type LinkFigures, linkWeeks, noLinkFigures } from "../../../engagement/index.ts";
import { addDays, dayIn, instantOf } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { noteLinks, publishedPerWeek } from "./store.ts";

export interface NoteWeek extends Pick<LinkFigures, "visits" | "visitors" | "buyers" | "orders" | "salesFen"> {
  /** The Monday. */
  readonly week: string;
  /** Notes published in it. */
  readonly notes: number;
}

/** The last weeks of an account's notes, the current one last: how many went out, and what came through their links (CH-14, CH-15). */
export async function noteWeeks(platform: Platform, accountId: string, weeks: number): Promise<NoteWeek[]> {
  const { timeZone } = platform.config;
  const today = dayIn(timeZone, platform.clock.now());
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const from = addDays(monday, -7 * (weeks - 1));
  const to = addDays(monday, 6);
  const { db } = platform;
  const [published, figures] = await Promise.all([
    publishedPerWeek(db, accountId, {
      timeZone,
      start: instantOf(timeZone, from),
      end: instantOf(timeZone, addDays(to, 1)),
    }),
    linkWeeks(platform, await noteLinks(db, accountId), { from, to }),
  ]);
  return Array.from({ length: weeks }, (_, index) => {
    const week = addDays(from, 7 * index);
    const { visits, visitors, buyers, orders, salesFen } = figures.get(week) ?? noLinkFigures;
    return { week, notes: published.get(week) ?? 0, visits, visitors, buyers, orders, salesFen };
  });
}
