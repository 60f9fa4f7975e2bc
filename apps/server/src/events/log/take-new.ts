import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** SQL: the transaction in this column (`e.logged_xid`, `changed_xid`) belongs to what is taken now. */
export type IsNew = (column: string) => RawBuilder<SqlBool>;

/**
 * Hands a reader what was written since it last looked, by transactions that have ended: each once, however many readers run. A
 * database restored into another cluster, whose transactions count lower, is read from the beginning: what `take` writes must
 * bear being written twice.
 *
 * @param cursor table of one row with `next_xid xid8`
 * @returns null when nothing was written
 */
export async function takeNew<Taken>(
  tx: Kysely<DB>,
  cursor: string,
  take: (isNew: IsNew) => Promise<Taken>,
): Promise<Taken | null> {
  const table = sql.table(cursor);
  const { rows } = await sql<{ from: string; to: string }>`
    select case when next_xid > pg_snapshot_xmin(pg_current_snapshot()) then '0' else next_xid::text end as from,
      pg_snapshot_xmin(pg_current_snapshot())::text as to from ${table} for update`.execute(tx);
  const { from = "0", to = "0" } = rows[0] ?? {};
  if (from === to) return null;
  const taken = await take((column) => {
    const xid = sql.ref(column);
    return sql<SqlBool>`(${xid} >= ${from}::xid8 and ${xid} < ${to}::xid8)`;
  });
  await sql`update ${table} set next_xid = ${to}::xid8`.execute(tx);
  return taken;
}
