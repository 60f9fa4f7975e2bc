import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { Moment } from "./change-notices.ts";
import { findReceived, type ReceivedNotice } from "./inbox.ts";
import type { FeedbackKind } from "./store.ts";

/** Notes that the reader has opened a version; again is no error. A closed notice can still be read. */
export async function markRead(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { at, today }: Moment,
): Promise<void> {
  const notice = await loadReceived(tx, actor, id, today);
  if (version > notice.version) throw notFound("这一版通知");
  await sql`insert into notice_receipt (notice_id, version, staff_id, read_at) values (${id}, ${version}, ${actor.id}, ${at})
    on conflict do nothing`.execute(tx);
}

/** Confirms the newest version; again is no error. @throws Refusal `notice_changed` when a newer one is out */
export async function confirmNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { at, today }: Moment,
): Promise<void> {
  // No version may come in between.
  await sql`select from notice where id = ${id} for share`.execute(tx);
  const notice = await loadReceived(tx, actor, id, today);
  if (notice.closedAt !== null) throw conflict("notice_closed", "这条通知已经关闭，不需要再确认");
  if (version !== notice.version)
    throw conflict("notice_changed", `通知已更新到第 ${notice.version} 版，请阅读新版后确认`);
  if (notice.confirmBy === null) throw conflict("notice_needs_no_confirmation", "这条通知阅读即可，不需要确认");
  const { numAffectedRows } = await sql`insert into notice_receipt (notice_id, version, staff_id, read_at, confirmed_at)
    values (${id}, ${version}, ${actor.id}, ${at}, ${at})
    on conflict (notice_id, staff_id, version) do update set confirmed_at = excluded.confirmed_at where notice_receipt.confirmed_at is null`.execute(
    tx,
  );
  if ((numAffectedRows ?? 0n) === 0n) return;
  await audit(tx, actor, {
    action: "notice.confirmed",
    subject: { kind: "notice", id },
    orgPath: notice.postUnitPath,
    detail: { version, late: at > notice.confirmBy },
  });
}

/** Sends what the field sees back to whoever issued the notice. */
export async function giveFeedback(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly kind: FeedbackKind; readonly body: string },
  { at, today }: Moment,
): Promise<void> {
  const notice = await loadReceived(tx, actor, id, today);
  if (notice.closedAt !== null) throw conflict("notice_closed", "这条通知已经关闭，不再收反馈");
  await sql`insert into notice_feedback (notice_id, version, staff_id, org_unit_id, kind, body, at)
    values (${id}, ${notice.version}, ${actor.id}, ${notice.postUnitId}, ${wanted.kind}, ${wanted.body}, ${at})`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "notice.feedback_given",
    subject: { kind: "notice", id },
    orgPath: notice.postUnitPath,
    detail: { version: notice.version, kind: wanted.kind },
  });
}

async function loadReceived(tx: Tx, actor: Actor, id: string, today: string): Promise<ReceivedNotice> {
  const notice = await findReceived(tx, actor, today, id);
  if (notice === null) throw notFound("通知");
  return notice;
}
