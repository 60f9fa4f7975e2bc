import { type RawBuilder, sql } from "kysely";
import type { TierCode } from "../../insight/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition, unitCondition } from "../../organization/index.ts";
import { lowScore, onTimeMinutes } from "./rules.ts";

export type By = "all" | "store" | "guide" | "service";

export interface FigureRow {
  readonly key: string;
  readonly label: string;
  readonly booked: number;
  readonly walkIns: number;
  readonly done: number;
  readonly noShow: number;
  readonly cancelled: number;
  readonly begun: number;
  readonly onTime: number;
  readonly members: number;
  readonly scores: number;
  readonly scoreAverage: number | null;
  readonly lowScores: number;
  readonly newFriends: number;
  readonly revenue30Fen: number;
  readonly revenue90Fen: number;
}

export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const keys: Readonly<Record<By, readonly [RawBuilder<string>, RawBuilder<string>]>> = {
  all: [sql`'all'`, sql`'全部'`],
  store: [sql`v.store_no::text`, sql`u.name`],
  guide: [sql`coalesce(v.staff_id::text, '')`, sql`coalesce(g.name, '还没有人接')`],
  service: [sql`s.no::text`, sql`s.name`],
};

/**
 * What services of a period (by the time agreed, or of coming) brought, per store, colleague or service, the most done first. An order
 * counts once per row, from the first service that it follows. Work grows with the period's visits, not with members.
 */
export async function serviceFigures(db: Db, actor: Actor, by: By, period: Period): Promise<FigureRow[]> {
  const [key, label] = keys[by];
  const { rows } = await sql<FigureRow>`
    with visit as materialized (
      select ${key} as key, ${label} as label, v.made_by, v.state, v.starts_at, v.started_at, v.done_at, v.member_no, v.score
      from service_visit v join service s on s.no = v.service_no join org_unit u on u.no = v.store_no left join staff g on g.id = v.staff_id
      where v.starts_at >= ${period.from} and v.starts_at < ${period.until} and ${unitCondition(actor, "u.path")}),
    counted as (
      select key, max(label) as label, count(*) filter (where made_by <> 'walk_in')::int as booked, count(*) filter (where made_by = 'walk_in')::int as "walkIns",
        count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'no_show')::int as "noShow",
        count(*) filter (where state = 'cancelled')::int as cancelled,
        count(started_at) filter (where made_by <> 'walk_in')::int as begun,
        count(*) filter (where made_by <> 'walk_in' and started_at <= starts_at + make_interval(mins => ${onTimeMinutes}))::int as "onTime",
        count(distinct member_no) filter (where state = 'done')::int as members, count(score)::int as scores, avg(score)::float as "scoreAverage",
        count(*) filter (where score <= ${lowScore})::int as "lowScores"
      from visit group by key),
    served as materialized (select key, member_no, starts_at, done_at from visit where state = 'done' and member_no is not null),
    friend as (
      select s.key, count(distinct s.member_no)::int as friends from served s join live_code_arrival a on a.member_no = s.member_no and a.kind = 'contact'
        and a.first and a.arrived_at >= s.starts_at - interval '2 hours' and a.arrived_at < s.done_at + interval '7 days'
      group by 1),
    bought as (
      select s.key, o.id, max(o.amount_fen - o.refunded_fen) as fen, bool_or(o.paid_at < s.done_at + interval '30 days') as within30
      from served s join sales_order o on o.member_no = s.member_no and o.paid_at >= s.done_at and o.paid_at < s.done_at + interval '90 days'
      group by 1, 2),
    earned as (select key, sum(fen) filter (where within30) as in30, sum(fen) as in90 from bought group by 1)
    select c.*, coalesce(f.friends, 0) as "newFriends", coalesce(e.in30, 0)::float as "revenue30Fen", coalesce(e.in90, 0)::float as "revenue90Fen"
    from counted c left join friend f using (key) left join earned e using (key)
    order by c.done desc, c.label, c.key limit 500`.execute(db);
  return rows;
}

/** How long before and after the period orders are looked at. */
export const comparedDays = 90;

export interface ComparisonRow {
  readonly tier: TierCode;
  readonly served: number;
  readonly servedAgain: number;
  readonly servedBuyers: number;
  readonly servedKept: number;
  readonly others: number;
  readonly othersAgain: number;
  readonly othersBuyers: number;
  readonly othersKept: number;
}

/**
 * Members served in a period beside members of the same tier (today's) and of the actor's stores who were never served since its
 * beginning: who ordered in the {@link comparedDays} days after it, and of those who had ordered in as many days before it, who did
 * again. Nothing is said about causes. One pass over members and over two windows of orders.
 */
export async function compareServed(db: Db, actor: Actor, period: Period): Promise<ComparisonRow[]> {
  const { rows } = await sql<ComparisonRow>`
    with visited as materialized (
      select v.member_no, bool_or(v.done_at < ${period.until}) as within from service_visit v
      where v.done_at >= ${period.from} and v.member_no is not null group by 1),
    before as materialized (select distinct member_no from sales_order
      where paid_at >= ${period.from}::timestamptz - make_interval(days => ${comparedDays}) and paid_at < ${period.from} and member_no is not null),
    after as materialized (select distinct member_no from sales_order
      where paid_at >= ${period.until} and paid_at < ${period.until}::timestamptz + make_interval(days => ${comparedDays}) and member_no is not null),
    person as (
      select coalesce(m.tier, 'general') as tier, v.member_no is not null as served, b.member_no is not null as bought, a.member_no is not null as again
      from member m left join visited v on v.member_no = m.member_no left join before b on b.member_no = m.member_no left join after a on a.member_no = m.member_no
      where m.status = 'active' and m.registered_at < ${period.until} and ${scopeCondition(actor, "m.store_no")} and coalesce(v.within, true))
    select tier, count(*) filter (where served)::int as served, count(*) filter (where served and again)::int as "servedAgain",
      count(*) filter (where served and bought)::int as "servedBuyers", count(*) filter (where served and bought and again)::int as "servedKept",
      count(*) filter (where not served)::int as others, count(*) filter (where not served and again)::int as "othersAgain",
      count(*) filter (where not served and bought)::int as "othersBuyers", count(*) filter (where not served and bought and again)::int as "othersKept"
    from person group by tier having bool_or(served) order by served desc, tier`.execute(db);
  return rows;
}
