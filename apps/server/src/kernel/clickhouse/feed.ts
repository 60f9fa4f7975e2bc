import { randomUUID } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Pool, PoolClient } from "pg";
import type { Platform } from "../platform.ts";
import { copyOut } from "../postgres/copy.ts";
import type { Feed } from "./feed-spec.ts";

const batchRows = 200_000;
/** An idle cursor follows the horizon in steps of so many transactions: a look that finds nothing writes nothing. */
const idleStride = 10_000n;

interface Range {
  readonly from: string;
  readonly to: string;
  /** It was on its way when a process or the engine died. */
  readonly again: boolean;
}

interface Cursor {
  readonly delivered: string;
  readonly pending: string | null;
  /** Every transaction below has ended. */
  readonly horizon: string;
}

const xidOf = (feed: Feed) => feed.xidColumn ?? "changed_xid";

async function readCursor(client: PoolClient, feed: Feed): Promise<Cursor> {
  const read = () =>
    client.query<Cursor>(
      `select delivered_xid::text as delivered, pending_xid::text as pending, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
       from feed_cursor where feed = $1`,
      [feed.name],
    );
  const found = (await read()).rows[0];
  if (found) return found;
  await client.query("insert into feed_cursor (feed) values ($1) on conflict do nothing", [feed.name]);
  const made = (await read()).rows[0];
  if (!made) throw new Error(`feed cursor ${feed.name} vanished`);
  return made;
}

/** Where a batch that begins at `from` ends; null when no row is due. */
async function endOfBatch(client: PoolClient, feed: Feed, from: string, horizon: string): Promise<string | null> {
  const xid = xidOf(feed);
  const due = `from ${feed.source} where ${xid} >= $1::xid8 and ${xid} < $2::xid8 order by ${xid}`;
  const { rows } = await client.query<{ first: string | null; next: string | null }>(
    `select (select ${xid}::text ${due} limit 1) as first, (select ${xid}::text ${due} offset ${batchRows} limit 1) as next`,
    [from, horizon],
  );
  const { first = null, next = null } = rows[0] ?? {};
  if (first === null) return null;
  if (next === null) return horizon;
  // A single transaction larger than a batch goes out whole, as a stream.
  return next === first ? String(BigInt(first) + 1n) : next;
}

/** The next range to send, marked as pending; null when nothing is due. */
async function nextRange(client: PoolClient, feed: Feed): Promise<Range | null> {
  const { delivered, pending, horizon } = await readCursor(client, feed);
  if (pending !== null) return { from: delivered, to: pending, again: true };
  if (BigInt(horizon) < BigInt(delivered)) {
    throw new Error(
      `feed ${feed.name} is ahead of the database, as after a restore from a dump: run "feilun feeds rebuild"`,
    );
  }
  const to = await endOfBatch(client, feed, delivered, horizon);
  if (to !== null) {
    await client.query("update feed_cursor set pending_xid = $2::xid8 where feed = $1", [feed.name, to]);
    return { from: delivered, to, again: false };
  }
  if (BigInt(horizon) - BigInt(delivered) >= idleStride) {
    await client.query("update feed_cursor set delivered_xid = $2::xid8 where feed = $1", [feed.name, horizon]);
  }
  await client.query("update feed_cursor set failure = null where feed = $1 and failure is not null", [feed.name]);
  return null;
}

/** SQL: the rows of a range. Transaction ids are digits only, so they can stand in the text: COPY takes no parameters. */
function rowsOf(feed: Feed, { from, to }: Range): string {
  const xid = xidOf(feed);
  return `from ${feed.source} s ${feed.join ?? ""}
    where s.${xid} >= '${BigInt(from)}'::xid8 and s.${xid} < '${BigInt(to)}'::xid8 ${feed.where ? `and (${feed.where})` : ""}`;
}

async function sendRange(platform: Platform, client: PoolClient, feed: Feed, range: Range): Promise<number> {
  const name = `${feed.name}:${range.from}:${range.to}`;
  const token = range.again && feed.appendKey === undefined ? `${name}:${randomUUID()}` : name;
  const lines = await send(
    platform,
    feed.target,
    copyOut(client, `select ${feed.select} ${rowsOf(feed, range)} order by s.${xidOf(feed)}, ${feed.orderBy}`),
    token,
  );
  if (range.again && feed.appendKey) await sendMissing(platform, client, feed, range, feed.appendKey, name);
  return lines;
}

/** Sends COPY text as one insert; answers how many lines it has. */
async function send(platform: Platform, target: string, rows: Readable, token: string): Promise<number> {
  let lines = 0;
  rows.on("data", (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  });
  const body = new PassThrough();
  await Promise.all([pipeline(rows, body), platform.clickhouse.insertText(target, body, token)]);
  return lines;
}

const lookedUpAtOnce = 20_000;
const mostAttempts = 5;

/**
 * Sends those rows of a range that went out again which are not there although ClickHouse took them for known. Each attempt has a token of its
 * own and is looked at afterwards: what an earlier one may still be writing is there when ours has been answered, since ClickHouse takes the
 * parts of a table one after the other.
 */
async function sendMissing(
  platform: Platform,
  client: PoolClient,
  feed: Feed,
  range: Range,
  key: NonNullable<Feed["appendKey"]>,
  name: string,
): Promise<void> {
  const table = feed.target.replace(/\s*\(.*$/s, "");
  let after = "-1";
  for (;;) {
    const { rows } = await client.query<{ key: string }>(
      `select ${key.source}::text as key ${rowsOf(feed, range)} and ${key.source} > $1::bigint order by ${key.source} limit ${lookedUpAtOnce}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    let missing = rows.map((row) => row.key);
    for (let attempt = 1; ; attempt++) {
      const there = await platform.clickhouse.rows<{ key: string }>(
        `select toString(${key.target}) as key from ${table} where ${key.target} in (${missing.join(",")})`,
      );
      const known = new Set(there.map((row) => row.key));
      missing = missing.filter((each) => !known.has(each));
      if (missing.length === 0) break;
      if (attempt > mostAttempts)
        throw new Error(`${missing.length} rows of feed ${feed.name} do not stay in ClickHouse`);
      platform.log.warn(
        { feed: feed.name, rows: missing.length, attempt },
        "rows that ClickHouse took for known are sent again",
      );
      await send(
        platform,
        feed.target,
        copyOut(
          client,
          `select ${feed.select} ${rowsOf(feed, range)} and ${key.source} in (${missing.join(",")}) order by ${feed.orderBy}`,
        ),
        `${name}:missing:${missing[0]}:${attempt}`,
      );
    }
    after = last.key;
  }
}

async function deliverDue(platform: Platform, client: PoolClient, feed: Feed): Promise<number> {
  let total = 0;
  for (let range = await nextRange(client, feed); range; range = await nextRange(client, feed)) {
    const rows = await sendRange(platform, client, feed, range);
    total += rows;
    const moved = await client.query(
      `update feed_cursor set delivered_xid = pending_xid, pending_xid = null, delivered_rows = delivered_rows + $4, delivered_at = now(), failure = null
       where feed = $1 and delivered_xid = $2::xid8 and pending_xid = $3::xid8`,
      [feed.name, range.from, range.to, rows],
    );
    if (moved.rowCount !== 1)
      throw new Error(`feed ${feed.name} was moved by someone else while it was being delivered`);
  }
  return total;
}

/**
 * Runs `work` as the only one who may touch the feed, across all processes; undefined when another is at it. The lock belongs to
 * the connection that also reads the rows and moves the cursor: who loses the lock cannot go on.
 */
async function asOnlyDeliverer<T>(
  platform: Platform,
  feed: Feed,
  work: (client: PoolClient) => Promise<T>,
): Promise<T | undefined> {
  const client = await platform.pool.connect();
  let broken: Error | undefined;
  try {
    const lock = await client.query<{ held: boolean }>(
      "select pg_try_advisory_lock(hashtext('feilun.feed'), hashtext($1)) as held",
      [feed.name],
    );
    if (!lock.rows[0]?.held) return undefined;
    const result = await work(client);
    await client.query("select pg_advisory_unlock(hashtext('feilun.feed'), hashtext($1))", [feed.name]);
    return result;
  } catch (error) {
    // A connection in the middle of a COPY cannot be used again; closing it gives the lock back.
    broken = error instanceof Error ? error : new Error(String(error));
    await platform.pool
      .query("update feed_cursor set failure = $2 where feed = $1", [feed.name, broken.message])
      .catch(() => undefined);
    throw broken;
  } finally {
    client.release(broken);
  }
}

/**
 * Delivers what is due, batch by batch. One deliverer per feed at a time across all processes (advisory lock).
 *
 * @returns rows sent; 0 when there was nothing to send or another process is at it.
 */
export async function deliverFeed(platform: Platform, feed: Feed): Promise<number> {
  return (await asOnlyDeliverer(platform, feed, (client) => deliverDue(platform, client, feed))) ?? 0;
}

/**
 * Delivers what is due, then runs `work` while nothing of this feed is on its way: for changes of the target table itself.
 *
 * @returns undefined when another process holds the feed
 */
export async function whileFeedRests<T>(
  platform: Platform,
  feed: Feed,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return asOnlyDeliverer(platform, feed, async (client) => {
    await deliverDue(platform, client, feed);
    return work();
  });
}

/** Rows that were committed before transaction `before` (default: any that has ended) and are not known to be in ClickHouse. */
export async function countUndelivered(pool: Pool, feed: Feed, before?: string): Promise<number> {
  const xid = xidOf(feed);
  const { rows } = await pool.query<{ n: number }>(
    `select count(*) as n from ${feed.source} s
     where s.${xid} >= coalesce((select delivered_xid from feed_cursor where feed = $1), '0'::xid8)
       and s.${xid} < coalesce($2::xid8, pg_snapshot_xmax(pg_current_snapshot())) ${feed.where ? `and (${feed.where})` : ""}`,
    [feed.name, before ?? null],
  );
  return rows[0]?.n ?? 0;
}
