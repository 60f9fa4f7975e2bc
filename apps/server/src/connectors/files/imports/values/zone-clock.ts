import { addDays, dayIn, instantOf } from "../../../../kernel/calendar.ts";
import type { WallClock } from "./dates.ts";

export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Calendar day in the shop's zone. */
  readonly day: string;
}

/**
 * Turns wall-clock times of one zone into instants. Asking the time-zone database costs tens of microseconds, so a day whose
 * offset does not change is asked about once.
 */
export function createZoneClock(timeZone: string): (clock: WallClock) => Moment {
  /** Midnight of a day; null = the offset changes on it. */
  const midnights = new Map<string, number | null>();

  function midnightOf(day: string): number | null {
    let midnight = midnights.get(day);
    if (midnight === undefined) {
      const start = instantOf(timeZone, day).getTime();
      midnight = instantOf(timeZone, addDays(day, 1)).getTime() - start === 86_400_000 ? start : null;
      if (midnights.size > 5_000) midnights.clear();
      midnights.set(day, midnight);
    }
    return midnight;
  }

  return (clock) => {
    if (clock.offsetMinutes !== undefined) {
      const at = Date.parse(`${clock.day}T00:00:00Z`) + clock.secondOfDay * 1_000 - clock.offsetMinutes * 60_000;
      return { at, day: dayIn(timeZone, new Date(at)) };
    }
    const midnight = midnightOf(clock.day);
    if (midnight !== null) return { at: midnight + clock.secondOfDay * 1_000, day: clock.day };
    const time = new Date(clock.secondOfDay * 1_000).toISOString().slice(11, 19);
    return { at: instantOf(timeZone, clock.day, time).getTime(), day: clock.day };
  };
}
