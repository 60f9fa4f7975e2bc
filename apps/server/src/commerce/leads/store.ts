import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { FormField, formAudiences, formSources, LeadStatus, leadSources, lostReasons } from "./rules.ts";

type Tx = Kysely<DB>;

export interface Lead {
  readonly id: string;
  readonly title: string;
  readonly need: string | null;
  readonly source: (typeof leadSources)[number];
  readonly status: LeadStatus;
  readonly lostReason: (typeof lostReasons)[number] | null;
  readonly expectedFen: number | null;
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly formTitle: string | null;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly intentScore: number | null;
  readonly orgPath: string | null;
  readonly statusAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Below every score that answers can add up to. */
export const unscored = -1_000;

const leads = sql`
  select l.id, l.title, l.need, l.source, l.status, l.lost_reason as "lostReason", l.expected_fen as "expectedFen", l.company_id as "companyId",
    c.name as "companyName", l.origin_no as "originNo", l.member_no as "memberNo", f.title as "formTitle", l.assigned_to as "assignedTo",
    s.name as "assignedName", l.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath", l.status_at as "statusAt",
    l.created_at as "createdAt", l.created_by as "createdBy", l.intent_score as "intentScore"
  from lead l left join company c on c.id = l.company_id left join lead_form f on f.id = l.form_id left join staff s on s.id = l.assigned_to
  left join org_unit u on u.no = l.store_no`;

/** Leads in the scope (`l.store_no`), the newest first, or those with the highest intent; leads that no form scored come last. */
export async function listLeads(
  tx: Tx,
  scope: RawBuilder<unknown>,
  filter: {
    readonly status?: LeadStatus;
    readonly companyId?: string;
    readonly assignedTo?: string;
    /** Half-open range of points. */
    readonly scores?: { readonly from: number | null; readonly below: number | null };
    readonly byIntent: boolean;
    readonly before: { readonly id: string; readonly score: number } | null;
    readonly limit: number;
  },
): Promise<Lead[]> {
  const score = sql`coalesce(l.intent_score, ${sql.lit(unscored)})`;
  const before =
    filter.before === null
      ? sql``
      : filter.byIntent
        ? sql`and (${score}, l.id) < (${filter.before.score}, ${filter.before.id}::uuid)`
        : sql`and l.id < ${filter.before.id}::uuid`;
  const { rows } = await sql<Lead>`
    ${leads} where ${scope}
      ${filter.status ? sql`and l.status = ${filter.status}` : sql``}
      ${filter.companyId ? sql`and l.company_id = ${filter.companyId}` : sql``}
      ${filter.assignedTo ? sql`and l.assigned_to = ${filter.assignedTo}` : sql``}
      ${filter.scores ? sql`and l.intent_score >= ${filter.scores.from ?? -2_000} and l.intent_score < ${filter.scores.below ?? 100_000}` : sql``}
      ${before}
    order by ${filter.byIntent ? sql`${score} desc, l.id desc` : sql`l.id desc`} limit ${filter.limit}`.execute(tx);
  return rows;
}

export async function findLead(tx: Tx, scope: RawBuilder<unknown>, id: string): Promise<Lead | null> {
  const { rows } = await sql<Lead>`${leads} where l.id = ${id} and ${scope}`.execute(tx);
  return rows[0] ?? null;
}

export async function countLeads(tx: Tx, scope: RawBuilder<unknown>) {
  const { rows } = await sql<{ status: LeadStatus; leads: number; expectedFen: number }>`
    select l.status, count(*)::int as leads, coalesce(sum(l.expected_fen), 0)::float8 as "expectedFen" from lead l where ${scope} group by 1`.execute(
    tx,
  );
  return rows;
}

export interface Step {
  readonly at: Date;
  readonly by: string;
  readonly action: "created" | "moved" | "assigned" | "noted";
  readonly from: LeadStatus | null;
  readonly to: LeadStatus | null;
  readonly note: string | null;
}

export async function listSteps(tx: Tx, leadId: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select at, by, action, from_status as "from", to_status as "to", note from lead_step where lead_id = ${leadId} order by id`.execute(
    tx,
  );
  return rows;
}

/** @returns the step's number */
export async function addStep(tx: Tx, leadId: string, step: Step): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into lead_step (lead_id, at, by, action, from_status, to_status, note)
    values (${leadId}, ${step.at}, ${step.by}, ${step.action}, ${step.from}, ${step.to}, ${step.note}) returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? 0;
}

export interface Form {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly source: (typeof formSources)[number];
  readonly audience: (typeof formAudiences)[number];
  readonly fields: FormField[];
  readonly consentText: string;
  readonly consentVersion: string;
  readonly storeNo: number | null;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly closedAt: Date | null;
  readonly submissions: number;
}

const forms = sql`
  select f.id, f.code, f.title, f.source, f.audience, f.fields, f.consent_text as "consentText", f.consent_version as "consentVersion", f.store_no as "storeNo",
    f.opens_on::text as "opensOn", f.closes_on::text as "closesOn", f.closed_at as "closedAt",
    (select count(*)::int from lead_submission s where s.form_id = f.id) as submissions
  from lead_form f`;

export async function listForms(tx: Tx, scope: RawBuilder<unknown>): Promise<Form[]> {
  return (await sql<Form>`${forms} where ${scope} order by f.id desc limit 200`.execute(tx)).rows;
}

export async function findForm(tx: Tx, where: RawBuilder<unknown>): Promise<Form | null> {
  return (await sql<Form>`${forms} where ${where}`.execute(tx)).rows[0] ?? null;
}

/** What was answered in the form that a lead came from, sealed; null for other leads. */
export async function findAnswers(tx: Tx, leadId: string): Promise<{ sealed: string; fields: FormField[] } | null> {
  const { rows } = await sql<{ sealed: string; fields: FormField[] }>`
    select s.answers_sealed as sealed, f.fields from lead_submission s join lead_form f on f.id = s.form_id where s.lead_id = ${leadId} limit 1`.execute(
    tx,
  );
  return rows[0] ?? null;
}
