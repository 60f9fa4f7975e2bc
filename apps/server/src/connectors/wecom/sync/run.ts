import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { SyncWarning } from "../directory/directory.ts";
import type { SyncReport } from "./report.ts";

type Tx = Kysely<DB>;

export type SyncPhase = "directory" | "tags" | "customers" | "groups" | "finish";
export type SyncState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface SyncRun {
  readonly id: number;
  readonly wechatAccountId: string;
  readonly corpId: string;
  readonly kind: "full" | "reconcile";
  readonly state: SyncState;
  readonly phase: SyncPhase;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly phaseAt: Date | null;
  readonly endedAt: Date | null;
  readonly takes: number;
  readonly customersDone: number;
  readonly groupsDone: number;
  readonly warnings: readonly SyncWarning[];
  readonly report: SyncReport;
  readonly failure: string | null;
}

const columns = sql`id, wechat_account_id as "wechatAccountId", corp_id as "corpId", kind, state, phase, requested_by as "requestedBy",
  created_at as "createdAt", started_at as "startedAt", phase_at as "phaseAt", ended_at as "endedAt", takes, customers_done as "customersDone",
  groups_done as "groupsDone", warnings, report, failure`;

export async function findRun(tx: Tx, id: number): Promise<SyncRun | undefined> {
  const { rows } = await sql<SyncRun>`select ${columns} from wecom_sync_run where id = ${id}`.execute(tx);
  return rows[0];
}

/** The latest runs first. */
export async function listRuns(tx: Tx, corpId: string, limit: number, before?: number): Promise<SyncRun[]> {
  const { rows } = await sql<SyncRun>`
    select ${columns} from wecom_sync_run where corp_id = ${corpId} and (${before ?? null}::bigint is null or id < ${before ?? null})
    order by id desc limit ${limit}`.execute(tx);
  return rows;
}

/** What a running sync changes of its row. */
export interface RunProgress {
  readonly phase?: SyncPhase;
  readonly customers?: number;
  readonly groups?: number;
  readonly warnings?: readonly SyncWarning[];
  readonly report?: SyncReport;
}

/** Saves progress; false when the run was cancelled meanwhile. */
export async function saveProgress(tx: Tx, id: number, progress: RunProgress): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    update wecom_sync_run set
      phase = coalesce(${progress.phase ?? null}, phase),
      phase_at = case when ${progress.phase ?? null}::text is distinct from phase and ${progress.phase ?? null}::text is not null then now() else phase_at end,
      customers_done = customers_done + ${progress.customers ?? 0}, groups_done = groups_done + ${progress.groups ?? 0},
      warnings = coalesce(${progress.warnings ? JSON.stringify(progress.warnings) : null}::jsonb, warnings),
      report = coalesce(${progress.report ? JSON.stringify(progress.report) : null}::jsonb, report)
    where id = ${id} returning state`.execute(tx);
  return rows[0]?.state === "running";
}

export interface SyncPart {
  readonly no: number;
  readonly userids: readonly string[];
  readonly cursor: string;
  readonly startedAt: Date | null;
}

/** Lays the parts of a phase out, once: a run that goes on keeps those it had. */
export async function layParts(
  tx: Tx,
  runId: number,
  what: "customers" | "groups",
  userids: readonly string[],
): Promise<void> {
  const size = 100;
  const parts = Array.from({ length: Math.ceil(userids.length / size) }, (_, no) => ({
    no,
    userids: userids.slice(no * size, (no + 1) * size),
  }));
  await sql`
    insert into wecom_sync_part (run_id, what, no, userids)
    select ${runId}, ${what}, n.no, n.userids from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as n(no int, userids text[])
    where not exists (select from wecom_sync_part where run_id = ${runId} and what = ${what})`.execute(tx);
}

export async function openParts(tx: Tx, runId: number, what: "customers" | "groups"): Promise<SyncPart[]> {
  const { rows } = await sql<SyncPart>`
    select no, userids, cursor, started_at as "startedAt" from wecom_sync_part
    where run_id = ${runId} and what = ${what} and done_at is null order by no`.execute(tx);
  return rows;
}

export async function savePart(
  tx: Tx,
  runId: number,
  what: "customers" | "groups",
  part: {
    readonly no: number;
    readonly cursor: string;
    readonly userids?: readonly string[];
    readonly done?: boolean;
    readonly startedAt?: Date;
  },
): Promise<void> {
  await sql`
    update wecom_sync_part set cursor = ${part.cursor}, done_at = case when ${part.done ?? false} then now() end,
      userids = coalesce(${part.userids ? [...part.userids] : null}::text[], userids), started_at = coalesce(started_at, ${part.startedAt ?? null})
    where run_id = ${runId} and what = ${what} and no = ${part.no}`.execute(tx);
}
