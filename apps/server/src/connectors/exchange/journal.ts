import { sql } from "kysely";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";

const keptFailures = 200;

/** Counts a reading on the system's page; `place` is what it came back with, so what lies before it, it has. */
export async function noteRead(
  { clock, config }: Platform,
  tx: Tx,
  systemNo: number,
  read: { readonly members: number; readonly place: string | null },
): Promise<void> {
  const now = clock.now();
  await sql`update exchange_system set read_at = ${now}, place = ${read.place} where no = ${systemNo}`.execute(tx);
  await sql`insert into exchange_day (system_no, day, reads, members_read) values (${systemNo}, ${dayIn(config.timeZone, now)}, 1, ${read.members})
    on conflict (system_no, day) do update set reads = exchange_day.reads + 1, members_read = exchange_day.members_read + excluded.members_read`.execute(
    tx,
  );
}

export interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly failed: readonly { readonly key: string; readonly code: string; readonly message: string }[];
}

/** Counts a writing and keeps its newest refused rows. */
export async function noteWrite({ clock, config }: Platform, tx: Tx, systemNo: number, done: Written): Promise<void> {
  const now = clock.now();
  await sql`update exchange_system set written_at = ${now} where no = ${systemNo}`.execute(tx);
  await sql`insert into exchange_day as d (system_no, day, writes, tags_written, unchanged, superseded, rows_failed)
    values (${systemNo}, ${dayIn(config.timeZone, now)}, 1, ${done.written}, ${done.unchanged}, ${done.superseded}, ${done.failed.length})
    on conflict (system_no, day) do update set writes = d.writes + 1, tags_written = d.tags_written + excluded.tags_written,
      unchanged = d.unchanged + excluded.unchanged, superseded = d.superseded + excluded.superseded, rows_failed = d.rows_failed + excluded.rows_failed`.execute(
    tx,
  );
  if (done.failed.length === 0) return;
  const kept = done.failed.slice(-keptFailures);
  await sql`insert into exchange_failure (system_no, at, row_key, code, message)
    select ${systemNo}, ${now}, n.key, n.code, n.message from unnest(${kept.map(({ key }) => key)}::text[], ${kept.map(({ code }) => code)}::text[],
      ${kept.map(({ message }) => message)}::text[]) n(key, code, message)`.execute(tx);
  await sql`delete from exchange_failure where system_no = ${systemNo} and id <= (
    select id from exchange_failure where system_no = ${systemNo} order by id desc offset ${keptFailures} limit 1)`.execute(
    tx,
  );
}

export interface ExchangeDay {
  readonly day: string;
  readonly reads: number;
  readonly membersRead: number;
  readonly writes: number;
  readonly tagsWritten: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly rowsFailed: number;
}

/** The last days on which a system exchanged anything, the newest first. */
export async function listDays(
  { db, clock, config }: Platform,
  systemNos: readonly number[],
  days: number,
): Promise<(ExchangeDay & { systemNo: number })[]> {
  const { rows } = await sql<ExchangeDay & { systemNo: number }>`
    select d.system_no as "systemNo", d.day::text as day, d.reads, d.members_read as "membersRead", d.writes, d.tags_written as "tagsWritten", d.unchanged,
      d.superseded, d.rows_failed as "rowsFailed"
    from exchange_day d where d.system_no = any(${systemNos}::int[]) and d.day > ${addDays(dayIn(config.timeZone, clock.now()), -days)}::date order by d.day desc`.execute(
    db,
  );
  return rows;
}

export interface Failure {
  readonly id: number;
  readonly at: Date;
  readonly rowKey: string;
  readonly code: string;
  readonly message: string;
}

export async function listFailures(db: Db, systemNo: number, limit: number): Promise<Failure[]> {
  const { rows } = await sql<Failure>`select id, at, row_key as "rowKey", code, message from exchange_failure
    where system_no = ${systemNo} order by id desc limit ${limit}`.execute(db);
  return rows;
}
