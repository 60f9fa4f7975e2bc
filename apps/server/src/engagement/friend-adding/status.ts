import { type RawBuilder, sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import type { Friendships } from "./port.ts";

/**
 * SQL: people `p` of lists with `status`, and of their latest request `sent_at` and `requests`. Friendship and consent are looked up as they
 * stand; only a success stays once it was seen.
 */
export function peopleWithStatus(
  { met }: Friendships,
  moment: { readonly now: Date; readonly answerDays: number },
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const own = sql`exists (select from ${met} f where f.member_no = p.member_no and f.staff_id = p.guide_id and f.stands)`;
  const somebodys = sql`exists (select from ${met} f where f.member_no = p.member_no and f.stands)`;
  return sql`(
    select p.*, t.name as task_name, t.offer, t.script, t.closed_at, a.sent_at, a.requests, case
      when p.accepted_at is not null then 'accepted'
      when ${own} then 'friend'
      when t.strangers = 'company' and ${somebodys} then 'with_colleague'
      when p.phone_sealed is null then 'erased'
      when p.call_result in ('wrong_number', 'refused') then p.call_result
      when ${consentRefused(sql`p.member_no`, "marketing", "wecom")} then 'no_consent'
      when a.sent_at > ${moment.now}::timestamptz - make_interval(days => ${moment.answerDays}) then 'sent'
      when a.sent_at is not null then 'unanswered'
      when p.call_result is not null then 'called'
      else 'waiting' end as status
    from friend_task_person p join friend_task t on t.id = p.task_id
    left join lateral (select max(sent_at) as sent_at, count(*)::int as requests from friend_attempt a where a.person_no = p.no) a on true
    where ${where})`;
}
