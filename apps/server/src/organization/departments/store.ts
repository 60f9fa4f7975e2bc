import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import type { UnitKind } from "../tree/rules.ts";

export interface DepartmentMember {
  readonly id: string;
  readonly staffId: string;
  readonly staffCode: string;
  readonly staffName: string;
  readonly isHead: boolean;
  /** First and last day (inclusive; null = open-ended), `YYYY-MM-DD`. */
  readonly fromDay: string;
  readonly toDay: string | null;
  /** At work on the day asked for; otherwise still to come. */
  readonly current: boolean;
  /** Whether a post on that day gives the function's team role; null when the function names none. */
  readonly holdsRole: boolean | null;
}

export interface DepartmentFunction {
  readonly id: string;
  readonly name: string;
  readonly roleCode: string | null;
  readonly roleName: string | null;
  /** The team role's duties, from the catalogue. */
  readonly roleDuties: string;
  readonly duties: string;
  readonly planned: number;
  readonly filled: number;
  readonly members: readonly DepartmentMember[];
}

export interface Department {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly unitPath: string;
  readonly name: string;
  readonly purpose: string;
  readonly reportsToStaffId: string | null;
  readonly reportsToStaffName: string | null;
  readonly reportsToDepartmentId: string | null;
  readonly reportsToDepartmentName: string | null;
  readonly reportsToTitle: string;
  readonly version: number;
  readonly functions: readonly DepartmentFunction[];
}

/** The departments in the actor's scope that are not closed, with who fills them on `day`, in the order of the tree. */
export async function listDepartments(
  db: Db | Tx,
  actor: Actor,
  day: string,
  which: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select d.id, u.id as "unitId", u.name as "unitName", u.kind as "unitKind", u.path::text as "unitPath", d.name, d.purpose,
      d.reports_to_staff_id as "reportsToStaffId", b.name as "reportsToStaffName",
      d.reports_to_department_id as "reportsToDepartmentId", a.name as "reportsToDepartmentName",
      d.reports_to_title as "reportsToTitle", d.version, coalesce(f.functions, '[]') as functions
    from department d join org_unit u on u.id = d.org_unit_id
    left join staff b on b.id = d.reports_to_staff_id
    left join department a on a.id = d.reports_to_department_id
    left join lateral (
      select json_agg(json_build_object('id', f.id, 'name', f.name, 'roleCode', f.role_code, 'roleName', r.name,
        'roleDuties', coalesce(r.duties, ''), 'duties', f.duties, 'planned', f.planned,
        'filled', coalesce(m.filled, 0), 'members', coalesce(m.members, '[]')) order by f.position) as functions
      from department_function f left join role r on r.code = f.role_code
      left join lateral (
        select count(distinct m.staff_id) filter (where m.days @> ${day}::date)::int as filled,
          json_agg(json_build_object('id', m.id, 'staffId', s.id, 'staffCode', s.code, 'staffName', s.name, 'isHead', m.is_head,
            'fromDay', m.from_day, 'toDay', m.to_day, 'current', m.days @> ${day}::date,
            'holdsRole', case when f.role_code is not null then exists (select from staff_post p
              where p.staff_id = s.id and p.role_code = f.role_code and p.days @> ${day}::date) end)
            order by m.is_head desc, m.from_day, s.code) as members
        from department_member m join staff s on s.id = m.staff_id
        where m.function_id = f.id and (m.to_day is null or m.to_day >= ${day}::date)
          and (s.status = 'active' or s.left_on >= ${day}::date)
      ) m on true
      where f.department_id = d.id
    ) f on true
    where d.closed_at is null and ${unitCondition(actor, "u.path")} and ${which}
    order by u.path, d.created_at, d.id`.execute(db);
  return rows;
}

export async function findDepartment(db: Db | Tx, actor: Actor, day: string, id: string): Promise<Department | null> {
  return (await listDepartments(db, actor, day, sql<SqlBool>`d.id = ${id}`))[0] ?? null;
}

/** Who reports to whom, over all departments that are not closed: department → the one above. */
export async function reportingLines(db: Db | Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; above: string }>`select id, reports_to_department_id as above from department
    where closed_at is null and reports_to_department_id is not null`.execute(db);
  return new Map(rows.map(({ id, above }) => [id, above]));
}
