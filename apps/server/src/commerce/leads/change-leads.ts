import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { findMember, requireCompany } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition, servesInScope } from "../../organization/index.ts";
import { leadStatusLabels, mayMove } from "./rules.ts";
import type { assignBody, leadBody, moveBody } from "./schemas.ts";
import { addStep, findLead, type Lead } from "./store.ts";

type Tx = Kysely<DB>;

const subject = (id: string) => ({ kind: "lead", id });

/** One lead in the scope. @throws Refusal `not_found` */
export async function requireLead(tx: Tx, actor: Actor, id: string): Promise<Lead> {
  const lead = await findLead(tx, scopeCondition(actor, "l.store_no"), id);
  if (!lead) throw notFound("这条线索");
  return lead;
}

/** Notes a lead that somebody met. A store's people put it into a store of theirs. */
export async function createLead(tx: Tx, actor: Actor, body: z.output<typeof leadBody>, now: Date): Promise<string> {
  const company = body.companyId === null ? null : await requireCompany(tx, actor, body.companyId);
  const member = body.memberNo === null ? null : await findMember(tx, actor, body.memberNo);
  if (!company && !member) throw invalid([{ path: "companyId", message: "请选择企业或联系人" }]);
  const storeNo = body.storeNo ?? company?.storeNo ?? member?.storeNo ?? null;
  const inScope = await sql`
    select from (values (${storeNo}::int)) v(no) where ${scopeCondition(actor, "v.no")}
      and (v.no is null or exists (select from org_unit u where u.no = v.no and u.kind = 'store'))`.execute(tx);
  if (inScope.rows.length === 0) throw notFound("这家门店");
  const { rows } = await sql<{ id: string }>`
    insert into lead (company_id, origin_no, member_no, title, need, source, expected_fen, store_no, status_at, created_at, created_by)
    values (${company?.id ?? null}, ${member?.memberNo ?? null}, ${member?.memberNo ?? null}, ${body.title}, ${body.need}, ${body.source},
      ${body.expectedFen}, ${storeNo}, ${now}, ${now}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id as string;
  await addStep(tx, id, { at: now, by: actor.name, action: "created", from: null, to: "new", note: null });
  await audit(tx, actor, {
    action: "lead.created",
    subject: subject(id),
    detail: { source: body.source, companyId: body.companyId, storeNo },
  });
  return id;
}

/**
 * Moves a lead on; a lost one names why. The person's time line is told.
 *
 * @throws Refusal `lead_cannot_move`
 */
export async function moveLead(
  tx: Tx,
  actor: Actor,
  id: string,
  move: z.output<typeof moveBody>,
  now: Date,
): Promise<void> {
  await sql`select from lead where id = ${id} for update`.execute(tx);
  const lead = await requireLead(tx, actor, id);
  const { to } = move;
  if (!mayMove(lead.status, to)) {
    throw conflict(
      "lead_cannot_move",
      `线索现在是「${leadStatusLabels[lead.status]}」，不能改为「${leadStatusLabels[to]}」`,
    );
  }
  if ((to === "lost") !== (move.lostReason !== null)) {
    throw invalid([{ path: "lostReason", message: to === "lost" ? "请选择流失原因" : "只有流失的线索才有流失原因" }]);
  }
  await sql`update lead set status = ${to}, lost_reason = ${move.lostReason}, status_at = ${now} where id = ${id}`.execute(
    tx,
  );
  const step = await addStep(tx, id, {
    at: now,
    by: actor.name,
    action: "moved",
    from: lead.status,
    to,
    note: move.note,
  });
  if (lead.originNo !== null && lead.memberNo !== null) {
    await appendEvents(tx, [
      {
        source: "leads",
        eventId: `moved:${id}:${step}`,
        type: "lead.moved",
        originNo: lead.originNo,
        memberNo: lead.memberNo,
        occurredAt: now,
        storeNo: lead.storeNo,
        properties: { status: to, title: lead.title },
      },
    ]);
  }
  await audit(tx, actor, {
    action: "lead.moved",
    subject: subject(id),
    orgPath: lead.orgPath,
    detail: { from: lead.status, to, lostReason: move.lostReason },
  });
}

/** Gives a lead to somebody who serves in the scope. */
export async function assignLead(
  tx: Tx,
  actor: Actor,
  id: string,
  { staffId, note }: z.output<typeof assignBody>,
  at: { readonly now: Date; readonly today: string },
): Promise<void> {
  const lead = await requireLead(tx, actor, id);
  if (!(await servesInScope(tx, actor, staffId, at.today)))
    throw invalid([{ path: "staffId", message: "请选择在职的员工" }]);
  await sql`update lead set assigned_to = ${staffId} where id = ${id}`.execute(tx);
  await addStep(tx, id, { at: at.now, by: actor.name, action: "assigned", from: null, to: null, note });
  await audit(tx, actor, { action: "lead.assigned", subject: subject(id), orgPath: lead.orgPath, detail: { staffId } });
}
