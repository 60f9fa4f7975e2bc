import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { withProcessLock } from "../../../kernel/postgres/process-lock.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { type Corp, findCorp } from "../corp.ts";
import type { SyncWarning } from "../directory/directory.ts";
import { refreshDirectory } from "../directory/read-and-record.ts";
import { pushTags } from "../tags/push-tags.ts";
import { readTags } from "../tags/read-tags.ts";
import { type Differences, SyncCancelled, type SyncContext } from "./context.ts";
import { noteDifferences } from "./report.ts";
import { findRun, layParts, saveProgress } from "./run.ts";
import { syncCustomers } from "./sync-customers.ts";
import { syncGroups } from "./sync-groups.ts";
import { oneAtATime } from "./writer.ts";

/**
 * Works a sync off, from wherever it was left: directory, tags, customers, groups. A refusal that time will not mend ends the run with
 * its cause; anything else is thrown, and the job comes back.
 *
 * @param lastTry no further try will follow: a failure is put down for good
 */
export async function workRun(platform: Platform, runId: number, signal: AbortSignal, lastTry = false): Promise<void> {
  await withProcessLock(platform.pool, "feilun.wecom_sync", runId, async () => {
    try {
      const context = await takeUp(platform, runId, signal);
      if (context) await workPhases(context);
    } catch (error) {
      if (signal.aborted || error instanceof SyncCancelled) return;
      const final = lastTry || (error instanceof WechatRefusal && error.retry === "never");
      await noteFailure(platform, runId, error, final);
      if (!final) throw error;
    }
  });
}

async function takeUp(platform: Platform, runId: number, signal: AbortSignal): Promise<SyncContext | undefined> {
  const run = await findRun(platform.db, runId);
  if (!run || (run.state !== "waiting" && run.state !== "running")) return undefined;
  const corp: Corp | undefined = await findCorp(platform, run.corpId);
  if (!corp) throw new Error("企业微信账号已停用或删除");
  await sql`
    update wecom_sync_run set state = 'running', started_at = coalesce(started_at, now()), phase_at = coalesce(phase_at, now()), takes = takes + 1, failure = null
    where id = ${runId}`.execute(platform.db);
  return { platform, corp, run, signal, report: run.report, write: oneAtATime() };
}

async function workPhases(context: SyncContext): Promise<void> {
  const { platform, run, signal, corp } = context;
  let { phase } = run;
  const enter = async (
    next: typeof phase,
    done: { warnings?: readonly SyncWarning[]; differences?: Differences } = {},
  ) => {
    for (const [kind, subjects] of done.differences ?? [])
      context.report = noteDifferences(context.report, kind, subjects);
    const progress = { phase: next, report: context.report, ...(done.warnings && { warnings: done.warnings }) };
    if (!(await saveProgress(platform.db, run.id, progress))) throw new SyncCancelled();
    phase = next;
  };
  if (phase === "directory") {
    const { changes, left, serving, warnings } = await refreshDirectory(platform, corp, signal);
    // Groups are asked for by owner, also those of owners who left.
    const { rows: owners } = await sql<{ userid: string }>`
      select userid from wecom_member m where corp_id = ${corp.corpId} and (left_at is null and serves or exists (
        select from customer_group g where g.account_key = m.corp_id and g.owner_key = m.userid and g.dismissed_at is null))
      order by userid`.execute(platform.db);
    await layParts(platform.db, run.id, "customers", serving);
    await layParts(
      platform.db,
      run.id,
      "groups",
      warnings.some(({ code }) => code === "no_customer_contact") ? [] : owners.map(({ userid }) => userid),
    );
    await enter("tags", {
      warnings,
      differences: [
        ["department_added", changes.departmentsAdded],
        ["department_changed", changes.departmentsChanged],
        ["department_gone", changes.departmentsGone],
        ["member_added", changes.membersAdded],
        ["member_changed", changes.membersChanged],
        ["member_left", left],
      ],
    });
  }
  if (phase === "tags") {
    const reads = await mayRead(context);
    const tags = reads ? await readTags(platform, corp.api, signal) : { added: [], renamed: [], deleted: [] };
    await enter("customers", {
      differences: [
        ["tag_added", tags.added],
        ["tag_renamed", tags.renamed],
        ["tag_deleted", tags.deleted],
      ],
    });
  }
  if (phase === "customers") {
    await syncCustomers(context);
    if (signal.aborted) return;
    await enter("groups");
  }
  if (phase === "groups") {
    await syncGroups(context);
    if (signal.aborted) return;
    await enter("finish");
  }
  const pushed = await pushTags(platform, corp.api, signal, true);
  if (signal.aborted) return;
  await enter("finish", { differences: [["tags_pushed", Array.from({ length: pushed }, () => corp.corpId)]] });
  await sql`update wecom_sync_run set state = 'done', ended_at = now() where id = ${run.id} and state = 'running'`.execute(
    platform.db,
  );
}

/** Without customer contact there is nothing but the directory to read; the warning says so. */
async function mayRead({ platform, run }: SyncContext): Promise<boolean> {
  const now = await findRun(platform.db, run.id);
  return !now?.warnings.some(({ code }) => code === "no_customer_contact");
}

async function noteFailure(platform: Platform, runId: number, error: unknown, final: boolean): Promise<void> {
  const failure =
    error instanceof WechatRefusal
      ? `${error.cause}（${error.errcode}）。${error.remedy}`
      : error instanceof Error
        ? error.message
        : String(error);
  await sql`
    update wecom_sync_run set failure = ${failure}, state = case when ${final} then 'failed' else state end,
      ended_at = case when ${final} then now() end
    where id = ${runId} and state in ('waiting', 'running')`.execute(platform.db);
}
