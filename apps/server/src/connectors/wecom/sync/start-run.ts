import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { Corp } from "../corp.ts";

export const syncJob = "wecom.sync";
/** Tries of a run whose platform does not answer; waits grow between them. */
export const SYNC_TRIES = 12;

/** Orders a sync; it begins in the background. @throws Refusal `sync_running` when one is on its way */
export async function startRun(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  { corpId, api }: Corp,
  kind: "full" | "reconcile",
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into wecom_sync_run (wechat_account_id, corp_id, kind, requested_by) values (${api.account.id}, ${corpId}, ${kind}, ${actor.name})
    on conflict (corp_id) where state in ('waiting', 'running') do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw conflict("sync_running", "同步正在进行", "请等它完成，或先停止它");
  await platform.jobs.enqueue(
    tx,
    syncJob,
    { runId: id },
    { key: `${syncJob} ${id}`, queue: `${syncJob} ${corpId}`, maxAttempts: SYNC_TRIES },
  );
  await audit(tx, actor, {
    action: "wecom_sync.started",
    subject: { kind: "wecom_sync_run", id: String(id) },
    detail: { corpId, kind },
  });
  return id;
}

/** Stops a run; what it took over stays. @throws Refusal `sync_over` */
export async function cancelRun(tx: Tx, actor: Actor, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update wecom_sync_run set state = 'cancelled', ended_at = now() where id = ${id} and state in ('waiting', 'running') returning id`.execute(
    tx,
  );
  if (!rows[0]) throw conflict("sync_over", "这次同步已经结束");
  await audit(tx, actor, { action: "wecom_sync.cancelled", subject: { kind: "wecom_sync_run", id: String(id) } });
}
