import { type Kysely, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { FoundMember } from "../members/find-member.ts";
import { eraseMember, profilesOf } from "./erase-member.ts";
import { answerWithinDays, confirmationFor, type ReceivedVia } from "./rules.ts";
import { type ErasureRequest, findRequest } from "./store.ts";

type Tx = Kysely<DB>;

const scopeOf = (actor: Actor) => scopeCondition(actor, "m.store_no");
const subject = (id: string) => ({ kind: "erasure_request", id });

/**
 * Notes a person's request to be forgotten.
 *
 * @throws Refusal `erasure_under_way`
 */
export async function requestErasure(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  member: FoundMember,
  request: { readonly receivedVia: ReceivedVia; readonly receivedOn?: string; readonly note: string },
): Promise<string> {
  const now = platform.clock.now();
  const today = dayIn(platform.config.timeZone, now);
  const receivedOn = request.receivedOn ?? today;
  if (receivedOn > today) throw invalid([{ path: "receivedOn", message: "收到日期不能晚于今天" }]);
  await sql`select from member where member_no = ${member.memberNo} for update`.execute(tx);
  const open = await sql`
    select from erasure_request where member_no = ${member.memberNo} and status in ('requested', 'approved')`.execute(
    tx,
  );
  if (open.rows.length > 0)
    throw conflict("erasure_under_way", "这位客户已有一条待处理的删除请求，请在「删除请求」里处理");
  const { rows } = await sql<{ id: string }>`
    insert into erasure_request (origin_no, member_no, received_via, received_on, due_on, note, requested_at, requested_by)
    values (${member.memberNo}, ${member.memberNo}, ${request.receivedVia}, ${receivedOn}, ${addDays(receivedOn, answerWithinDays)},
      ${request.note}, ${now}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id as string;
  await audit(tx, actor, {
    action: "erasure.requested",
    subject: subject(id),
    orgPath: member.orgPath,
    detail: { memberNo: member.memberNo, receivedVia: request.receivedVia, receivedOn },
  });
  return id;
}

async function openRequest(tx: Tx, actor: Actor, id: string): Promise<ErasureRequest> {
  const request = await findRequest(tx, scopeOf(actor), id);
  if (!request) throw notFound("这条删除请求");
  return request;
}

/**
 * Approves or rejects a request; nothing is erased yet.
 *
 * @throws Refusal `not_found`, `erasure_decided`
 */
export async function reviewErasure(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  review: { readonly decision: "approve" | "reject"; readonly note: string },
): Promise<void> {
  const request = await openRequest(tx, actor, id);
  const again = request.status === "approved";
  if (request.status !== "requested" && !again) {
    throw conflict(
      "erasure_decided",
      request.status === "executed" ? "这条请求已经执行，不能再审核" : "这条请求已经驳回",
    );
  }
  const approved = review.decision === "approve";
  await sql`
    update erasure_request set status = ${approved ? "approved" : "rejected"}, reviewed_at = ${platform.clock.now()}, reviewed_by = ${actor.name},
      review_note = ${review.note}, reviewed_profiles = ${approved ? await profilesOf(tx, request.memberNo) : null}::int[]
    where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: approved ? "erasure.approved" : "erasure.rejected",
    subject: subject(id),
    orgPath: request.orgPath,
    detail: { memberNo: request.memberNo },
  });
}

/**
 * Executes an approved request: the person's data is gone when this commits (ClickHouse follows by `customers.finish_erasure`).
 *
 * @param confirmation what the person at the screen typed; must be `confirmationFor(memberNo)`
 * @throws Refusal `not_found`, `erasure_not_approved`, `erasure_member_changed`, `invalid_input`
 */
export async function executeErasure(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  confirmation: string,
): Promise<void> {
  const request = await openRequest(tx, actor, id);
  if (request.status === "executed") throw conflict("erasure_executed", "这条请求已经执行过了");
  if (request.status !== "approved") throw conflict("erasure_not_approved", "请先审核通过，再执行删除");
  const expected = confirmationFor(request.memberNo);
  if (confirmation !== expected) {
    throw invalid([{ path: "confirmation", message: `删除后无法恢复，请一字不差地输入「${expected}」` }]);
  }
  const erased = await eraseMember(tx, platform, request.memberNo);
  const profiles = await profilesOf(tx, request.memberNo);
  if (profiles.join() !== (request.reviewedProfiles ?? []).join()) {
    throw conflict("erasure_member_changed", "审核之后这位客户的档案又合并或拆分过", "请核对后重新审核，再执行删除");
  }
  const now = platform.clock.now();
  await sql`
    update erasure_request set status = 'executed', executed_at = ${now}, executed_by = ${actor.name}, executed_xid = pg_current_xact_id(),
      erased = ${JSON.stringify(erased)}::jsonb where id = ${id}`.execute(tx);
  // Also of requests that were rejected before: their notes told of the person.
  await sql`update erasure_request set note = null, review_note = null where member_no = ${request.memberNo}`.execute(
    tx,
  );
  await platform.jobs.enqueue(tx, "customers.finish_erasure", { requestId: id });
  await audit(tx, actor, {
    action: "erasure.executed",
    subject: subject(id),
    orgPath: request.orgPath,
    detail: { memberNo: request.memberNo, erased },
  });
}
