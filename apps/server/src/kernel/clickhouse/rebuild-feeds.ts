import type { Platform } from "../platform.ts";
import type { Feed } from "./feed-spec.ts";

/**
 * Makes every feed begin anew: for after a restore, when the database's transaction ids have begun anew and the cursors are
 * ahead of them, or when ClickHouse was lost. Empties the targets and stamps every source row with a transaction of today;
 * the feeds then deliver everything as on the first day. Nobody else may deliver meanwhile: run it while no worker runs.
 *
 * @returns rows that will be sent
 */
export async function rebuildFeeds(platform: Platform, feeds: readonly Feed[]): Promise<number> {
  const targets = new Set(feeds.map((feed) => feed.target.replace(/\s*\(.*$/s, "")));
  for (const target of targets) await platform.clickhouse.command(`truncate table ${target}`);
  const sources = new Map(feeds.map((feed) => [feed.source, feed.xidColumn ?? "changed_xid"]));
  let rows = 0;
  const client = await platform.pool.connect();
  try {
    await client.query("begin");
    // Rows keep their content and version: only the feeds' own mark moves, so triggers that note changes stay out.
    await client.query("set local session_replication_role = replica");
    for (const [source, column] of sources) {
      const stamped = await client.query(`update ${source} set ${column} = pg_current_xact_id()`);
      rows += stamped.rowCount ?? 0;
    }
    await client.query(
      "update feed_cursor set delivered_xid = '0', pending_xid = null, delivered_rows = 0, failure = null where feed = any($1)",
      [feeds.map((feed) => feed.name)],
    );
    await client.query("commit");
    return rows;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
