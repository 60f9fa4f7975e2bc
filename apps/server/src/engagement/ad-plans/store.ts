import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { AdChain, AdKind, SeedingPart, SpendLine } from "./rules.ts";

export type Tx = Kysely<DB>;

export interface AdPlan {
  readonly id: string;
  readonly no: number;
  readonly key: string;
  readonly name: string;
  readonly kind: AdKind;
  readonly chain: AdChain;
  readonly seeding: SeedingPart | null;
  readonly partner: string;
  readonly note: string;
  readonly unitId: string;
  readonly unitName: string;
  /** ltree path of the unit. */
  readonly orgPath: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetFen: number | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly archivedAt: Date | null;
  readonly codes: readonly {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    readonly kind: string;
  }[];
}

const columns = sql`p.id, p.no, p.key, p.name, p.kind, p.chain, p.seeding, p.partner, p.note, p.org_unit_id as "unitId", u.name as "unitName",
  u.path::text as "orgPath", p.starts_on as "startsOn", p.ends_on as "endsOn", p.budget_fen as "budgetFen", p.version, p.created_at as "createdAt",
  p.created_by as "createdBy", p.archived_at as "archivedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug, 'kind', c.kind) order by c.id)
    from ad_plan_code a join live_code c on c.id = a.code_id where a.plan_no = p.no), '[]') as codes`;

export interface PlanFilter {
  readonly kind?: AdKind;
  readonly seeding?: SeedingPart;
  readonly archived: boolean;
  readonly before: string | null;
  readonly limit: number;
}

/** Plans in scope, newest first; `limit + 1` of them. */
export async function listPlans(db: Tx, actor: Actor, filter: PlanFilter): Promise<AdPlan[]> {
  const { kind = null, seeding = null, archived, before, limit } = filter;
  const { rows } = await sql<AdPlan>`
    select ${columns} from ad_plan p join org_unit u on u.id = p.org_unit_id
    where ${unitCondition(actor, "u.path")} and (p.archived_at is not null) = ${archived}
      and (${kind}::text is null or p.kind = ${kind}) and (${seeding}::text is null or p.seeding = ${seeding})
      and (${before}::uuid is null or p.id < ${before}::uuid)
    order by p.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

/** One plan in scope. @throws Refusal `not_found` */
export async function requirePlan(db: Tx, actor: Actor, id: string): Promise<AdPlan> {
  const { rows } = await sql<AdPlan>`
    select ${columns} from ad_plan p join org_unit u on u.id = p.org_unit_id
    where p.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个投放计划");
  return rows[0];
}

/** Codes of the list that the actor may see, with the plan that each stands in already. */
export async function findCodes(tx: Tx, actor: Actor, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; planNo: number | null; planName: string | null }>`
    select c.id, c.name, a.plan_no as "planNo", p.name as "planName" from live_code c join org_unit u on u.id = c.org_unit_id
    left join ad_plan_code a on a.code_id = c.id left join ad_plan p on p.no = a.plan_no
    where c.id = any(${ids}::uuid[]) and ${unitCondition(actor, "u.path")}`.execute(tx);
  return rows;
}

export async function replaceCodes(tx: Tx, planNo: number, ids: readonly string[]): Promise<void> {
  await sql`delete from ad_plan_code where plan_no = ${planNo} and not code_id = any(${ids}::uuid[])`.execute(tx);
  await sql`insert into ad_plan_code (code_id, plan_no) select id, ${planNo}::int from unnest(${ids}::uuid[]) id
    on conflict do nothing`.execute(tx);
}

export async function listSpends(db: Tx, planNo: number): Promise<SpendLine[]> {
  const { rows } = await sql<SpendLine>`
    select day, amount_fen as "amountFen", impressions, clicks from ad_spend where plan_no = ${planNo} order by day`.execute(
    db,
  );
  return rows;
}

/** Writes each day's spend, over what was there; set-based. */
export async function writeSpends(
  tx: Tx,
  planNo: number,
  lines: readonly SpendLine[],
  how: { readonly at: Date; readonly by: string },
): Promise<void> {
  await sql`
    insert into ad_spend (plan_no, day, amount_fen, impressions, clicks, recorded_at, recorded_by)
    select ${planNo}::int, day, "amountFen", impressions, clicks, ${how.at}::timestamptz, ${how.by}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(day date, "amountFen" bigint, impressions bigint, clicks bigint)
    on conflict (plan_no, day) do update set amount_fen = excluded.amount_fen, impressions = excluded.impressions, clicks = excluded.clicks,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, source = 'typed'`.execute(tx);
}
