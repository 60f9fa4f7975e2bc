import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { likelyUnits } from "./match-departments.ts";
import { loadUnitsToMatch } from "./store.ts";

const unit = z.object({ id: z.string(), name: z.string(), code: z.string() });
const staff = z.object({ id: z.string(), name: z.string(), code: z.string() });
const count = z.number().int();

export const directoryAnswer = z.object({
  departments: z.array(
    z.object({
      departmentId: count,
      parentId: count,
      name: z.string(),
      unit: unit.nullable(),
      matchedBy: z.enum(["root", "code", "name", "hand"]).nullable(),
      likely: z.array(unit),
    }),
  ),
  members: z.object({ total: count, serving: count, matched: count, left: count }),
  open: z
    .array(
      z.object({
        userid: z.string(),
        name: z.string(),
        departments: z.array(z.string()),
        customers: count,
        likely: z.array(staff),
      }),
    )
    .describe("Members who are nobody of the staff yet; at most 200"),
  leaving: z.array(
    z.object({
      userid: z.string(),
      name: z.string(),
      staff: staff.nullable(),
      leftAt: z.string(),
      customers: count,
      groups: count,
    }),
  ),
});

/** The directory as an operator decides about it. */
export async function describeDirectory(
  db: Kysely<DB>,
  corpId: string,
  today: string,
): Promise<z.output<typeof directoryAnswer>> {
  const units = await loadUnitsToMatch(db);
  const byId = new Map(units.map((each) => [each.id, each]));
  const present = ({ id, name, code }: (typeof units)[number]) => ({ id, name, code });
  const { rows: departments } = await sql<{
    departmentId: number;
    parentId: number;
    name: string;
    unitId: string | null;
    matchedBy: "root" | "code" | "name" | "hand" | null;
  }>`
    select department_id as "departmentId", parent_id as "parentId", name, org_unit_id as "unitId", matched_by as "matchedBy"
    from wecom_department where corp_id = ${corpId} and gone_at is null order by parent_id, sort desc, department_id`.execute(
    db,
  );
  const { rows: counts } = await sql<{ total: number; serving: number; matched: number; left: number }>`
    select count(*) filter (where left_at is null)::int as total, count(*) filter (where serves and left_at is null)::int as serving,
      count(*) filter (where staff_id is not null and left_at is null)::int as matched, count(*) filter (where left_at is not null)::int as left
    from wecom_member where corp_id = ${corpId}`.execute(db);
  return {
    departments: departments.map(({ unitId, ...department }) => {
      const own = unitId === null ? undefined : byId.get(unitId);
      return {
        ...department,
        unit: own ? present(own) : null,
        likely: own || department.matchedBy === "hand" ? [] : likelyUnits(department.name, units).map(present),
      };
    }),
    members: counts[0] ?? { total: 0, serving: 0, matched: 0, left: 0 },
    open: await loadOpen(db, corpId, today),
    leaving: await loadLeaving(db, corpId),
  };
}

async function loadOpen(db: Kysely<DB>, corpId: string, today: string) {
  const { rows } = await sql<{
    userid: string;
    name: string;
    departments: string[];
    customers: number;
    likely: { id: string; name: string; code: string }[];
  }>`
    select m.userid, m.name,
      array(select d.name from wecom_department d where d.corp_id = m.corp_id and d.department_id = any(m.departments) order by d.department_id) as departments,
      (select count(*)::int from wecom_follow f where f.corp_id = m.corp_id and f.userid = m.userid and f.state = 'active') as customers,
      coalesce((select json_agg(s) from (
        select s.id, s.name, s.code from staff s where s.status = 'active' and s.name = m.name
          and not exists (select from wecom_member o where o.corp_id = m.corp_id and o.staff_id = s.id and o.left_at is null)
        order by exists (select from staff_post p where p.staff_id = s.id and p.days @> ${today}::date) desc, s.code limit 5) s), '[]') as likely
    from wecom_member m where m.corp_id = ${corpId} and m.left_at is null and m.staff_id is null and m.matched_by is null
    order by m.serves desc, m.userid limit 200`.execute(db);
  return rows;
}

async function loadLeaving(db: Kysely<DB>, corpId: string) {
  const { rows } = await sql<{
    userid: string;
    name: string;
    staff: { id: string; name: string; code: string } | null;
    leftAt: Date;
    customers: number;
    groups: number;
  }>`
    select m.userid, m.name, case when s.id is not null then json_build_object('id', s.id, 'name', s.name, 'code', s.code) end as staff,
      m.left_at as "leftAt", coalesce(t.customers, 0) as customers, coalesce(t.groups, 0) as groups
    from wecom_member m left join staff s on s.id = m.staff_id
    left join lateral (select customers, groups from wecom_inheritance_task t where t.corp_id = m.corp_id and t.userid = m.userid
      order by created_at desc limit 1) t on true
    where m.corp_id = ${corpId} and m.leaving = 'waiting' order by m.left_at desc limit 200`.execute(db);
  return rows.map((row) => ({ ...row, leftAt: row.leftAt.toISOString() }));
}
