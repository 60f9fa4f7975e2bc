import { nowOf } from "../world/clock.ts";
import type { World } from "../world/world.ts";

const CHINA_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The Chinese calendar day, `YYYY-MM-DD`, of a virtual moment in milliseconds. */
export function dayOf(ms: number): string {
  return new Date(ms + CHINA_MS).toISOString().slice(0, 10);
}

/** Today in China by the world's clock. */
export const today = (world: World) => dayOf(nowOf(world.clock));

/** This month in China, `YYYY-MM`. */
export const thisMonth = (world: World) => today(world).slice(0, 7);

/** The days from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
