import { pipeline } from "node:stream/promises";
import { PassThrough } from "node:stream";
import { copyOut } from "../postgres/copy.ts";
import type { Platform } from "../platform.ts";

/**
 * Rows that flow from PostgreSQL into ClickHouse, each exactly once.
 *
 * The source table has `changed_xid xid8` (the transaction that wrote the row, `default pg_current_xact_id()`, set again on
 * every update) and an index on it. A batch is the half-open range `[delivered, pending)` of transaction ids, all of them
 * finished (below the snapshot's xmin), so the same range always holds the same rows. `pending` is written first, the batch is
 * sent under a token made of the range, `delivered` follows. Whatever dies in between, the same range goes out again under
 * the same token and ClickHouse drops the blocks it already has.
 *
 * For a target that is a ReplacingMergeTree this is state transfer; for an append-only target the source must be append-only.
 */
export interface Feed {
  readonly name: string;
  /** The source table. */
  readonly source: string;
  /** `table (columns)` in ClickHouse. */
  readonly target: string;
  /** Comma-separated expressions over the source row `s`, in the order of the target's columns, in COPY text form. */
  readonly select: string;
  /** Further joins, e.g. `left join store on store.id = s.store_id`. */
  readonly join?: string;
  /** Column(s) that order rows within the range; must be unique together with changed_xid. */
  readonly orderBy: string;
  /** Only rows that match, e.g. `s.status <> 'draft'`; must never change for a row that was delivered. */
  readonly where?: string;
}

const batchRows = 200_000;

interface Range {
  readonly from: string;
  readonly to: string;
}

async function nextRange(platform: Platform, feed: Feed): Promise<Range | null> {
  const client = await platform.pool.connect();
  try {
    await client.query("begin");
    await client.query("insert into feed_cursor (feed) values ($1) on conflict do nothing", [feed.name]);
    const cursor = await client.query<{ delivered_xid: string; pending_xid: string | null; horizon: string }>(
      "select delivered_xid::text, pending_xid::text, pg_snapshot_xmin(pg_current_snapshot())::text as horizon from feed_cursor where feed = $1 for update",
      [feed.name],
    );
    const row = cursor.rows[0];
    if (!row) throw new Error(`feed cursor ${feed.name} vanished`);
    if (row.pending_xid !== null) {
      await client.query("commit");
      return { from: row.delivered_xid, to: row.pending_xid };
    }
    if (BigInt(row.horizon) < BigInt(row.delivered_xid)) {
      throw new Error(`feed ${feed.name} is ahead of the database, as after a restore from a dump: run "feilun doctor --mend feeds"`);
    }
    const bounds = await client.query<{ any: boolean; upto: string | null }>(
      `select exists (select from ${feed.source} where changed_xid >= $1::xid8 and changed_xid < $2::xid8) as any,
              (select changed_xid::text from ${feed.source} where changed_xid >= $1::xid8 and changed_xid < $2::xid8
                order by changed_xid offset ${batchRows} limit 1) as upto`,
      [row.delivered_xid, row.horizon],
    );
    const found = bounds.rows[0];
    if (!found?.any) {
      // Nothing to send: move on, so that the next look starts at the horizon.
      await client.query("update feed_cursor set delivered_xid = $2::xid8, failure = null where feed = $1 and delivered_xid < $2::xid8", [feed.name, row.horizon]);
      await client.query("commit");
      return null;
    }
    // A single transaction larger than a batch goes out whole, as a stream.
    const first = await client.query<{ xid: string }>(
      `select min(changed_xid)::text as xid from ${feed.source} where changed_xid >= $1::xid8 and changed_xid < $2::xid8`,
      [row.delivered_xid, row.horizon],
    );
    const smallest = first.rows[0]?.xid ?? row.delivered_xid;
    const to = found.upto === null ? row.horizon : found.upto === smallest ? String(BigInt(smallest) + 1n) : found.upto;
    await client.query("update feed_cursor set pending_xid = $2::xid8 where feed = $1", [feed.name, to]);
    await client.query("commit");
    return { from: row.delivered_xid, to };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sendRange(platform: Platform, feed: Feed, range: Range): Promise<number> {
  const client = await platform.pool.connect();
  let broken: Error | undefined;
  try {
    // xids are digits only, so they can stand in the text: COPY takes no parameters.
    const rows = copyOut(
      client,
      `select ${feed.select} from ${feed.source} s ${feed.join ?? ""}
       where s.changed_xid >= '${BigInt(range.from)}'::xid8 and s.changed_xid < '${BigInt(range.to)}'::xid8 ${feed.where ? `and (${feed.where})` : ""}
       order by s.changed_xid, ${feed.orderBy}`,
    );
    let lines = 0;
    const body = new PassThrough();
    rows.on("data", (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
    });
    await Promise.all([pipeline(rows, body), platform.clickhouse.insertText(feed.target, body, `${feed.name}:${range.from}:${range.to}`)]);
    return lines;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
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
  const guard = await platform.pool.connect();
  try {
    const lock = await guard.query<{ held: boolean }>("select pg_try_advisory_lock(hashtext('feilun.feed'), hashtext($1)) as held", [feed.name]);
    if (!lock.rows[0]?.held) return 0;
    try {
      let total = 0;
      for (let range = await nextRange(platform, feed); range; range = await nextRange(platform, feed)) {
        const rows = await sendRange(platform, feed, range);
        total += rows;
        await guard.query(
          `update feed_cursor set delivered_xid = $2::xid8, pending_xid = null, delivered_rows = delivered_rows + $3, delivered_at = now(), failure = null
           where feed = $1`,
          [feed.name, range.to, rows],
        );
      }
      return total;
    } catch (error) {
      await guard.query("update feed_cursor set failure = $2 where feed = $1", [feed.name, error instanceof Error ? error.message : String(error)]);
      throw error;
    } finally {
      await guard.query("select pg_advisory_unlock(hashtext('feilun.feed'), hashtext($1))", [feed.name]);
    }
  } finally {
    guard.release();
  }
}
