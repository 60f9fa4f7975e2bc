import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition, unitOrAboveCondition } from "../../organization/index.ts";
import { groupBy } from "../group-by.ts";
import type { Entry, Term, Told } from "./rules.ts";
import type {
  ChannelForm,
  CooperationKindCode,
  CooperationState,
  Flow,
  Industry,
  MeasureCode,
  Verdict,
} from "./vocabulary.ts";

export type Tx = Kysely<DB>;

export interface Partner {
  readonly id: string;
  readonly brand: string;
  readonly company: string;
  readonly industry: Industry;
  readonly audienceNote: string;
  readonly contactSealed: string | null;
  readonly contractNo: string;
  readonly contractFile: string;
  readonly contractFrom: string | null;
  readonly contractTo: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly orgPath: string;
  readonly version: number;
  readonly archivedAt: Date | null;
  readonly cooperations: number;
  readonly running: number;
}

/** Cooperations are counted within the actor's scope. */
const partnerColumns = (actor: Actor) => sql`p.id, p.brand, p.company, p.industry, p.audience_note as "audienceNote",
  p.contact_sealed as "contactSealed", p.contract_no as "contractNo", p.contract_file as "contractFile", p.contract_from as "contractFrom",
  p.contract_to as "contractTo", p.org_unit_id as "unitId", u.name as "unitName", u.path::text as "orgPath", p.version,
  p.archived_at as "archivedAt", k.cooperations, k.running
  from partner p join org_unit u on u.id = p.org_unit_id
  cross join lateral (select count(*)::int as cooperations, (count(*) filter (where c.state = 'running'))::int as running
    from cooperation c join org_unit w on w.id = c.org_unit_id where c.partner_id = p.id and ${unitCondition(actor, "w.path")}) k`;

/** Partners of the actor's units and of those above, newest first; `limit + 1` of them. */
export async function listPartners(
  db: Tx,
  actor: Actor,
  filter: {
    readonly q?: string | undefined;
    readonly industry?: string | undefined;
    readonly archived: boolean;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<Partner[]> {
  const { q = null, industry = null, archived, before, limit } = filter;
  const like = containing(q ?? "");
  const { rows } = await sql<Partner>`select ${partnerColumns(actor)}
    where ${unitOrAboveCondition(actor, "u.path")} and (p.archived_at is not null) = ${archived}
      and (${q}::text is null or p.brand ilike ${like} or p.company ilike ${like})
      and (${industry}::text is null or p.industry = ${industry}) and (${before}::uuid is null or p.id < ${before}::uuid)
    order by p.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function requirePartner(db: Tx, actor: Actor, id: string): Promise<Partner> {
  const { rows } = await sql<Partner>`select ${partnerColumns(actor)}
    where p.id = ${id} and ${unitOrAboveCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个合作品牌");
  return rows[0];
}

export interface Cooperation {
  readonly id: string;
  readonly no: number;
  readonly partnerId: string;
  readonly brand: string;
  readonly contractTo: string | null;
  readonly kind: CooperationKindCode;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly measure: MeasureCode;
  readonly note: string;
  readonly state: CooperationState;
  readonly unitId: string;
  readonly unitName: string;
  readonly orgPath: string;
  readonly version: number;
  readonly createdBy: string;
  readonly verdict: Verdict | null;
  readonly review: string | null;
  readonly figures: unknown;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  /** Items of its checklist that are done. */
  readonly done: readonly { readonly item: string; readonly at: string; readonly by: string }[];
}

const cooperationSelect = sql`c.id, c.no, c.partner_id as "partnerId", p.brand, p.contract_to as "contractTo", c.kind, c.name,
  c.starts_on as "startsOn", c.ends_on as "endsOn", c.measure, c.note, c.state, c.org_unit_id as "unitId", u.name as "unitName",
  u.path::text as "orgPath", c.version, c.created_by as "createdBy", c.verdict, c.review, c.figures, c.reviewed_at as "reviewedAt",
  c.reviewed_by as "reviewedBy", coalesce((select jsonb_agg(jsonb_build_object('item', k.item, 'at', k.done_at, 'by', k.done_by))
    from cooperation_check k where k.cooperation_no = c.no), '[]') as done
  from cooperation c join partner p on p.id = c.partner_id join org_unit u on u.id = c.org_unit_id`;

/** Cooperations of the actor's units, newest first; `limit + 1` of them. */
export async function listCooperations(
  db: Tx,
  actor: Actor,
  filter: {
    readonly q?: string | undefined;
    readonly partnerId?: string | undefined;
    readonly kind?: string | undefined;
    readonly state?: string | undefined;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<Cooperation[]> {
  const { q = null, partnerId = null, kind = null, state = null, before, limit } = filter;
  const like = containing(q ?? "");
  const { rows } = await sql<Cooperation>`select ${cooperationSelect}
    where ${unitCondition(actor, "u.path")} and (${q}::text is null or c.name ilike ${like} or p.brand ilike ${like})
      and (${partnerId}::uuid is null or c.partner_id = ${partnerId}::uuid) and (${kind}::text is null or c.kind = ${kind})
      and (${state}::text is null or c.state = ${state}) and (${before}::uuid is null or c.id < ${before}::uuid)
    order by c.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function requireCooperation(db: Tx, actor: Actor, id: string): Promise<Cooperation> {
  const { rows } = await sql<Cooperation>`select ${cooperationSelect}
    where c.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这次合作");
  return rows[0];
}

/** One cooperation by its number, for whoever was allowed to see what names it. */
export async function loadCooperation(db: Tx, no: number): Promise<Cooperation | null> {
  const { rows } = await sql<Cooperation>`select ${cooperationSelect} where c.no = ${no}`.execute(db);
  return rows[0] ?? null;
}

export interface Agreed {
  readonly terms: ReadonlyMap<number, Term[]>;
  readonly told: ReadonlyMap<number, Told[]>;
}

/** What was agreed in each cooperation, and what people told of it so far, summed up. */
export async function loadAgreed(db: Tx, nos: readonly number[]): Promise<Agreed> {
  const terms = await sql<Term & { no: number }>`
    select cooperation_no as no, flow, measure, amount, says from cooperation_term where cooperation_no = any(${[...nos]}::int[])
    order by cooperation_no, position`.execute(db);
  const told = await sql<Told & { no: number }>`
    select cooperation_no as no, flow, measure, told_by as "toldBy", sum(amount)::bigint as amount from cooperation_entry
    where cooperation_no = any(${[...nos]}::int[]) group by 1, 2, 3, 4`.execute(db);
  return { terms: groupBy(terms.rows, ({ no }) => no), told: groupBy(told.rows, ({ no }) => no) };
}

export interface Ways {
  readonly ways: boolean;
  readonly coupons: boolean;
  readonly theirLinks: boolean;
}

/** Which kinds of channels each cooperation has: what is not there cannot be counted. */
export async function loadWays(db: Tx, nos: readonly number[]): Promise<ReadonlyMap<number, Ways>> {
  const { rows } = await sql<Ways & { no: number }>`
    select c.no, exists (select from cooperation_channel k where k.cooperation_no = c.no and k.flow = 'to_us') as ways,
      exists (select from cooperation_coupon k where k.cooperation_no = c.no) as coupons,
      exists (select from cooperation_channel k where k.cooperation_no = c.no and k.flow = 'to_them') as "theirLinks"
    from cooperation c where c.no = any(${[...nos]}::int[])`.execute(db);
  return new Map(rows.map(({ no, ...ways }) => [no, ways]));
}

export interface EntryRow extends Entry {
  readonly teller: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** What was told, the last days first. */
export async function listEntries(db: Tx, no: number, limit = 200): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select flow, measure, told_by as "toldBy", day, amount, teller, recorded_at as "recordedAt", recorded_by as "recordedBy"
    from cooperation_entry where cooperation_no = ${no} order by day desc, flow, measure, told_by limit ${limit}`.execute(
    db,
  );
  return rows;
}

export interface ChannelRow {
  readonly no: number;
  readonly name: string;
  readonly form: ChannelForm;
  readonly flow: Flow;
  readonly key: string;
  readonly codeId: string | null;
  readonly slug: string | null;
  readonly codeKind: string | null;
  readonly page: string | null;
  readonly rests: boolean;
  readonly visits: number;
  readonly lastVisitAt: Date | null;
}

export async function listChannels(db: Tx, no: number): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    select l.no, l.name, k.form, k.flow, l.key, l.code_id as "codeId", c.slug, c.kind as "codeKind", l.page,
      coalesce(c.paused_at is not null or c.archived_at is not null, false) as rests, coalesce(v.visits, 0) as visits, v.at as "lastVisitAt"
    from cooperation_channel k join content_link l on l.no = k.link_no left join live_code c on c.id = l.code_id
    left join lateral (select greatest(count(t.visitor_id), count(*) - count(t.visitor_id))::int as visits, max(t.at) as at
      from content_link_touch t where t.link_no = l.no) v on true
    where k.cooperation_no = ${no} order by k.flow desc, l.no`.execute(db);
  return rows;
}

export interface CouponRow {
  readonly batchId: string;
  readonly name: string;
  readonly stock: number;
  readonly claimed: number;
  readonly used: number;
}

export async function listCoupons(db: Tx, no: number): Promise<CouponRow[]> {
  const { rows } = await sql<CouponRow>`
    select b.id as "batchId", b.name, b.stock, (count(k.id) filter (where k.claimed_at is not null))::int as claimed,
      (count(k.id) filter (where k.state = 'used'))::int as used
    from cooperation_coupon c join coupon_batch b on b.id = c.batch_id left join coupon k on k.batch_id = b.id
    where c.cooperation_no = ${no} group by b.id, b.name, b.stock order by b.id`.execute(db);
  return rows;
}

export interface ShareRow {
  readonly id: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly revokedAt: Date | null;
  readonly opened: number;
  readonly lastOpenedAt: Date | null;
}

export async function listShares(db: Tx, no: number): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select id, expires_at as "expiresAt", created_at as "createdAt", created_by as "createdBy", revoked_at as "revokedAt", opened,
      last_opened_at as "lastOpenedAt"
    from cooperation_share where cooperation_no = ${no} order by id desc limit 50`.execute(db);
  return rows;
}
