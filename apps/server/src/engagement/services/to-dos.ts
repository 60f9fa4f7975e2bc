import { type RawBuilder, sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { ToDoSource } from "../../organization/index.ts";
import { awaitsFollowUp, awaitsHandling, awaitsNext, dueAheadDays } from "./store.ts";

type Kind = "service_remind" | "service_follow_up" | "service_due" | "service_low_score";

const own = (actor: Actor) => sql<boolean>`v.staff_id = ${actor.id}::uuid`;
const ofOwnStore = (
  actor: Actor,
  today: string,
) => sql<boolean>`exists (select from org_unit u join staff_post p on p.org_unit_id = u.id
  where u.no = v.store_no and p.staff_id = ${actor.id}::uuid and p.days @> ${today}::date)`;

/** Services: customers to remind of tomorrow, to follow up, to ask again; low scores wait for who runs the store. */
export function serviceToDos({ db, config }: Platform): ToDoSource {
  return async (actor, today) => {
    if (!actor.permissions.has("service.work")) return [];
    const tomorrow = addDays(today, 1);
    const at = (day: string) => instantOf(config.timeZone, day);
    const sources: {
      kind: Kind;
      condition: RawBuilder<boolean>;
      dueOn: RawBuilder<string>;
      title: (count: number) => string;
    }[] = [
      {
        kind: "service_remind",
        condition: sql`(v.state = 'booked' and v.reminded_at is null and v.starts_at >= ${at(tomorrow)} and v.starts_at < ${at(addDays(today, 2))} and ${own(actor)})`,
        ...{ dueOn: sql`${today}`, title: (count) => `明天有 ${count} 位客户预约，提醒一声` },
      },
      {
        kind: "service_follow_up",
        condition: sql`(${awaitsFollowUp(today)} and ${own(actor)})`,
        ...{ dueOn: sql`min(v.follow_up_on)::text`, title: (count) => `服务回访：${count} 位客户` },
      },
      {
        kind: "service_due",
        condition: sql`(${awaitsNext(addDays(today, dueAheadDays))} and ${own(actor)})`,
        ...{ dueOn: sql`min(v.next_due_on)::text`, title: (count) => `该复查、再次服务：${count} 位客户` },
      },
    ];
    if (actor.permissions.has("service.write"))
      sources.push({
        kind: "service_low_score",
        condition: sql`(${awaitsHandling} and ${ofOwnStore(actor, today)})`,
        ...{ dueOn: sql`${today}`, title: (count) => `服务低分：${count} 位客户不满意，请处理` },
      });
    const found = await Promise.all(
      sources.map(async ({ kind, condition, dueOn, title }) => {
        const { rows } = await sql<{ id: string; waiting: number; dueOn: string }>`
          select (array_agg(v.id order by v.no))[1] as id, count(*)::int as waiting, ${dueOn} as "dueOn" from service_visit v where ${condition}
          having count(*) > 0`.execute(db);
        return rows.map((row) => ({
          kind,
          subjectId: row.id,
          title: title(row.waiting),
          dueOn: row.dueOn,
          overdue: row.dueOn < today,
          reminded: 0,
        }));
      }),
    );
    return found.flat();
  };
}
