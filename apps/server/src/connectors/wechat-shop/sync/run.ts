import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Db, Tx } from "../../../kernel/postgres/database.ts";
import type { SyncReport } from "./report.ts";

export const syncJob = "wechat_shop.sync";
/** Tries of a run whose platform does not answer; waits grow between them. */
export const SYNC_TRIES = 12;

export const phases = ["products", "orders", "aftersales", "members", "sharers", "finish"] as const;
export type SyncPhase = (typeof phases)[number];
export type SyncState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface SyncRun {
  readonly id: number;
  readonly accountId: string;
  readonly kind: "full" | "reconcile";
  readonly state: SyncState;
  readonly phase: SyncPhase;
  readonly since: Date;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly takes: number;
  readonly part: number;
  readonly parts: number;
  readonly cursor: string;
  readonly productsDone: number;
  readonly ordersDone: number;
  readonly aftersalesDone: number;
  readonly membersDone: number;
  readonly report: SyncReport;
  readonly warnings: readonly string[];
  readonly failure: string | null;
}

const columns = sql`id, wechat_account_id as "accountId", kind, state, phase, since, requested_by as "requestedBy", created_at as "createdAt",
  started_at as "startedAt", ended_at as "endedAt", takes, part, parts, cursor, products_done as "productsDone", orders_done as "ordersDone",
  aftersales_done as "aftersalesDone", members_done as "membersDone", report, warnings, failure`;

export async function findRun(db: Db, id: number): Promise<SyncRun | undefined> {
  const { rows } = await sql<SyncRun>`select ${columns} from wechat_shop_sync_run where id = ${id}`.execute(db);
  return rows[0];
}

/** The latest first. */
export async function listRuns(db: Db, accountId: string, limit: number, before?: number): Promise<SyncRun[]> {
  const { rows } = await sql<SyncRun>`
    select ${columns} from wechat_shop_sync_run where wechat_account_id = ${accountId} and (${before ?? null}::bigint is null or id < ${before ?? null})
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** Orders a sync; it begins in the background. @throws Refusal `sync_running` when one is on its way */
export async function startRun(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  accountId: string,
  kind: SyncRun["kind"],
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into wechat_shop_sync_run (wechat_account_id, kind, since, requested_by) values (${accountId}, ${kind}, ${since}, ${actor.name})
    on conflict (wechat_account_id) where state in ('waiting', 'running') do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw conflict("sync_running", "同步正在进行", "请等它完成，或先停止它");
  await platform.jobs.enqueue(
    tx,
    syncJob,
    { runId: id },
    { key: `${syncJob} ${id}`, queue: `${syncJob} ${accountId}`, maxAttempts: SYNC_TRIES },
  );
  await audit(tx, actor, {
    action: "wechat_shop_sync.started",
    subject: { kind: "wechat_shop_sync_run", id: String(id) },
    detail: { accountId, kind, since: since.toISOString() },
  });
  return id;
}

/** Stops a run; what it took over stays. @throws Refusal `sync_over` */
export async function cancelRun(tx: Tx, actor: Actor, id: number): Promise<void> {
  const { rows } = await sql`
    update wechat_shop_sync_run set state = 'cancelled', ended_at = now() where id = ${id} and state in ('waiting', 'running') returning id`.execute(
    tx,
  );
  if (!rows[0]) throw conflict("sync_over", "这次同步已经结束");
  await audit(tx, actor, {
    action: "wechat_shop_sync.cancelled",
    subject: { kind: "wechat_shop_sync_run", id: String(id) },
  });
}

/** What a running sync moves on to, in the transaction that keeps what it read. */
export interface Progress {
  readonly phase?: SyncPhase;
  readonly part?: number;
  readonly parts?: number;
  readonly cursor?: string;
  readonly products?: number;
  readonly orders?: number;
  readonly aftersales?: number;
  readonly members?: number;
  readonly warning?: string;
  readonly report: SyncReport;
}

/** Saves the place; false when the run was stopped meanwhile. */
export async function saveProgress(tx: Db, id: number, progress: Progress): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    update wechat_shop_sync_run set phase = coalesce(${progress.phase ?? null}, phase), part = coalesce(${progress.part ?? null}, part),
      parts = coalesce(${progress.parts ?? null}, parts), cursor = coalesce(${progress.cursor ?? null}, cursor),
      products_done = products_done + ${progress.products ?? 0}, orders_done = orders_done + ${progress.orders ?? 0},
      aftersales_done = aftersales_done + ${progress.aftersales ?? 0}, members_done = members_done + ${progress.members ?? 0},
      warnings = warnings || ${progress.warning ? [progress.warning] : []}::text[], report = ${JSON.stringify(progress.report)}::jsonb
    where id = ${id} returning state`.execute(tx);
  return rows[0]?.state === "running";
}
