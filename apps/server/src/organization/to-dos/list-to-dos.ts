import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { listReceived } from "../notices/inbox.ts";

export const toDoKinds = [
  "project_report",
  "milestone",
  "notice",
  "serviced_customer",
  "friend_task",
  "scan_want",
  "service_remind",
  "service_follow_up",
  "service_due",
  "service_low_score",
  "call_follow_up",
] as const;

export interface ToDo {
  readonly kind: (typeof toDoKinds)[number];
  /** Of the project or notice, or what a source names. */
  readonly subjectId: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  /** How many times the daily job asked for it. */
  readonly reminded: number;
}

/** A later wing's to-dos of a member of staff; asked for each time. */
export type ToDoSource = (actor: Actor, today: string) => Promise<readonly ToDo[]>;

/** What waits for the actor: reports and milestones that the daily job has asked for, notices to read or confirm. Overdue first. */
export async function listToDos(
  db: Db,
  actor: Actor,
  today: string,
  now: Date,
  dayOf: (at: Date) => string,
  sources: readonly ToDoSource[] = [],
): Promise<ToDo[]> {
  if (actor.kind !== "staff") return [];
  const [{ rows }, notices, ...others] = await Promise.all([
    sql<Omit<ToDo, "overdue"> & { dueOn: string }>`
      select case when g.id is null then 'milestone' else 'project_report' end as kind, j.id as "subjectId",
        case when g.id is null then j.name || '：' || t.name else '提交「' || j.name || '」的汇报' end as title,
        to_char(coalesce(g.due_on, t.due_on), 'YYYY-MM-DD') as "dueOn", r.times as reminded
      from project_reminder r join project_member m on m.id = r.member_id and m.left_at is null and m.staff_id = ${actor.id}::uuid
      join project j on j.id = r.project_id and j.closed_at is null
      left join project_meeting g on g.id = r.meeting_id left join project_milestone t on t.id = r.milestone_id
      where t.done_on is null and not exists (select from project_report f where f.meeting_id = g.id and f.member_id = m.id)
      order by coalesce(g.due_on, t.due_on), j.id limit 100`.execute(db),
    listReceived(db, actor, today),
    ...sources.map((source) => source(actor, today)),
  ]);
  const asked = rows.map((row) => ({ ...row, overdue: row.dueOn < today }));
  const waiting = notices
    .filter((each) => each.state === "unread" || each.state === "to_confirm")
    .map((each) => ({
      kind: "notice" as const,
      subjectId: each.id,
      title: `${each.confirmBy === null ? "阅读" : "确认"}通知「${each.title}」`,
      dueOn: each.confirmBy === null ? null : dayOf(each.confirmBy),
      overdue: each.confirmBy !== null && each.confirmBy < now,
      reminded: 0,
    }));
  return [...asked, ...waiting, ...others.flat()].sort(
    (a, b) => Number(b.overdue) - Number(a.overdue) || (a.dueOn ?? "9").localeCompare(b.dueOn ?? "9"),
  );
}
