import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain, scopeCondition } from "../../organization/index.ts";
import { assignLead, createLead, moveLead, requireLead } from "./change-leads.ts";
import { gradeOf, type IntentGrade, type IntentRules, intentParts, intentSetting } from "./intent.ts";
import { leadStatuses, publicField } from "./rules.ts";
import {
  assignBody,
  formBody,
  formCodeParams,
  formParams,
  formSchema,
  leadBody,
  leadDetailSchema,
  leadParams,
  leadSchema,
  leadsQuery,
  moveBody,
  publicFormSchema,
  submissionBody,
} from "./schemas.ts";
import {
  countLeads,
  type Form,
  findAnswers,
  findForm,
  type Lead,
  listForms,
  listLeads,
  listSteps,
  unscored,
} from "./store.ts";
import { isOpen, requireOpenForm, submitForm } from "./submit-form.ts";

const tag = "business";

const present =
  (rules: IntentRules) =>
  ({ originNo: _origin, orgPath: _path, statusAt, createdAt, ...lead }: Lead): z.input<typeof leadSchema> => ({
    ...lead,
    intent: lead.intentScore === null ? null : gradeOf(lead.intentScore, rules),
    statusAt: statusAt.toISOString(),
    createdAt: createdAt.toISOString(),
  });

/** The points that a grade spans. */
function scoresOf(grade: IntentGrade, { high, medium }: IntentRules) {
  const spans = {
    high: { from: high, below: null },
    medium: { from: medium, below: high },
    low: { from: null, below: medium },
  };
  return spans[grade];
}

/** Leads of business customers, and the forms that bring them (ID-12). */
export function leadRoutes(platform: Platform): Route[] {
  const { db, cipher, clock } = platform;
  const today = () => dayIn(platform.config.timeZone, clock.now());
  const scopeOf = (actor: Actor) => scopeCondition(actor, "l.store_no");
  const presentForm = ({ closedAt, ...form }: Form) => ({
    ...form,
    open: isOpen({ closedAt, ...form }, today()),
  });

  async function describe(tx: Kysely<DB>, actor: Actor, id: string): Promise<z.input<typeof leadDetailSchema>> {
    const lead = await requireLead(tx, actor, id);
    const answered = await findAnswers(tx, id);
    const answers = answered ? (JSON.parse(cipher.open(answered.sealed)) as Record<string, string>) : {};
    const { value: rules } = await readSetting(tx, intentSetting);
    return {
      ...present(rules)(lead),
      intentParts: answered ? intentParts(answered.fields, answers, lead.need, rules) : [],
      steps: (await listSteps(tx, id)).map((step) => ({ ...step, at: step.at.toISOString() })),
      answers: (answered?.fields ?? []).flatMap(({ key, label }) =>
        answers[key] === undefined ? [] : [{ label, value: answers[key] }],
      ),
    };
  }

  return [
    route({
      method: "GET",
      path: "/leads",
      summary: "Leads, the newest first or by intent",
      tag,
      access: "business.read",
      query: leadsQuery,
      answer: pageOf(leadSchema),
      handle: async ({ actor, query: { cursor, limit, intent, order, ...filter } }) => {
        const { value: rules } = await readSetting(db, intentSetting);
        const key = decodeCursor(cursor, 2);
        const rows = await listLeads(db, scopeOf(actor), {
          ...filter,
          ...(intent && { scores: scoresOf(intent, rules) }),
          byIntent: order === "intent",
          before: key && { id: String(key[0]), score: Number(key[1]) },
          limit: limit + 1,
        });
        return toPage(rows, limit, (row) => [row.id, row.intentScore ?? unscored], present(rules));
      },
    }),
    route({
      method: "GET",
      path: "/leads/summary",
      summary: "How many leads stand where, and what they may be worth",
      tag,
      access: "business.read",
      answer: z.object({
        items: z.array(z.object({ status: z.enum(leadStatuses), leads: z.number().int(), expectedFen: z.number() })),
      }),
      handle: async ({ actor }) => {
        const counted = await countLeads(db, scopeOf(actor));
        return {
          items: leadStatuses.map(
            (status) => counted.find((row) => row.status === status) ?? { status, leads: 0, expectedFen: 0 },
          ),
        };
      },
    }),
    route({
      method: "GET",
      path: "/leads/intent-rules",
      summary: "From how many points on a lead's intent is high or medium",
      tag,
      access: "business.read",
      answer: intentSetting.schema.safeExtend({ version: z.int() }),
      handle: async () => {
        const { value, version } = await readSetting(db, intentSetting);
        return { ...value, version };
      },
    }),
    route({
      method: "PUT",
      path: "/leads/intent-rules",
      summary: "Change the bounds of intent; leads keep their points and are graded anew",
      tag,
      access: "business.form",
      body: intentSetting.schema.safeExtend({ version: z.int() }),
      answer: intentSetting.schema.safeExtend({ version: z.int() }),
      handle: async ({ actor, body: { version, ...rules } }) => {
        requireWholeChain(actor);
        const saved = await db.transaction().execute((tx) => writeSetting(tx, actor, intentSetting, rules, version));
        return { ...saved.value, version: saved.version };
      },
    }),
    route({
      method: "POST",
      path: "/leads",
      summary: "Note a lead",
      tag,
      access: "business.write",
      body: leadBody,
      answer: leadDetailSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => describe(tx, actor, await createLead(tx, actor, body, clock.now()))),
    }),
    route({
      method: "GET",
      path: "/leads/:leadId",
      summary: "A lead with everything that was done about it",
      tag,
      access: "business.read",
      params: leadParams,
      answer: leadDetailSchema,
      handle: ({ actor, params }) => describe(db, actor, params.leadId),
    }),
    route({
      method: "POST",
      path: "/leads/:leadId/move",
      summary: "Move a lead on; a lost one names why",
      tag,
      access: "business.write",
      params: leadParams,
      body: moveBody,
      answer: leadDetailSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await moveLead(tx, actor, params.leadId, body, clock.now());
          return describe(tx, actor, params.leadId);
        }),
    }),
    route({
      method: "POST",
      path: "/leads/:leadId/assign",
      summary: "Give a lead to somebody",
      tag,
      access: "business.write",
      params: leadParams,
      body: assignBody,
      answer: leadDetailSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await assignLead(tx, actor, params.leadId, body, { now: clock.now(), today: today() });
          return describe(tx, actor, params.leadId);
        }),
    }),
    route({
      method: "GET",
      path: "/lead-forms",
      summary: "The forms that collect leads",
      tag,
      access: "business.read",
      answer: z.object({ items: z.array(formSchema) }),
      handle: async ({ actor }) => ({
        items: (await listForms(db, scopeCondition(actor, "f.store_no"))).map(presentForm),
      }),
    }),
    route({
      method: "POST",
      path: "/lead-forms",
      summary: "Publish a form that collects leads",
      tag,
      access: "business.form",
      body: formBody,
      answer: formSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const place = await sql`
            select from (values (${body.storeNo}::int)) v(no) where ${scopeCondition(actor, "v.no")}
              and (v.no is null or exists (select from org_unit u where u.no = v.no and u.kind = 'store'))`.execute(tx);
          if (place.rows.length === 0) throw notFound("这家门店");
          const made = await sql<{ id: string }>`
            insert into lead_form (code, title, source, audience, fields, consent_text, consent_version, store_no, opens_on, closes_on, created_by)
            values (${body.code}, ${body.title}, ${body.source}, ${body.audience}, ${JSON.stringify(body.fields)}::jsonb, ${body.consentText}, ${body.consentVersion},
              ${body.storeNo}, ${body.opensOn}, ${body.closesOn}, ${actor.name}) on conflict (code) do nothing returning id`.execute(
            tx,
          );
          const id = made.rows[0]?.id;
          if (id === undefined) throw conflict("form_code_taken", "这个网址代码已被使用，请换一个");
          await audit(tx, actor, {
            action: "lead_form.published",
            subject: { kind: "lead_form", id },
            detail: { code: body.code },
          });
          return presentForm((await findForm(tx, sql`f.id = ${id}`)) as Form);
        }),
    }),
    route({
      method: "POST",
      path: "/lead-forms/:formId/close",
      summary: "Stop collecting by a form",
      tag,
      access: "business.form",
      params: formParams,
      answer: formSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          const mine = sql`f.id = ${params.formId} and ${scopeCondition(actor, "f.store_no")}`;
          if (!(await findForm(tx, mine))) throw notFound("这份表单");
          await sql`update lead_form set closed_at = coalesce(closed_at, ${clock.now()}) where id = ${params.formId}`.execute(
            tx,
          );
          await audit(tx, actor, { action: "lead_form.closed", subject: { kind: "lead_form", id: params.formId } });
          return presentForm((await findForm(tx, mine)) as Form);
        }),
    }),
    route({
      method: "GET",
      path: "/public/lead-forms/:formCode",
      summary: "A form as the public sees it",
      tag,
      access: "public",
      params: formCodeParams,
      answer: publicFormSchema,
      handle: async ({ params }) => {
        const { title, audience, fields, consentText, consentVersion } = await requireOpenForm(
          db,
          platform,
          params.formCode,
        );
        return {
          title,
          audience,
          fields: fields.map((field) => publicField.parse(field)),
          consentText,
          consentVersion,
        };
      },
    }),
    route({
      method: "POST",
      path: "/public/lead-forms/:formCode/submissions",
      summary: "Send a filled-in form; the same submission key again changes nothing",
      tag,
      access: "public",
      secret: true,
      bodyLimit: 32_768,
      params: formCodeParams,
      body: submissionBody,
      answer: z.object({ received: z.literal(true) }),
      handle: async ({ params, body, request }) => {
        await db.transaction().execute((tx) => submitForm(tx, platform, params.formCode, body, request.ip));
        return { received: true as const };
      },
    }),
  ];
}
