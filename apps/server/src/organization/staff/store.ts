import { type RawBuilder, type SqlBool, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { seesWholeChain } from "../scope/rules.ts";
import type { UnitKind } from "../tree/rules.ts";

export type PostKind = "regular" | "rotation" | "support";

export interface Post {
  readonly id: string;
  readonly unitId: string;
  readonly unitNo: number;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly roleCode: string;
  readonly roleName: string;
  readonly kind: PostKind;
  readonly fromDay: string;
  /** Last day, inclusive; null = open-ended. */
  readonly toDay: string | null;
}

export interface StaffRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly login: string | null;
  readonly status: "active" | "left";
  readonly leftOn: string | null;
  readonly mustChangePassword: boolean;
  /** Posts in the asker's scope only: where else somebody serves is not theirs to know. */
  readonly posts: Post[];
}

export interface StaffFilter {
  /** Part of the name or staff code. */
  readonly text?: string;
  readonly roleCode?: string;
  /** Posted in this unit's subtree. */
  readonly unitId?: string;
  readonly status?: "active" | "left";
}

/** Whoever has, had or will have a post in the actor's scope; headquarters' scope sees those without posts too. */
function visible(actor: Actor): RawBuilder<SqlBool> {
  if (seesWholeChain(actor)) return sql<SqlBool>`true`;
  return sql<SqlBool>`exists (select from staff_post sp join org_unit su on su.id = sp.org_unit_id where sp.staff_id = s.id and ${unitCondition(actor, "su.path")})`;
}

function columns(actor: Actor, postsFrom: string | null): RawBuilder<unknown> {
  return sql`s.id, s.code, s.name, s.login, s.status, s.left_on as "leftOn", s.must_change_password as "mustChangePassword",
    (select coalesce(json_agg(json_build_object('id', p.id, 'unitId', u.id, 'unitNo', u.no, 'unitName', u.name, 'unitKind', u.kind, 'roleCode', r.code,
       'roleName', r.name, 'kind', p.kind, 'fromDay', p.from_day, 'toDay', p.to_day) order by p.from_day desc, p.id), '[]')
     from staff_post p join org_unit u on u.id = p.org_unit_id join role r on r.code = p.role_code
     where p.staff_id = s.id and ${unitCondition(actor, "u.path")} and (${postsFrom}::date is null or p.to_day is null or p.to_day >= ${postsFrom}::date)) as posts`;
}

/** Staff in the actor's scope by staff code, from after `afterCode`, with their present and coming posts. */
export async function listStaff(
  db: Db,
  actor: Actor,
  filter: StaffFilter,
  today: string,
  afterCode: string,
  limit: number,
): Promise<StaffRow[]> {
  const conditions: RawBuilder<SqlBool>[] = [visible(actor), sql`s.code > ${afterCode}`];
  const text = filter.text?.trim().replace(/[\\%_]/g, "\\$&");
  if (text) conditions.push(sql`(s.name ilike ${`%${text}%`} or s.code ilike ${`%${text}%`})`);
  if (filter.status) conditions.push(sql`s.status = ${filter.status}`);
  if (filter.roleCode || filter.unitId) {
    conditions.push(sql`exists (select from staff_post fp join org_unit fu on fu.id = fp.org_unit_id where fp.staff_id = s.id
      and (fp.to_day is null or fp.to_day >= ${today}::date) and ${unitCondition(actor, "fu.path")}
      and (${filter.roleCode ?? null}::text is null or fp.role_code = ${filter.roleCode ?? null})
      and (${filter.unitId ?? null}::uuid is null or fu.path <@ (select path from org_unit where id = ${filter.unitId ?? null}::uuid)))`);
  }
  const { rows } =
    await sql<StaffRow>`select ${columns(actor, today)} from staff s where ${sql.join(conditions, sql` and `)}
    order by s.code limit ${limit}`.execute(db);
  return rows;
}

/** One staff member with all posts in the actor's scope. @throws Refusal not_found */
export async function loadStaff(db: Db | Tx, actor: Actor, id: string): Promise<StaffRow> {
  const { rows } =
    await sql<StaffRow>`select ${columns(actor, null)} from staff s where s.id = ${id} and ${visible(actor)}`.execute(
      db,
    );
  if (!rows[0]) throw notFound("员工");
  return rows[0];
}
