import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { answerBody, feedbackBody } from "./schemas.ts";
import { type FeedbackRow, findFeedback } from "./store.ts";

type Tx = Kysely<DB>;

const subject = (id: string) => ({ kind: "feedback", id });
const kindOf = { positive: "praise", neutral: "suggestion", negative: "complaint" } as const;

/** One piece of feedback in the scope. @throws Refusal `not_found` */
export async function requireFeedback(tx: Tx, actor: Actor, id: string): Promise<FeedbackRow> {
  const found = await findFeedback(tx, scopeCondition(actor, "f.store_no"), id);
  if (!found) throw notFound("这条反馈");
  return found;
}

/** Writes down what a customer said, and tells their time line. */
export async function writeFeedback(
  tx: Tx,
  actor: Actor,
  said: z.output<typeof feedbackBody>,
  now: Date,
): Promise<string> {
  const member = said.memberNo === null ? null : await findMember(tx, actor, said.memberNo);
  const storeNo = said.storeNo ?? member?.storeNo ?? null;
  const place = await sql`
    select from (values (${storeNo}::int)) v(no) where ${scopeCondition(actor, "v.no")}
      and (v.no is null or exists (select from org_unit u where u.no = v.no and u.kind = 'store'))`.execute(tx);
  if (place.rows.length === 0)
    throw storeNo === null ? invalid([{ path: "storeNo", message: "请选择门店" }]) : notFound("这家门店");
  const missing = await sql<{ sku: string }>`
    select n.sku from unnest(${said.skus}::text[]) n(sku) where not exists (select from product p where p.sku = n.sku) limit 1`.execute(
    tx,
  );
  if (missing.rows[0]) throw invalid([{ path: "skus", message: `没有编码为 ${missing.rows[0].sku} 的商品` }]);
  const memberNo = member?.memberNo ?? null;
  const { rows } = await sql<{ id: string }>`
    insert into feedback (origin_no, member_no, store_no, source, stage, topic, sentiment, body, skus, created_at, created_by)
    values (${memberNo}, ${memberNo}, ${storeNo}, ${said.source}, ${said.stage}, ${said.topic}, ${said.sentiment}, ${said.body},
      ${[...new Set(said.skus)]}::text[], ${now}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id as string;
  if (memberNo !== null) {
    await appendEvents(tx, [
      {
        source: "feedback",
        eventId: id,
        type: "feedback.submitted",
        originNo: memberNo,
        memberNo,
        occurredAt: now,
        storeNo,
        properties: { kind: kindOf[said.sentiment], topic: said.topic },
      },
    ]);
  }
  await audit(tx, actor, {
    action: "feedback.written",
    subject: subject(id),
    detail: { topic: said.topic, stage: said.stage, skus: said.skus },
  });
  return id;
}

/** The product owner's answer; a later one replaces it, and the customer is to be told anew. */
export async function answerFeedback(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof answerBody>,
  now: Date,
): Promise<void> {
  const before = await requireFeedback(tx, actor, id);
  await sql`
    update feedback set status = ${given.status}, answer = ${given.answer}, answered_at = ${now}, answered_by = ${actor.name}, told_at = null, told_by = null
    where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "feedback.answered",
    subject: subject(id),
    orgPath: before.orgPath,
    detail: { from: before.status, to: given.status },
  });
}

/** @throws Refusal `feedback_unanswered` */
export async function markTold(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const before = await requireFeedback(tx, actor, id);
  if (before.status === "open") throw conflict("feedback_unanswered", "产品负责人还没有答复，请先答复再告知客户");
  await sql`update feedback set told_at = coalesce(told_at, ${now}), told_by = coalesce(told_by, ${actor.name}) where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, { action: "feedback.told", subject: subject(id), orgPath: before.orgPath });
}
