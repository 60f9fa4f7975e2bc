import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { nearnessDays } from "./rules.ts";

/** SQL: the last visit of member `memberNo` (purchase, visit or service) as `last_visit_on`, and what a year brought as `value_fen`. */
export function worthOf(memberNo: RawBuilder<unknown>, today: string, timeZone: string): RawBuilder<unknown> {
  return sql`lateral (
    select greatest(max(o.business_day), (
        select max((e.occurred_at at time zone ${timeZone})::date) from event_log e
        where e.member_no = ${memberNo} and e.type in ('store.visited', 'service.recorded'))) as last_visit_on,
      coalesce(sum(o.amount_fen - o.refunded_fen) filter (where o.business_day > ${today}::date - 365), 0)::bigint as value_fen
    from sales_order o where o.member_no = ${memberNo})`;
}

/** SQL: near first, then dear: how near the last visit is (0 nearest), as of `today`. */
export function nearness(lastVisit: RawBuilder<unknown>, today: string): RawBuilder<unknown> {
  const [near, far, farther] = nearnessDays;
  return sql`case when ${lastVisit} > ${today}::date - ${sql.lit(near)} then 0 when ${lastVisit} > ${today}::date - ${sql.lit(far)} then 1
    when ${lastVisit} > ${today}::date - ${sql.lit(farther)} then 2 else 3 end`;
}

/** Looks up anew what the order of open lists goes by. Set-based. */
export async function refreshWorth(tx: Kysely<DB>, today: string, timeZone: string): Promise<void> {
  await sql`
    update friend_task_person p set last_visit_on = w.last_visit_on, value_fen = w.value_fen
    from (select k.no, w.* from friend_task_person k join friend_task t on t.id = k.task_id and t.closed_at is null
      cross join ${worthOf(sql`k.member_no`, today, timeZone)} w where k.member_no is not null and k.accepted_at is null) w
    where p.no = w.no and (p.last_visit_on, p.value_fen) is distinct from (w.last_visit_on, w.value_fen)`.execute(tx);
}
