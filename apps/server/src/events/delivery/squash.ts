import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { whileFeedRests } from "../../kernel/clickhouse/feed.ts";
import type { Platform } from "../../kernel/platform.ts";
import { copyLine } from "../../kernel/postgres/copy.ts";
import { eventFeed } from "./event-feed.ts";

/** The customers wing's feed of `member_override`. */
const overrideFeedName = "member_override";
const overridesAtOnce = 500_000;

interface Override {
  readonly originNo: number;
  readonly memberNo: number;
}

export interface Squashed {
  readonly overrides: number;
  /** Months (yyyymm) of events that were rewritten. */
  readonly months: readonly number[];
}

/**
 * Overrides that nothing can change any more behind our back: their second sweep is done, and ClickHouse has them. `before` is
 * the transaction id below which that holds.
 */
async function ripeOverrides(platform: Platform): Promise<{ before: string; overrides: Override[] } | null> {
  const cursor = await sql<{ before: string }>`
    select delivered_xid::text as before from feed_cursor where feed = ${overrideFeedName}`.execute(platform.db);
  const before = cursor.rows[0]?.before;
  if (before === undefined) return null;
  const { rows } = await sql<Override>`
    select origin_no as "originNo", member_no as "memberNo" from member_override
    where settled and changed_xid < ${before}::xid8 order by changed_xid limit ${overridesAtOnce}`.execute(platform.db);
  return { before, overrides: rows };
}

async function loadMap(platform: Platform, overrides: readonly Override[]): Promise<void> {
  const { clickhouse } = platform;
  await clickhouse.command(
    "create table if not exists event_squash_map (origin_no UInt32, member_no UInt32) engine = MergeTree order by origin_no",
  );
  await clickhouse.command("truncate table event_squash_map");
  const lines = function* () {
    for (const { originNo, memberNo } of overrides) yield copyLine([originNo, memberNo]);
  };
  await clickhouse.insertText(
    "event_squash_map (origin_no, member_no)",
    Readable.from(lines(), { objectMode: false }),
    `event_squash:${randomUUID()}`,
  );
}

/** Rewrites one month beside the table and swaps it in: readers see the old rows or the new ones, never both. */
async function rewriteMonth(platform: Platform, month: number): Promise<void> {
  const { clickhouse } = platform;
  await clickhouse.command("truncate table event_squash");
  await clickhouse.command(
    `insert into event_squash
     select e.seq, e.type, e.origin_no, coalesce(m.new_no, e.member_no), e.occurred_at, e.received_at, e.store_no, e.channel, e.properties
     from event as e left any join (select origin_no, toNullable(member_no) as new_no from event_squash_map) as m on m.origin_no = e.origin_no
     where toYYYYMM(e.occurred_at) = {month: UInt32}`,
    { month },
  );
  const counts = await clickhouse.row<{ old: number; new: number }>(
    "select (select count() from event where toYYYYMM(occurred_at) = {month: UInt32}) as old, (select count() from event_squash) as new",
    { month },
  );
  if (counts.old !== counts.new)
    throw new Error(`squash of month ${month}: ${counts.new} rows written of ${counts.old}; nothing was changed`);
  await clickhouse.command(`alter table event replace partition ${month} from event_squash`);
}

async function squashResting(platform: Platform): Promise<Squashed> {
  const ripe = await ripeOverrides(platform);
  if (!ripe || ripe.overrides.length === 0) return { overrides: 0, months: [] };
  const { clickhouse } = platform;
  await loadMap(platform, ripe.overrides);
  await clickhouse.command("create table if not exists event_squash as event");
  const months = await clickhouse.rows<{ month: number }>(
    `select distinct toYYYYMM(e.occurred_at) as month from event as e inner join event_squash_map as m on m.origin_no = e.origin_no
     where e.member_no <> m.member_no order by month`,
  );
  for (const { month } of months) await rewriteMonth(platform, month);
  // Only now is an override of no use. A newer one for the same origin has a version that is not below `before`, and stays.
  await clickhouse.command(
    `alter table member_override delete where version < ${BigInt(ripe.before)} and origin_no in (select origin_no from event_squash_map)
     settings mutations_sync = 1`,
  );
  await sql`
    delete from member_override where settled and changed_xid < ${ripe.before}::xid8
      and origin_no = any(${ripe.overrides.map((override) => override.originNo)}::int[])`.execute(platform.db);
  await clickhouse.command("truncate table event_squash");
  return { overrides: ripe.overrides.length, months: months.map(({ month }) => month) };
}

/**
 * Writes into ClickHouse's events the members that they belong to now, and drops the overrides that said so. Safe at any moment: each
 * step may be repeated, and until the overrides go, readers see the same members before and after.
 *
 * @returns undefined when another process is delivering or squashing
 */
export async function squashMemberNumbers(platform: Platform): Promise<Squashed | undefined> {
  return whileFeedRests(platform, eventFeed, () => squashResting(platform));
}
