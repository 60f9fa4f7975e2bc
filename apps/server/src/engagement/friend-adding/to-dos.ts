import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { ToDoSource } from "../../organization/index.ts";
import { waitingFor } from "./day.ts";
import type { Friendships } from "./port.ts";
import { listServiced } from "./serviced.ts";
import { momentOf } from "./task-routes.ts";

/** What waits for a guide: customers who have just been served, and people on open lists, by the list that is due first. */
export function friendAddingToDos(platform: Platform, friendships: Friendships): ToDoSource {
  return async (actor, today) => {
    const { db } = platform;
    const moment = await momentOf(platform);
    const { rows } = await sql<{ id: string; dueOn: string | null }>`
      select t.id, t.due_on::text as "dueOn" from friend_task t where t.closed_at is null
        and exists (select from friend_task_person p where p.task_id = t.id and p.guide_id = ${actor.id}::uuid and p.accepted_at is null)
      order by t.due_on nulls last, t.id limit 1`.execute(db);
    const [serviced, waiting] = await Promise.all([
      listServiced(db, friendships, actor.id, moment),
      rows[0] ? waitingFor(db, friendships, moment, actor.id) : 0,
    ]);
    const [first] = serviced;
    const [list] = rows;
    return [
      ...(first
        ? [
            {
              kind: "serviced_customer" as const,
              subjectId: first.memberId,
              title: `刚服务完 ${serviced.length} 位客户，请出示你的企业微信码`,
              dueOn: today,
              overdue: false,
              reminded: 0,
            },
          ]
        : []),
      ...(list && waiting > 0
        ? [
            {
              kind: "friend_task" as const,
              subjectId: list.id,
              title: `加好友：还有 ${waiting} 位客户等你联系`,
              dueOn: list.dueOn,
              overdue: list.dueOn !== null && list.dueOn < today,
              reminded: 0,
            },
          ]
        : []),
    ];
  };
}
