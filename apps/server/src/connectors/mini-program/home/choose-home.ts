import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { storeCities } from "../../../organization/index.ts";
import { type Position, placeOf, placesAt, type StorePlace, wallClockOf } from "./places.ts";
import { type Chosen, homeAt, homeOf, homeScanned } from "./rules.ts";
import { homeSetting } from "./settings.ts";
import { storeOfGuide } from "./store.ts";

export interface Whereabouts {
  /** Null = not shared. */
  readonly position: Position | null;
  /** The store whose code was scanned. */
  readonly scannedStoreNo?: number | null;
  /** The store that the visitor picked from the list. */
  readonly pickedStoreNo?: number | null;
  readonly memberNo: number | null;
  /** The store whose home was shown last, and when. */
  readonly last?: { readonly storeNo: number; readonly at: Date } | null;
}

export interface ChosenHome {
  readonly chosen: Chosen<StorePlace>;
  /** What was looked at, nearest first; empty without a position. */
  readonly places: readonly StorePlace[];
  /** To choose from, when there is neither position nor store. */
  readonly cities: readonly { readonly city: string; readonly stores: number }[];
}

/** Which home page somebody is shown, by where they are or, when they do not say, by what is known of them (CH-21, IN-03). */
export async function chooseHome(
  platform: Platform,
  actor: Actor,
  where: Whereabouts,
  at: Date = platform.clock.now(),
): Promise<ChosenHome> {
  const known = async (storeNo: number | null | undefined) =>
    storeNo == null ? null : placeOf(platform, actor, storeNo, at);
  const scanned = await known(where.scannedStoreNo);
  if (scanned) return { chosen: homeScanned(scanned), places: [], cities: [] };
  const picked = await known(where.pickedStoreNo);
  if (picked) return { chosen: homeOf(picked, "picked"), places: [], cities: [] };
  if (where.position) {
    const places = await placesAt(platform, actor, where.position, at);
    return { chosen: homeAt(places), places, cities: [] };
  }
  const remembered = await fallback(platform, actor, where, at);
  if (remembered) return { chosen: remembered, places: [], cities: [] };
  return {
    chosen: { home: "nearby", basis: "nowhere", place: null },
    places: [],
    cities: await storeCities(platform.db, actor),
  };
}

async function fallback(
  platform: Platform,
  actor: Actor,
  { last, memberNo }: Whereabouts,
  at: Date,
): Promise<Chosen<StorePlace> | null> {
  const { value } = await readSetting(platform.db, homeSetting);
  for (const basis of value.fallbacks) {
    const storeNo =
      basis === "guide_store"
        ? memberNo === null
          ? null
          : await storeOfGuide(platform.db, memberNo, wallClockOf(platform, at).day)
        : last && at.getTime() - last.at.getTime() <= value.rememberDays * 86_400_000
          ? last.storeNo
          : null;
    const place = storeNo === null ? null : await placeOf(platform, actor, storeNo, at);
    if (place) return homeOf(place, basis);
  }
  return null;
}
