import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { MatchableUnit } from "./match-departments.ts";
import type { MatchableStaff } from "./match-members.ts";

type Tx = Kysely<DB>;

export async function loadUnitsToMatch(tx: Tx): Promise<MatchableUnit[]> {
  const { rows } = await sql<MatchableUnit>`
    select id, parent_id as "parentId", kind, code, name from org_unit where closed_at is null order by no`.execute(tx);
  return rows;
}

export async function loadStaffToMatch(tx: Tx, today: string): Promise<MatchableStaff[]> {
  const { rows } = await sql<MatchableStaff>`
    select s.id, s.code, s.name, s.login, coalesce(array_agg(distinct a.id) filter (where a.id is not null), '{}') as "unitIds"
    from staff s left join staff_post p on p.staff_id = s.id and p.days @> ${today}::date
    left join org_unit u on u.id = p.org_unit_id left join org_unit a on a.path @> u.path
    where s.status = 'active' group by s.id`.execute(tx);
  return rows;
}
