import { dayIn } from "../../../kernel/calendar.ts";
import { Refusal } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { isOpenAt, loadStore, nearestStores, type StoreRow, spansOn } from "../../../organization/index.ts";
import type { Place } from "./rules.ts";
import { type EffectiveRule, effectiveRules, farthest } from "./store.ts";

export interface Position {
  /** GCJ-02 degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** A store with its rule, and which unit's word each field of the rule is. */
export interface StorePlace extends Place {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly address: string;
  /** `09:00–22:00` today; "" = not known. */
  readonly hours: string;
  readonly from: EffectiveRule["from"];
}

const nearbyShown = 5;
/** How many stores in reach are looked at, per service. */
const looked = 40;

export function wallClockOf({ config }: Platform, at: Date): { readonly day: string; readonly time: string } {
  const { timeZone } = config;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  return { day: dayIn(timeZone, at), time };
}

async function withRules(
  platform: Platform,
  rows: readonly (StoreRow & { readonly metres: number | null })[],
  at: Date,
): Promise<StorePlace[]> {
  const ruleOf = await effectiveRules(
    platform.db,
    rows.map(({ unitId }) => unitId),
  );
  const { day, time } = wallClockOf(platform, at);
  return rows.map((row) => ({
    unitId: row.unitId,
    storeNo: row.storeNo,
    code: row.code,
    name: row.name,
    address: row.address,
    services: row.services,
    metres: row.metres,
    isOpen: isOpenAt(row.openingHours, row.specialDays, day, time),
    hours: spansOn(row.openingHours ?? {}, row.specialDays, day)
      .map(([from, to]) => `${from}–${to}`)
      .join("、"),
    ...ruleOf(row.unitId),
  }));
}

/** The stores that may serve somebody at a position, and the few nearest ones however far; nearest first. */
export async function placesAt(platform: Platform, actor: Actor, position: Position, at: Date): Promise<StorePlace[]> {
  const { inside, delivery } = await farthest(platform.db);
  const found = await Promise.all([
    nearestStores(platform.db, actor, { position, limit: nearbyShown }),
    nearestStores(platform.db, actor, { position, limit: looked, withinMetres: inside, service: "in_store" }),
    nearestStores(platform.db, actor, { position, limit: looked, withinMetres: delivery, service: "home_delivery" }),
  ]);
  const byNo = new Map(found.flat().map((store) => [store.storeNo, store]));
  const rows = [...byNo.values()].sort((a, b) => a.metres - b.metres || a.storeNo - b.storeNo);
  return withRules(platform, rows, at);
}

/** One trading store without a position; null when it does not trade or is not in scope. */
export async function placeOf(platform: Platform, actor: Actor, storeNo: number, at: Date): Promise<StorePlace | null> {
  const row = await findStore(platform, actor, storeNo);
  if (row?.phase !== "open") return null;
  const [place] = await withRules(platform, [{ ...row, metres: null }], at);
  return place ?? null;
}

async function findStore({ db }: Platform, actor: Actor, storeNo: number): Promise<StoreRow | null> {
  try {
    return await loadStore(db, actor, storeNo);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
