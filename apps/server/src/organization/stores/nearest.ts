import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { isOpenAt } from "./opening-hours.ts";
import { type StoreRow, storeColumns, storeTables } from "./store.ts";
import type { Service } from "./vocabulary.ts";

export interface NearestQuery {
  /** Where the customer is; GCJ-02 degrees, as WeChat gives them. */
  readonly position: { readonly latitude: number; readonly longitude: number };
  readonly limit: number;
  readonly withinMetres?: number;
  readonly service?: Service;
  /** Wall-clock moment: stores known to be closed then are left out; those without hours stay, marked as not known. */
  readonly openAt?: { readonly day: string; readonly time: string };
}

export interface StoreNearby extends StoreRow {
  readonly metres: number;
  /** Null = hours not entered, or no moment was asked for. */
  readonly isOpen: boolean | null;
}

/** Candidates looked at per round; the index hands them over nearest first. */
const round = 200;

/**
 * The trading stores (phase open) nearest to a position, with great-circle metres (haversine, mean earth radius), nearest first.
 * The straight line that the index sorts by grows with the arc, so its order is the true order and no search radius has to be
 * guessed. (peers.md gap 7, OR-13)
 */
export async function nearestStores(db: Db, actor: Actor, query: NearestQuery): Promise<StoreNearby[]> {
  const { latitude, longitude } = query.position;
  const found: StoreNearby[] = [];
  for (let skip = 0; found.length < query.limit; skip += round) {
    const { rows } = await sql<StoreRow & { metres: number }>`
      select ${storeColumns}, distance_metres(s.latitude, s.longitude, ${latitude}, ${longitude}) as metres
      from ${storeTables}
      where s.latitude is not null and s.phase = 'open' and ${unitCondition(actor, "u.path")}
        and (${query.service ?? null}::text is null or s.services @> array[${query.service ?? null}]::text[])
      order by ll_to_earth(s.latitude, s.longitude) <-> ll_to_earth(${latitude}, ${longitude}), u.no
      limit ${round} offset ${skip}`.execute(db);
    for (const row of rows) {
      if (query.withinMetres !== undefined && row.metres > query.withinMetres) return found;
      const isOpen = query.openAt
        ? isOpenAt(row.openingHours, row.specialDays, query.openAt.day, query.openAt.time)
        : null;
      if (query.openAt && isOpen === false) continue;
      found.push({ ...row, isOpen });
      if (found.length === query.limit) return found;
    }
    if (rows.length < round) return found;
  }
  return found;
}

/** What a customer chooses from who does not share a location: the trading stores of a city, by name. */
export async function storesOfCity(
  db: Db,
  actor: Actor,
  query: { readonly city: string; readonly limit: number; readonly service?: Service },
): Promise<StoreRow[]> {
  const city = query.city.replace(/市$/, "");
  const { rows } = await sql<StoreRow>`select ${storeColumns} from ${storeTables}
    where s.phase = 'open' and s.city in (${city}, ${`${city}市`}) and ${unitCondition(actor, "u.path")}
      and (${query.service ?? null}::text is null or s.services @> array[${query.service ?? null}]::text[])
    order by u.name, u.no limit ${query.limit}`.execute(db);
  return rows;
}

/** The cities in which the chain trades, with their number of stores; for the city picker. */
export async function storeCities(db: Db, actor: Actor): Promise<{ city: string; stores: number }[]> {
  const { rows } = await sql<{
    city: string;
    stores: number;
  }>`select s.city, count(*)::int as stores from store s join org_unit u on u.id = s.org_unit_id
    where s.phase = 'open' and s.city is not null and ${unitCondition(actor, "u.path")} group by s.city order by stores desc, s.city`.execute(
    db,
  );
  return rows;
}
