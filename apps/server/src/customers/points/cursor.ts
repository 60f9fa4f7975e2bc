import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";

/** How far a job has read a table in the order of transactions. */
export interface PointCursor {
  readonly xid: string;
  readonly id: number;
  /** Every transaction below has ended: rows from here on wait for the next look. */
  readonly horizon: string;
}

/**
 * Opens the cursor for this transaction alone. After a restore from a dump transaction numbers begin anew: then it starts over,
 * which what reads by it must bear.
 */
export async function openCursor(tx: Tx, name: string): Promise<PointCursor> {
  await sql`insert into point_cursor (name) values (${name}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<PointCursor & { ahead: boolean }>`
    select xid::text as xid, id, pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      xid > pg_snapshot_xmin(pg_current_snapshot()) as ahead
    from point_cursor where name = ${name} for update`.execute(tx);
  const { xid, id, horizon, ahead } = rows[0] as PointCursor & { ahead: boolean };
  return ahead ? { xid: "0", id: 0, horizon } : { xid, id, horizon };
}

export async function moveCursor(tx: Tx, name: string, to: { readonly xid: string; readonly id: number }) {
  await sql`update point_cursor set xid = ${to.xid}::xid8, id = ${to.id} where name = ${name}`.execute(tx);
}

/** Where the cursor goes after a batch: behind its last row, or, when it was not full, to the horizon. */
export function afterBatch(
  { horizon }: PointCursor,
  rows: readonly { readonly xid: string; readonly id: number }[],
  full: number,
): { readonly xid: string; readonly id: number } {
  const last = rows.at(-1);
  return last && rows.length >= full ? { xid: last.xid, id: last.id } : { xid: horizon, id: 0 };
}
