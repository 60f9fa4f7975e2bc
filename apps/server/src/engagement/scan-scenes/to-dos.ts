import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { ToDoSource } from "../../organization/index.ts";
import { openStates } from "./rules.ts";

/** Goods that customers asked for in a store wait for everybody who serves there. */
export function scanWantToDos({ db }: Platform): ToDoSource {
  return async (actor, today) => {
    if (!actor.permissions.has("scan_scene.work")) return [];
    const { rows } = await sql<{ id: string; waiting: number; late: boolean }>`
      select (array_agg(w.id order by w.no))[1] as id, count(*)::int as waiting, min(w.asked_at) < ${today}::date - 1 as late
      from scan_want w join org_unit u on u.no = w.store_no
      where w.state = any(${openStates}::text[]) and exists (select from staff_post p where p.staff_id = ${actor.id}::uuid and p.org_unit_id = u.id
        and p.days @> ${today}::date)
      having count(*) > 0`.execute(db);
    return rows.map(({ id, waiting, late }) => ({
      kind: "scan_want" as const,
      subjectId: id,
      title: `缺货缺码：${waiting} 位客户等回音`,
      dueOn: today,
      overdue: late,
      reminded: 0,
    }));
  };
}
