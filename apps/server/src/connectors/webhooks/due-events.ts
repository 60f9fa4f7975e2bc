import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../../kernel/postgres/database.ts";
import type { Webhook } from "./store.ts";

/** A place in the log: everything up to it is behind. */
export interface Place {
  readonly xid: string;
  readonly seq: number;
}

export interface DueEvent extends Place {
  readonly key: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly memberNo: number;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly storeCode: string | null;
  readonly channel: string | null;
  readonly properties: Record<string, unknown>;
}

/** So many events go in one delivery, and so many of the log are looked through for them at a time. */
const batchEvents = 100;
const windowEvents = 5_000;
const countedEvents = 20_000;

/**
 * The next events of a subscription in the log's order, and the place up to which the log is settled with them. Only transactions
 * below the horizon count: one that is still open could commit an event before the place.
 */
export async function nextEvents(
  db: Db,
  { cursorXid, cursorSeq, eventTypes, unitPath }: Webhook,
): Promise<{ events: DueEvent[]; place: Place; isLast: boolean }> {
  const after = sql`(e.logged_xid, e.seq) > (${cursorXid}::xid8, ${cursorSeq}::bigint)`;
  const { rows: ends } = await sql<{ horizon: string; xid: string | null; seq: number | null }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, w.xid, w.seq from (values (1)) one
    left join lateral (select e.logged_xid::text as xid, e.seq from event_log e
      where ${after} and e.logged_xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.logged_xid, e.seq offset ${windowEvents - 1} limit 1) w on true`.execute(db);
  const end = ends[0];
  if (!end) throw new Error("the log's horizon is unknown");
  const isLast = end.xid === null;
  // Of the horizon's own transaction nothing is behind: its numbers are above 0.
  const place: Place = isLast ? { xid: end.horizon, seq: 0 } : { xid: end.xid ?? "", seq: end.seq ?? 0 };
  const { rows: events } = await sql<DueEvent>`
    select e.logged_xid::text as xid, e.seq, e.event_key as key, e.source, e.event_id as "eventId", e.type, e.member_no as "memberNo",
      e.occurred_at as "occurredAt", e.received_at as "receivedAt", s.code as "storeCode", e.channel, e.properties
    from event_log e left join org_unit s on s.no = e.store_no
    where ${after} and (e.logged_xid, e.seq) <= (${place.xid}::xid8, ${place.seq}::bigint) and e.type = any(${eventTypes}::text[])
      and ${inScope(unitPath)}
    order by e.logged_xid, e.seq limit ${batchEvents}`.execute(db);
  const last = events.length === batchEvents ? events.at(-1) : undefined;
  return last ? { events, place: last, isLast: false } : { events, place, isLast };
}

/** How many events wait, counted over the next so many of the log: `more` = the log goes on beyond. */
export async function countWaiting(
  db: Db,
  { cursorXid, cursorSeq, eventTypes, unitPath }: Webhook,
): Promise<{ events: number; more: boolean }> {
  const { rows } = await sql<{ events: number; looked: number }>`
    select count(*) filter (where e.type = any(${eventTypes}::text[]) and ${inScope(unitPath)})::int as events, count(*)::int as looked
    from (select * from event_log e where (e.logged_xid, e.seq) > (${cursorXid}::xid8, ${cursorSeq}::bigint)
      order by e.logged_xid, e.seq limit ${countedEvents}) e left join org_unit s on s.no = e.store_no`.execute(db);
  const { events = 0, looked = 0 } = rows[0] ?? {};
  return { events, more: looked === countedEvents };
}

/** Headquarters' path is a single label; an event without a store is the whole chain's only. */
function inScope(unitPath: string): RawBuilder<SqlBool> {
  return unitPath.includes(".") ? sql<SqlBool>`s.path <@ ${unitPath}::ltree` : sql<SqlBool>`true`;
}
