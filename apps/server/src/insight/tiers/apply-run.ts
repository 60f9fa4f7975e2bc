import { type Kysely, sql } from "kysely";
import { setMemberTiers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { TierCode } from "./codes.ts";
import { stateColumns } from "./facts-query.ts";
import type { TierRun, TierRunResult } from "./run.ts";
import { factsOf, type StateRow } from "./state-row.ts";

/** Members a transaction; short ones, since a long one would hold every feed back. */
const batchMembers = 20_000;

/**
 * Takes what a run wrote into `member_state` over into PostgreSQL, batch by batch: the tier of each member, and a line of
 * history (and an event) for each change. A batch and the place where the next one begins are one transaction.
 */
export async function applyRun(
  platform: Platform,
  run: TierRun,
  signal: AbortSignal | undefined,
): Promise<TierRunResult> {
  let next = run.next_member_no;
  for (;;) {
    signal?.throwIfAborted();
    const rows = await platform.clickhouse.rows<StateRow & { is_deleted: number }>(
      `select is_deleted, ${stateColumns.join(", ")} from member_state
       where version = {run:UInt64} and member_no >= {next:UInt32} order by member_no limit {limit:UInt32}`,
      { run: run.id, next, limit: batchMembers },
    );
    if (rows.length === 0) break;
    next = (rows.at(-1) as StateRow).member_no + 1;
    await platform.db.transaction().execute(async (tx) => {
      const changes = await writeTiers(
        tx,
        run,
        rows.filter((row) => row.is_deleted === 0),
      );
      await dropTiers(
        tx,
        rows.filter((row) => row.is_deleted === 1).map((row) => row.member_no),
      );
      await setMemberTiers(
        tx,
        rows.map((row) => ({ memberNo: row.member_no, tier: row.is_deleted === 1 ? null : row.tier })),
      );
      await announce(tx, platform, run, changes);
      await sql`update tier_run set next_member_no = ${next}, evaluated = evaluated + ${rows.length}, changed = changed + ${changes.length}
        where id = ${run.id}`.execute(tx);
    });
  }
  const { rows } = await sql<{
    evaluated: number;
    changed: number;
  }>`update tier_run set status = 'done', finished_at = now()
    where id = ${run.id} returning evaluated, changed`.execute(platform.db);
  return {
    runId: run.id,
    kind: run.kind,
    asOf: run.as_of,
    evaluated: rows[0]?.evaluated ?? 0,
    changed: rows[0]?.changed ?? 0,
  };
}

interface TierChange {
  readonly member_no: number;
  readonly from_tier: string;
  readonly to_tier: string;
}

async function writeTiers(tx: Kysely<DB>, run: TierRun, rows: readonly StateRow[]): Promise<TierChange[]> {
  if (rows.length === 0) return [];
  const column = (of: (row: StateRow) => string | number) => rows.map(of);
  const found = await sql<TierChange>`
    with verdict as (
      select * from unnest(
        ${column((row) => row.member_no)}::int[], ${column((row) => row.tier)}::text[], ${column((row) => row.reason)}::text[],
        ${column((row) => row.life_cycle)}::text[], ${column((row) => row.rhythm)}::text[], ${rows.map((row) => JSON.stringify(factsOf(row)))}::jsonb[]
      ) as v (member_no, tier, reason, life_cycle, rhythm, facts)
    ), changed as (
      insert into tier_change (member_no, from_tier, to_tier, reason, facts, day, run_id, rule_version)
      select v.member_no, t.tier, v.tier, v.reason, v.facts, ${run.as_of}, ${run.id}, ${run.rule_version}
      from verdict v join member_tier t using (member_no) where t.tier <> v.tier
      on conflict (run_id, member_no) do nothing
      returning member_no, from_tier, to_tier
    ), written as (
      insert into member_tier as t (member_no, tier, reason, life_cycle, rhythm, since, rule_version)
      select member_no, tier, reason, life_cycle, rhythm, ${run.as_of}, ${run.rule_version} from verdict
      on conflict (member_no) do update set tier = excluded.tier, reason = excluded.reason, life_cycle = excluded.life_cycle,
        rhythm = excluded.rhythm, rule_version = excluded.rule_version,
        since = case when t.tier = excluded.tier then t.since else excluded.since end
      where (t.tier, t.reason, t.life_cycle, t.rhythm) is distinct from (excluded.tier, excluded.reason, excluded.life_cycle, excluded.rhythm)
    )
    select member_no, from_tier, to_tier from changed`.execute(tx);
  return found.rows;
}

/** Whoever is no member any more (merged, erased) has no tier; the history stays. */
async function dropTiers(tx: Kysely<DB>, memberNos: readonly number[]): Promise<void> {
  if (memberNos.length === 0) return;
  await sql`delete from member_tier where member_no = any(${[...memberNos]}::int[])`.execute(tx);
}

async function announce(
  tx: Kysely<DB>,
  platform: Platform,
  run: TierRun,
  changes: readonly TierChange[],
): Promise<void> {
  await appendEvents(
    tx,
    changes.map((change) => ({
      source: "tiers",
      eventId: `${run.id}:${change.member_no}`,
      type: "tier.changed" as const,
      originNo: change.member_no,
      memberNo: change.member_no,
      occurredAt: platform.clock.now(),
      properties: { from: change.from_tier as TierCode, to: change.to_tier as TierCode },
    })),
    platform.clock.now(),
  );
}
