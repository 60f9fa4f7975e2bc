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
  return sql`
    who as materialized (
      select member_no, min(at) as since, max(at) + make_interval(days => ${attributionDays}) as until from touch
      where member_no is not null group by 1),
    did as (
      select e.member_no, e.occurred_at as at, ${stageOf} as stage, null::bigint as fen from who join event_log e on e.member_no = who.member_no
      where e.type in ('contact.added', 'account.followed', 'member.registered', 'page.viewed', 'live.reserved', 'service.booked',
          'coupon.claimed', 'live.joined')
        and (e.type <> 'page.viewed' or e.channel = 'mini_program') and e.occurred_at >= who.since and e.occurred_at < who.until
      union all
      select o.member_no, o.paid_at, 'order', o.amount_fen - o.refunded_fen from who join sales_order o on o.member_no = who.member_no
      where o.items > 0 and o.paid_at >= who.since and o.paid_at < who.until),
    stream as (
      select t.member_no, t.at, 0 as turn, t.${key} as source, null as stage, null::bigint as fen from who
      join ${touches} t on t.member_no = who.member_no and t.at >= who.since and t.at < who.until
      union all select member_no, at, 1, null, stage, fen from did),
    led as (
      select *, count(source) over (partition by member_no order by at, turn, source rows unbounded preceding) as touches from stream),
    credited as (
      select * from (
        select member_no, at, stage, fen, max(source) over touched as ${key}, max(at) filter (where turn = 0) over touched as touched_at
        from led window touched as (partition by member_no, touches)) c
      where stage is not null and ${key} is not null and at < touched_at + make_interval(days => ${attributionDays}))`;
}
