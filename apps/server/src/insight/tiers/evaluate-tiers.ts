import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { today } from "../shared/today.ts";
import { applyRun } from "./apply-run.ts";
import { judgedRelation, judgeParams, stateColumns } from "./facts-query.ts";
import { currentTierRule } from "./rule-store.ts";
import type { TierRun, TierRunResult } from "./run.ts";
import type { TierSettings } from "./settings.ts";

/** Events reach ClickHouse a little after they were received; looking back this far again catches them. */
const lateSeconds = 2 * 3_600;

/**
 * Brings the tiers up to date. Incremental: only members with new orders, events or profile changes since the last run, and
 * those whose verdict may flip by time alone. Full: everyone; whatever that finds beyond the incremental run is drift.
 * Finishes a run that was interrupted before it begins its own.
 */
export async function evaluateTiers(
  platform: Platform,
  kind: "incremental" | "full",
  signal?: AbortSignal,
): Promise<TierRunResult> {
  const open = await openRun(platform);
  if (open) await finishRun(platform, open, signal);
  const rule = await currentTierRule(platform.db);
  const previous = await lastRun(platform, rule.version);
  const run = await beginRun(platform, previous === null ? "full" : kind, rule.version);
  return finishRun(platform, run, signal);
}

async function finishRun(platform: Platform, run: TierRun, signal: AbortSignal | undefined): Promise<TierRunResult> {
  const { rows } = await sql<{
    settings: TierSettings;
  }>`select settings from tier_rule where version = ${run.rule_version}`.execute(platform.db);
  const settings = rows[0]?.settings;
  if (!settings) throw new Error(`tier rule ${run.rule_version} vanished`);
  if (run.status === "computing") await compute(platform, run, settings);
  return applyRun(platform, run, signal);
}

/** Writes the rows that differ from what is known into `member_state`, under the run's number. Doing it again writes nothing more. */
async function compute(platform: Platform, run: TierRun, settings: TierSettings): Promise<void> {
  const { clickhouse, config } = platform;
  const among = run.kind === "full" ? "1" : `member_no in (${candidates})`;
  const params = {
    ...judgeParams(settings, config.timeZone, run.as_of),
    run: run.id,
    ...(await candidateParams(platform, run)),
  };
  const compared = stateColumns.filter((column) => column !== "member_no");
  const tuple = (table: string) => `(${compared.map((column) => `${table}.${column}`).join(", ")})`;
  await clickhouse.command(
    `insert into member_state (version, evaluated_on, ${stateColumns.join(", ")})
     select {run:UInt64}, {day:Date}, ${stateColumns.map((column) => `j.${column}`).join(", ")}
     from (${judgedRelation(settings, among)}) j
     left join (select 1 as known, * from member_state final where ${among}) s on s.member_no = j.member_no
     where s.known is null or ${tuple("j")} is distinct from ${tuple("s")}`,
    params,
    { timeoutMs: 600_000 },
  );
  await clickhouse.command(
    `insert into member_state (member_no, version, is_deleted, evaluated_on, tier)
     select member_no, {run:UInt64}, 1, {day:Date}, tier from member_state final
     where ${among} and member_no not in (select member_no from member_fact final)`,
    params,
    { timeoutMs: 600_000 },
  );
  await sql`update tier_run set status = 'applying' where id = ${run.id}`.execute(platform.db);
}

/** SQL: members that may have changed since the last run, or may flip by time. */
const candidates = [
  "select member_no from order_fact where arrived_at > {since:DateTime64(3,'UTC')} and member_no > 0",
  "select origin_no from order_fact where arrived_at > {since:DateTime64(3,'UTC')} and origin_no > 0",
  `select member_no from member_event where received_at > {since:DateTime64(3,'UTC')}
       and occurred_at >= {eventsFrom:DateTime64(3,'UTC')} and type in {allTypes:Array(String)}`,
  "select member_no from member_fact where version > {memberVersion:UInt64}",
  "select member_no from member_state final where next_flip_on <= {day:Date}",
].join(" union all ");

async function candidateParams(platform: Platform, run: TierRun): Promise<Record<string, string | number>> {
  const previous = await lastRun(platform, run.rule_version);
  const since = new Date((previous?.looked_at ?? new Date(0)).getTime() - (previous ? lateSeconds * 1_000 : 0));
  return { since: clickhouseTime(since), memberVersion: previous?.member_version ?? 0 };
}

function clickhouseTime(instant: Date): string {
  return instant.toISOString().replace("T", " ").replace("Z", "");
}

const runColumns = sql`id, kind, status, as_of, rule_version, looked_at, member_version, next_member_no`;

async function openRun(platform: Platform): Promise<TierRun | null> {
  const { rows } = await sql<TierRun>`select ${runColumns} from tier_run where status <> 'done'`.execute(platform.db);
  return rows[0] ?? null;
}

/** The newest finished run under these rules; without one everybody has to be looked at. */
async function lastRun(platform: Platform, ruleVersion: number): Promise<TierRun | null> {
  const { rows } = await sql<TierRun>`select ${runColumns} from tier_run
    where status = 'done' and rule_version = ${ruleVersion} order by id desc limit 1`.execute(platform.db);
  return rows[0] ?? null;
}

async function beginRun(platform: Platform, kind: TierRun["kind"], ruleVersion: number): Promise<TierRun> {
  // Both marks are taken before anything is read: what arrives meanwhile is looked at again by the next run.
  const marks = await platform.clickhouse.row<{ looked_at: string; member_version: number }>(
    "select toString(now64(3, 'UTC')) as looked_at, ifNull(max(version), 0) as member_version from member_fact",
  );
  const { rows } = await sql<TierRun>`insert into tier_run (kind, as_of, rule_version, looked_at, member_version)
    values (${kind}, ${today(platform)}, ${ruleVersion}, ${`${marks.looked_at}Z`}, ${marks.member_version})
    returning ${runColumns}`.execute(platform.db);
  return rows[0] as TierRun;
}
