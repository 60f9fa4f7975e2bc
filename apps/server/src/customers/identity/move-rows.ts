import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Move } from "./placement.ts";

type Tx = Kysely<DB>;

/** Those of the tables whose rows a feed carries, so that a moved row must be sent again. */
async function fedTables(tx: Tx, tables: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ table: string }>`
    select t.name as table from unnest(${tables}::text[]) t(name)
    join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attname = 'changed_xid' and not a.attisdropped`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.table));
}

/** Gives every row recorded under the profiles to the member each belongs to now. */
async function moveRows(
  tx: Tx,
  tables: readonly string[],
  origins: readonly number[],
  members: readonly number[],
): Promise<void> {
  const fed = await fedTables(tx, tables);
  for (const table of tables) {
    await sql`
      update ${sql.table(table)} r set member_no = n.member_no ${fed.has(table) ? sql`, changed_xid = pg_current_xact_id()` : sql``}
      from unnest(${origins}::int[], ${members}::int[]) as n(origin_no, member_no)
      where r.origin_no = n.origin_no and r.member_no <> n.member_no`.execute(tx);
  }
}

/** Changes the owner of profiles, and with it every row recorded under them in any wing. */
export async function moveProfiles(
  tx: Tx,
  platform: Pick<Platform, "memberTables">,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  const origins = moves.map((move) => move.originNo);
  const members = moves.map((move) => move.to);
  await sql`
    update member m set owner_no = n.member_no, changed_xid = pg_current_xact_id(),
      status = case when m.status = 'erased' then 'erased' when n.member_no = m.member_no then 'active' else 'merged' end
    from unnest(${origins}::int[], ${members}::int[]) as n(origin_no, member_no) where m.member_no = n.origin_no`.execute(
    tx,
  );
  await moveRows(tx, platform.memberTables, origins, members);
  await sql`
    insert into member_override (origin_no, member_no) select * from unnest(${origins}::int[], ${members}::int[])
    on conflict (origin_no) do update set member_no = excluded.member_no, settled = false, changed_xid = pg_current_xact_id()`.execute(
    tx,
  );
}

/**
 * The second sweep: a transaction that looked a member up just before a merge may have written its rows after the merge moved
 * what it saw. Once every transaction of that time has ended, those rows are moved too. So look-ups need no lock.
 *
 * @returns profiles settled
 */
export async function settleMoves(tx: Tx, platform: Pick<Platform, "memberTables">): Promise<number> {
  const { rows } = await sql<{ origin_no: number; member_no: number }>`
    update member_override set settled = true
    where origin_no in (
      select origin_no from member_override
      where not settled and changed_xid < pg_snapshot_xmin(pg_current_snapshot()) order by changed_xid limit 5000 for update skip locked)
    returning origin_no, member_no`.execute(tx);
  if (rows.length === 0) return 0;
  await moveRows(
    tx,
    platform.memberTables,
    rows.map((row) => row.origin_no),
    rows.map((row) => row.member_no),
  );
  return rows.length;
}
