import { sql } from "kysely";
import { whileFeedRests } from "../../kernel/clickhouse/feed.ts";
import type { MemberErasure } from "../../kernel/member-erasure.ts";
import type { Platform } from "../../kernel/platform.ts";
import { sweepErased } from "./erase-member.ts";

interface Executed {
  readonly profileNos: number[];
  /** Every transaction of the time of the execution has ended. */
  readonly ripe: boolean;
}

/**
 * Ends an erasure: sweeps what came late in PostgreSQL, then takes the person out of ClickHouse for good, old versions of replaced
 * rows included. Safe to run again.
 *
 * @returns false while a transaction that began before the execution is still open, or a feed is held by another process
 */
export async function finishErasure(platform: Platform, requestId: string): Promise<boolean> {
  const executed = await findExecuted(platform, requestId);
  if (!executed?.ripe) return executed === null;
  const { profileNos } = executed;
  await platform.db.transaction().execute((tx) => sweepErased(tx, platform, profileNos));
  for (const { replica } of platform.erasures) {
    if (replica && !(await eraseReplica(platform, replica, profileNos))) return false;
  }
  await sql`update erasure_request set settled_at = ${platform.clock.now()} where id = ${requestId}`.execute(
    platform.db,
  );
  return true;
}

async function findExecuted(platform: Platform, requestId: string): Promise<Executed | null> {
  const { rows } = await sql<Executed>`
    select r.reviewed_profiles as "profileNos", r.executed_xid < pg_snapshot_xmin(pg_current_snapshot()) as ripe
    from erasure_request r where r.id = ${requestId} and r.status = 'executed' and r.settled_at is null`.execute(
    platform.db,
  );
  return rows[0] ?? null;
}

/** While the feed rests, so that no batch with what was is still on its way. */
async function eraseReplica(
  platform: Platform,
  { feed, table, keyColumn = "origin_no", set }: NonNullable<MemberErasure["replica"]>,
  profileNos: readonly number[],
): Promise<boolean> {
  const rows = `where ${keyColumn} in (${profileNos.map((no) => Math.trunc(no)).join(",")})`;
  const done = await whileFeedRests(platform, feed, async () => {
    await platform.clickhouse.command(
      `alter table ${table} ${set === undefined ? "delete" : `update ${set}`} ${rows} settings mutations_sync = 1`,
    );
    return true;
  });
  return done === true;
}
