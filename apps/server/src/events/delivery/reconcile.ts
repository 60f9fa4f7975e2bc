import { sql } from "kysely";
import { countUndelivered } from "../../kernel/clickhouse/feed.ts";
import type { Platform } from "../../kernel/platform.ts";
import { eventFeed } from "./event-feed.ts";

export interface ReconciliationLine {
  /** Calendar day of occurrence in the shop's time zone. */
  readonly day: string;
  readonly type: string;
  readonly inLog: number;
  readonly inClickHouse: number;
  /** Rows that ClickHouse has more than once. */
  readonly doubled: number;
}

export interface Reconciliation {
  /** Acknowledged, not processed yet. */
  readonly waiting: number;
  readonly deadLetters: number;
  /** In the log and not yet in ClickHouse. */
  readonly undelivered: number;
  readonly inLog: number;
  readonly inClickHouse: number;
  readonly doubled: number;
  /** Every day and type agrees and nothing is on its way. */
  readonly agrees: boolean;
  /** Days and types that differ, most recent first. */
  readonly differences: readonly ReconciliationLine[];
}

interface Count {
  readonly day: string;
  readonly type: string;
  readonly n: number;
}

const keyOf = (day: string, type: string) => `${day} ${type}`;

/** What is on its way: acknowledged and not processed, and in the log but not yet in ClickHouse. */
export async function eventBacklog(
  platform: Platform,
): Promise<{ readonly waiting: number; readonly undelivered: number }> {
  // In this order: what leaves the inbox meanwhile is met again on the next stretch.
  const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from event_inbox`.execute(platform.db);
  return { waiting: rows[0]?.waiting ?? 0, undelivered: await countUndelivered(platform.pool, eventFeed) };
}

/**
 * Counts each day and type in both engines. `from` and `to` (days in the shop's zone, both included) bound the occurrence; without
 * them everything is counted.
 */
export async function reconcileEvents(
  platform: Platform,
  range: { readonly from?: string; readonly to?: string } = {},
): Promise<Reconciliation> {
  const { timeZone } = platform.config;
  const from = range.from ?? "1970-01-01";
  const to = range.to ?? "9999-12-30";
  const { rows: log } = await sql<Count>`
    select (occurred_at at time zone ${timeZone})::date as day, type, count(*) as n from event_log
    where occurred_at >= ${from}::date::timestamp at time zone ${timeZone}
      and occurred_at < (${to}::date + 1)::timestamp at time zone ${timeZone}
    group by 1, 2`.execute(platform.db);
  const delivered = await platform.clickhouse.rows<Count & { different: number }>(
    `select toString(toDate(occurred_at, {zone: String})) as day, type, count() as n, uniqExact(seq) as different from event
     ${range.from === undefined ? "" : "where day >= {from: String} and day <= {to: String}"} group by day, type`,
    { zone: timeZone, from, to },
  );
  const { waiting, undelivered } = await eventBacklog(platform);
  const { rows } = await sql<{ dead: number }>`select count(*) as dead from event_dead_letter`.execute(platform.db);

  const lines = new Map<string, ReconciliationLine>();
  for (const { day, type, n } of log) lines.set(keyOf(day, type), { day, type, inLog: n, inClickHouse: 0, doubled: 0 });
  for (const { day, type, n, different } of delivered) {
    const line = lines.get(keyOf(day, type)) ?? { day, type, inLog: 0 };
    lines.set(keyOf(day, type), { ...line, inClickHouse: n, doubled: n - different });
  }
  const all = [...lines.values()];
  const differences = all
    .filter((line) => line.inLog !== line.inClickHouse || line.doubled > 0)
    .sort((a, b) => (keyOf(a.day, a.type) < keyOf(b.day, b.type) ? 1 : -1));
  const total = (pick: (line: ReconciliationLine) => number) => all.reduce((sum, line) => sum + pick(line), 0);
  return {
    waiting,
    deadLetters: rows[0]?.dead ?? 0,
    undelivered,
    inLog: total((line) => line.inLog),
    inClickHouse: total((line) => line.inClickHouse),
    doubled: total((line) => line.doubled),
    agrees: differences.length === 0 && waiting === 0 && undelivered === 0,
    differences,
  };
}
