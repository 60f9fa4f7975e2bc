import type { SentCallback } from "../../callbacks/deliver.ts";
import { nowOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { dayOf } from "../calendar.ts";
import type { DayCounts, DayPeople } from "./state.ts";

/** Counts one more of a key on the day that the clock shows. */
export function count(world: World, counts: DayCounts, key: string): void {
  const day = dayOf(nowOf(world.clock));
  const known = counts.get(day) ?? new Map<string, number>();
  known.set(key, (known.get(key) ?? 0) + 1);
  counts.set(day, known);
}

/** Notes that this person belongs to a key today; true when new there. */
export function mark(world: World, people: DayPeople, key: string, openid: string): boolean {
  const day = dayOf(nowOf(world.clock));
  const known = people.get(day) ?? new Map<string, Set<string>>();
  const set = known.get(key) ?? new Set<string>();
  const isNew = !set.has(openid);
  set.add(openid);
  known.set(key, set);
  people.set(day, known);
  return isNew;
}

/** Counts an attempt to reach the account's address. */
export function noteCallback(world: World, { figures }: OfficialAccount, { outcome, ms }: SentCallback): void {
  const day = dayOf(nowOf(world.clock));
  const known = figures.callbacks.get(day) ?? { count: 0, failed: 0, total: 0, longest: 0 };
  known.count++;
  if (outcome !== 200) known.failed++;
  known.total += ms;
  known.longest = Math.max(known.longest, ms);
  figures.callbacks.set(day, known);
}
