import { type RawBuilder, sql } from "kysely";

/** Which events show that somebody passed a stage. */
const stageOf = sql`case e.type when 'contact.added' then 'friend' when 'account.followed' then 'follow' when 'member.registered' then 'register'
  when 'page.viewed' then 'mini' when 'live.reserved' then 'reserve' when 'service.booked' then 'reserve' when 'coupon.claimed' then 'coupon'
  when 'live.joined' then 'live' end`;

/**
 * SQL: common table expressions that say what whom a CTE `touch(member_no, at)` names did, and which source it counts for: the one
 * that touched them last before, within the attribution window; so nothing counts twice (AQ-20). Ends with
 * `credited(member_no, at, stage, fen, <source>, touched_at)`; stages are those of ad-plans/rules.ts, an order's has `fen`.
 *
 * @param view everything that leads from a source to somebody: `(<source>, member_no, at)`
 * @param source its column that names the source, an int
 */
export function creditLastTouch(view: string, source: string, attributionDays: number): RawBuilder<unknown> {
  const [touches, key] = [sql.table(view), sql.ref(source)];
  const period = sql`make_interval(days => ${attributionDays})`;
  return sql`
    who as materialized (
      select member_no, min(at) as since, max(at) + ${period} as until from touch where member_no is not null group by 1),
    -- How long each touch is the last one. Of touches at one instant the one of the highest number counts.
    lead as materialized (
      select member_no, ${key}, at as touched_at, least(next_at, at + ${period}) as until from (
        select t.member_no, t.${key}, t.at, lead(t.at) over (partition by t.member_no order by t.at, t.${key}) as next_at
        from who join ${touches} t on t.member_no = who.member_no and t.at >= who.since and t.at < who.until) s
      where next_at is null or next_at > at),
    credited as (
      select l.${key}, l.member_no, e.occurred_at as at, ${stageOf} as stage, null::bigint as fen, l.touched_at
      from lead l join event_log e on e.member_no = l.member_no and e.occurred_at >= l.touched_at and e.occurred_at < l.until
      where e.type in ('contact.added', 'account.followed', 'member.registered', 'page.viewed', 'live.reserved', 'service.booked',
          'coupon.claimed', 'live.joined')
        and (e.type <> 'page.viewed' or e.channel = 'mini_program')
      union all
      select l.${key}, l.member_no, o.paid_at, 'order', o.amount_fen - o.refunded_fen, l.touched_at
      from lead l join sales_order o on o.member_no = l.member_no and o.paid_at >= l.touched_at and o.paid_at < l.until
      where o.items > 0)`;
}
