import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { TouchpointState } from "../touchpoints/vocabulary.ts";
import type { ChainCode } from "./start-chains.ts";

export type Tx = Kysely<DB>;

export interface DrainagePlan {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly chain: ChainCode | null;
  readonly incentive: string;
  readonly unitId: string;
  readonly unitName: string;
  /** ltree path of the unit. */
  readonly orgPath: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetFen: number | null;
  readonly note: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly archivedAt: Date | null;
  readonly steps: { readonly position: number; readonly touchpointNo: number; readonly state: TouchpointState }[];
}

const columns = sql`p.id, p.no, p.name, p.chain, p.incentive, p.org_unit_id as "unitId", u.name as "unitName", u.path::text as "orgPath",
  p.starts_on as "startsOn", p.ends_on as "endsOn", p.budget_fen as "budgetFen", p.note, p.version, p.created_at as "createdAt",
  p.created_by as "createdBy", p.archived_at as "archivedAt",
  coalesce((select jsonb_agg(jsonb_build_object('position', s.position, 'touchpointNo', s.touchpoint_no, 'state', t.state) order by s.position)
    from drainage_step s join touchpoint t on t.no = s.touchpoint_no where s.plan_no = p.no), '[]') as steps`;
const tables = sql`drainage_plan p join org_unit u on u.id = p.org_unit_id`;

/** Plans in scope, newest first; `limit + 1` of them. */
export async function listDrainagePlans(
  db: Tx,
  actor: Actor,
  { archived, before, limit }: { readonly archived: boolean; readonly before: string | null; readonly limit: number },
): Promise<DrainagePlan[]> {
  const { rows } = await sql<DrainagePlan>`select ${columns} from ${tables}
    where ${unitCondition(actor, "u.path")} and (p.archived_at is not null) = ${archived}
      and (${before}::uuid is null or p.id < ${before}::uuid)
    order by p.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

/** The newest plans in scope of a single touchpoint, whatever became of them, without `except`. */
export async function listSinglePlans(db: Tx, actor: Actor, except: number, limit = 200): Promise<DrainagePlan[]> {
  const { rows } = await sql<DrainagePlan>`select ${columns} from ${tables}
    where ${unitCondition(actor, "u.path")} and p.no <> ${except}
      and (select count(*) from drainage_step s where s.plan_no = p.no) = 1
    order by p.id desc limit ${limit}`.execute(db);
  return rows;
}

/** One plan in scope. @throws Refusal `not_found` */
export async function requireDrainagePlan(db: Tx, actor: Actor, id: string): Promise<DrainagePlan> {
  const { rows } = await sql<DrainagePlan>`select ${columns} from ${tables}
    where p.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个引流方案");
  return rows[0];
}

/** Which of the touchpoints stand in another plan on some of the days. */
export async function listTaken(
  tx: Tx,
  touchpointIds: readonly string[],
  { startsOn, endsOn, own }: { readonly startsOn: string; readonly endsOn: string; readonly own: number | null },
): Promise<{ readonly touchpointId: string; readonly touchpoint: string; readonly plan: string }[]> {
  const { rows } = await sql<{ touchpointId: string; touchpoint: string; plan: string }>`
    select t.id as "touchpointId", t.name as touchpoint, p.name as plan from touchpoint t join drainage_step s on s.touchpoint_no = t.no
    join drainage_plan p on p.no = s.plan_no
    where t.id = any(${[...touchpointIds]}::uuid[]) and p.archived_at is null and p.no is distinct from ${own}::int
      and p.starts_on <= ${endsOn}::date and p.ends_on >= ${startsOn}::date`.execute(tx);
  return rows;
}

export async function replaceSteps(tx: Tx, planNo: number, touchpointNos: readonly number[]): Promise<void> {
  await sql`delete from drainage_step where plan_no = ${planNo}`.execute(tx);
  await sql`insert into drainage_step (plan_no, position, touchpoint_no)
    select ${planNo}::int, position, no from unnest(${[...touchpointNos]}::int[]) with ordinality n(no, position)`.execute(
    tx,
  );
}
