import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { findOrCreateCompany, normalisePhone, noteContact, upsertMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound, Refusal } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import { intentParts, intentSetting } from "./intent.ts";
import { answerProblems, paceMinutes, pacePerAddress, pacePerForm } from "./rules.ts";
import type { submissionBody } from "./schemas.ts";
import { addStep, type Form, findForm } from "./store.ts";

type Tx = Kysely<DB>;

/** Whether a form takes submissions on a day. */
export function isOpen(form: Pick<Form, "closedAt" | "opensOn" | "closesOn">, today: string): boolean {
  return form.closedAt === null && (form.opensOn ?? today) <= today && (form.closesOn ?? today) >= today;
}

/** @throws Refusal `not_found`, `form_closed` */
export async function requireOpenForm(tx: Tx, platform: Platform, code: string): Promise<Form> {
  const form = await findForm(tx, sql`f.code = ${code}`);
  if (!form) throw notFound("这份表单");
  if (!isOpen(form, dayIn(platform.config.timeZone, platform.clock.now()))) {
    throw conflict("form_closed", "这份表单已经停止收集，请联系现场工作人员");
  }
  return form;
}

async function keepPace(tx: Tx, form: Form, addressHash: string, now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.lead_form'), hashtext(${form.id}))`.execute(tx);
  const { rows } = await sql<{ address: number; form: number }>`
    select count(*) filter (where address_hash = ${addressHash})::int as address, count(*)::int as form
    from lead_submission where form_id = ${form.id} and at > ${new Date(now.getTime() - paceMinutes * 60_000)}`.execute(
    tx,
  );
  const { address = 0, form: all = 0 } = rows[0] ?? {};
  if (address >= pacePerAddress || all >= pacePerForm) {
    throw new Refusal({ code: "too_many_submissions", status: 429, title: `提交太频繁，请 ${paceMinutes} 分钟后再试` });
  }
}

/** The company that somebody speaks for, found or registered; null in a form for people who come for themselves. */
async function companyOf(
  tx: Tx,
  form: Form,
  { companyName, creditCode }: z.output<typeof submissionBody>,
  by: string,
): Promise<string | null> {
  if (form.audience === "person" || companyName === null) return null;
  return findOrCreateCompany(tx, { name: companyName, creditCode, storeNo: form.storeNo, by });
}

/**
 * Takes a filled-in form: the person becomes known by their phone and is recorded as having agreed, the company is found or
 * registered, a lead is made. The same submission key again changes nothing.
 *
 * @throws Refusal `form_closed`, `too_many_submissions`, `form_changed`, `invalid_input`
 */
export async function submitForm(
  tx: Tx,
  platform: Platform,
  code: string,
  body: z.output<typeof submissionBody>,
  ip: string,
): Promise<void> {
  const form = await requireOpenForm(tx, platform, code);
  const phone = normalisePhone(body.phone);
  const problems = [
    ...(phone === null ? [{ path: "phone", message: "请填写 11 位手机号" }] : []),
    ...(form.audience === "business" && body.companyName === null
      ? [{ path: "companyName", message: "请填写企业名称" }]
      : []),
    ...answerProblems(form.fields, body.answers),
  ];
  if (phone === null || problems.length > 0) throw invalid(problems);
  if (body.consentVersion !== form.consentVersion) {
    throw conflict("form_changed", "个人信息说明刚刚更新过，请刷新页面重新阅读并提交");
  }
  const now = platform.clock.now();
  const address = platform.cipher.blindIndex("lead_form_address", ip).toString("hex");
  await keepPace(tx, form, address, now);
  const known = await sql`select from lead_submission where submission_key = ${body.submissionKey}`.execute(tx);
  if (known.rows.length > 0) return;

  const by = `表单 ${form.title}`;
  const [member] = await upsertMembers(tx, platform, [
    {
      identifiers: [{ kind: "phone", value: phone }],
      attributes: { name: body.name },
      storeNo: form.storeNo,
      channel: null,
      consents: [{ purpose: "membership", channel: "any", granted: true, textVersion: form.consentVersion }],
      source: `lead_form:${form.code}`,
      observedAt: now,
    },
  ]);
  if (!member || member.originNo === null || member.memberNo === null) {
    throw invalid([{ path: "phone", message: "这个手机号无法使用，请换一个" }]);
  }
  const who = { originNo: member.originNo, memberNo: member.memberNo };
  const companyId = await companyOf(tx, form, body, by);
  if (companyId !== null) await noteContact(tx, companyId, who, { position: body.position, by });
  const { value: rules } = await readSetting(tx, intentSetting);
  const score = intentParts(form.fields, body.answers, body.need, rules).reduce((sum, { points }) => sum + points, 0);
  const { rows } = await sql<{ id: string }>`
    insert into lead (company_id, origin_no, member_no, form_id, title, need, source, store_no, intent_score, status_at, created_at, created_by)
    values (${companyId}, ${who.originNo}, ${who.memberNo}, ${form.id}, ${companyId === null ? form.title : `${body.companyName} · ${form.title}`}, ${body.need}, ${form.source},
      ${form.storeNo}, ${score}, ${now}, ${now}, ${by}) returning id`.execute(tx);
  const leadId = rows[0]?.id as string;
  await addStep(tx, leadId, { at: now, by, action: "created", from: null, to: "new", note: null });
  await sql`
    insert into lead_submission (submission_key, form_id, lead_id, origin_no, member_no, at, address_hash, answers_sealed)
    values (${body.submissionKey}, ${form.id}, ${leadId}, ${who.originNo}, ${who.memberNo}, ${now}, ${address},
      ${platform.cipher.seal(JSON.stringify(body.answers))})`.execute(tx);
  await appendEvents(tx, [
    {
      source: "leads",
      eventId: `submitted:${body.submissionKey}`,
      type: "lead.submitted",
      ...who,
      occurredAt: now,
      storeNo: form.storeNo,
      properties: { formCode: form.code, title: form.title, intentScore: score },
    },
  ]);
}
