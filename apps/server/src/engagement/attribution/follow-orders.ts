import { sql } from "kysely";
import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { attributeOrders } from "./attribute-orders.ts";
import type { ClaimSource } from "./gather-claims.ts";
import { listRules } from "./rule-store.ts";
import { longestWindow } from "./rules.ts";

/** Orders a transaction: short ones, since a long one holds every feed back. */
export const batchOrders = 2_000;

/** Over so many transactions without an order the cursor moves on all the same. */
const idleStride = 10_000;

/** Claims may arrive so long after what they tell of, e.g. with an import of yesterday's visits. */
const lateDays = 2;

/**
 * Decides the orders that changed since the last time: new ones, refunds, corrections, merges. Each batch keeps its place with what it wrote,
 * so it goes on where it was stopped. Returns how many orders were looked at.
 */
export async function followOrders(
  platform: Platform,
  sources: readonly ClaimSource[],
  signal: AbortSignal,
): Promise<number> {
  for (let looked = 0; ; ) {
    if (signal.aborted) return looked;
    const taken = await platform.db.transaction().execute((tx) => followBatch(tx, platform, sources));
    if (taken === null) return looked;
    looked += taken;
  }
}

/** Null when nothing is left. */
async function followBatch(tx: Tx, platform: Platform, sources: readonly ClaimSource[]): Promise<number | null> {
  const { rows } = await sql<{ from: string; until: string; after: number }>`
    select case when next_xid > pg_snapshot_xmin(pg_current_snapshot()) then '0' else next_xid::text end as from,
      coalesce(until_xid, pg_snapshot_xmin(pg_current_snapshot()))::text as until, after_id as after
    from attribution_cursor for update`.execute(tx);
  const cursor = rows[0];
  if (!cursor || cursor.from === cursor.until) return null;
  const { rows: due } = await sql<{ id: number }>`
    select id from sales_order where changed_xid >= ${cursor.from}::xid8 and changed_xid < ${cursor.until}::xid8 and id > ${cursor.after}
    order by id limit ${batchOrders}`.execute(tx);
  if (due.length === 0) {
    // Moving the cursor is a transaction too, so an idle look must not write each time.
    await sql`update attribution_cursor set next_xid = ${cursor.until}::xid8, until_xid = null, after_id = 0
      where until_xid is not null or ${cursor.until}::numeric - ${cursor.from}::numeric > ${idleStride}`.execute(tx);
    return null;
  }
  await attributeOrders(
    tx,
    platform,
    sources,
    due.map((order) => order.id),
  );
  const last = due.length === batchOrders ? due.at(-1)?.id : undefined;
  await (last === undefined
    ? sql`update attribution_cursor set next_xid = ${cursor.until}::xid8, until_xid = null, after_id = 0`
    : sql`update attribution_cursor set until_xid = ${cursor.until}::xid8, after_id = ${last}`
  ).execute(tx);
  return due.length;
}

/** Decides recent orders anew each night: a share, a scan or a binding may be told of later than the order that it led to. */
export async function revisitOrders(
  platform: Platform,
  sources: readonly ClaimSource[],
  today: string,
  signal: AbortSignal,
): Promise<number> {
  const longest = Math.max(...(await listRules(platform.db)).map(({ rule }) => longestWindow(rule)));
  const from = addDays(today, -longest - lateDays);
  let changed = 0;
  for (let place: Place | undefined = start; place !== undefined && !signal.aborted; ) {
    const after: Place = place;
    const batch = await platform.db.transaction().execute(async (tx) => {
      const orders = await ordersOf(tx, from, addDays(today, 1), after);
      return { next: orders.next, changed: await attributeOrders(tx, platform, sources, orders.ids) };
    });
    changed += batch.changed;
    place = batch.next;
  }
  return changed;
}

/** Where a walk over orders by time stands. */
export interface Place {
  readonly paidAt: string;
  readonly id: number;
}

export const start: Place = { paidAt: "-infinity", id: 0 };

/** The next batch of orders of business days from `from` up to, not including, `to`; `next` is absent after the last one. */
export async function ordersOf(
  tx: Tx,
  from: string,
  to: string,
  after: Place,
): Promise<{ readonly ids: number[]; readonly next?: Place }> {
  // The business day is the shop's, never more than a day from the instant's own: so the index on time finds it.
  const { rows } = await sql<Place>`
    select id, paid_at::text as "paidAt" from sales_order
    where paid_at >= ${from}::date - interval '1 day' and paid_at < ${to}::date + interval '1 day'
      and business_day >= ${from}::date and business_day < ${to}::date and (paid_at, id) > (${after.paidAt}::timestamptz, ${after.id})
    order by paid_at, id limit ${batchOrders}`.execute(tx);
  return { ids: rows.map((row) => row.id), ...(rows.length === batchOrders && { next: rows.at(-1) }) };
}
