import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import { countedBy, planned, taking } from "./facts.ts";
import type { Cap } from "./policy.ts";
import { type Touch, windowStart } from "./rules.ts";

/**
 * Makes room under a cap for one more touch of each member: planned messages of less priority give way, the weakest first, no more than the
 * cap demands. What is on its way is left alone: messages are locked while they wait, and a hand-over reads its people after marking itself.
 */
export async function displaceWeaker(
  tx: Tx,
  touch: Pick<Touch, "at" | "priority">,
  cap: Cap,
  memberNos: readonly number[],
  timeZone: string,
): Promise<void> {
  if (memberNos.length === 0) return;
  const since = windowStart(cap, touch.at, timeZone);
  await sql`
    select from outbound where state = 'waiting' and priority < ${touch.priority} and send_at >= ${since} order by id for update`.execute(
    tx,
  );
  await sql`
    with counted as (
      select d.outbound_id, d.target_key, d.member_no, ${planned} and o.priority < ${touch.priority} as is_weaker, o.priority, o.created_at
      from outbound_delivery d join outbound o on o.id = d.outbound_id
      where d.member_no = any(${memberNos}::int[]) and ${taking(since)} and ${countedBy(cap, since)}),
    surplus as (
      select member_no, count(*) + 1 - ${cap.most}::int as many from counted group by 1 having count(*) >= ${cap.most}::int),
    weakest as (
      select c.outbound_id, c.target_key, s.many,
        row_number() over (partition by c.member_no order by c.priority, c.created_at desc, c.outbound_id) as place
      from counted c join surplus s using (member_no) where c.is_weaker)
    update outbound_delivery d set outcome = 'lower_priority', reason = '让位给优先级更高的消息'
    from weakest w where w.place <= w.many and d.outbound_id = w.outbound_id and d.target_key = w.target_key`.execute(
    tx,
  );
}
