import { type RawBuilder, sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";

/** What came through a link. */
export interface LinkFigures {
  /** Openings of the link, or steps that name it, whichever are more: the page behind an opened link names it again. */
  readonly visits: number;
  /** People of each link: by browser or by member, whichever are more, since one may be both. */
  readonly visitors: number;
  /** New contacts and group members, when it leads to a live code. */
  readonly friends: number;
  readonly groupJoins: number;
  readonly buyers: number;
  readonly orders: number;
  /** Fen, refunds taken off. */
  readonly salesFen: number;
}

export const noLinkFigures: LinkFigures = {
  visits: 0,
  visitors: 0,
  friends: 0,
  groupJoins: 0,
  buyers: 0,
  orders: 0,
  salesFen: 0,
};

export interface Days {
  /** Business days, both included. */
  readonly from: string;
  readonly to: string;
}

/**
 * What each link brought by touches of the days named. An order counts for the content link that its buyer touched last before,
 * within the codes' attribution window, so that nothing counts twice. Links without anything are absent.
 */
export function linkFigures(
  platform: Platform,
  linkNos: readonly number[],
  days: Days,
): Promise<ReadonlyMap<number, LinkFigures>> {
  return figuresBy(platform, linkNos, days, sql`t.link_no`);
}

/** The same per week of the touches, for several links together; weeks by their Monday. */
export function linkWeeks(
  platform: Platform,
  linkNos: readonly number[],
  days: Days,
): Promise<ReadonlyMap<string, LinkFigures>> {
  return figuresBy(
    platform,
    linkNos,
    days,
    sql`to_char(date_trunc('week', t.at at time zone ${platform.config.timeZone}), 'YYYY-MM-DD')`,
  );
}

async function figuresBy<Key extends number | string>(
  platform: Platform,
  linkNos: readonly number[],
  { from, to }: Days,
  key: RawBuilder<unknown>,
): Promise<ReadonlyMap<Key, LinkFigures>> {
  if (linkNos.length === 0) return new Map();
  const { timeZone } = platform.config;
  const { attributionDays } = (await readSetting(platform.db, codeSetting)).value;
  const [start, end] = [instantOf(timeZone, from), instantOf(timeZone, addDays(to, 1))];
  const nos = sql`${[...linkNos]}::int[]`;
  const { rows } = await sql<LinkFigures & { key: Key }>`
    with touch as materialized (
      select t.link_no, t.member_no, t.visitor_id, t.at, ${key} as key from content_link_touch t
      where t.link_no = any(${nos}) and t.at >= ${start} and t.at < ${end}),
    came as (
      select key, sum(visits)::int as visits, sum(visitors)::int as visitors
      from (select key, link_no, greatest(count(visitor_id), count(*) - count(visitor_id)) as visits,
          greatest(count(distinct visitor_id), count(distinct member_no)) as visitors
        from touch group by 1, 2) w
      group by 1),
    arrived as (
      select ${key} as key, (count(*) filter (where t.kind = 'contact'))::int as friends, (count(*) filter (where t.kind = 'group'))::int as "groupJoins"
      from (select l.no as link_no, a.kind, a.arrived_at as at from live_code_arrival a join content_link l on l.code_id = a.code_id
        where l.no = any(${nos}) and a.arrived_at >= ${start} and a.arrived_at < ${end}) t group by 1),
    bought as (
      select distinct on (o.id) o.id, o.member_no, o.amount_fen - o.refunded_fen as fen, t.link_no, t.at, ${key} as key
      from sales_order o join content_link_touch t on t.member_no = o.member_no and o.paid_at >= t.at
        and o.paid_at < t.at + make_interval(days => ${attributionDays})
      where o.items > 0 and o.paid_at >= ${start} and o.member_no in (select member_no from touch where member_no is not null)
      order by o.id, t.at desc, t.link_no desc),
    sold as (select key, count(distinct member_no)::int as buyers, count(*)::int as orders, sum(fen)::bigint as "salesFen" from bought
      where link_no = any(${nos}) and at >= ${start} and at < ${end} group by key)
    select key, coalesce(c.visits, 0) as visits, coalesce(c.visitors, 0) as visitors, coalesce(a.friends, 0) as friends,
      coalesce(a."groupJoins", 0) as "groupJoins", coalesce(s.buyers, 0) as buyers, coalesce(s.orders, 0) as orders,
      coalesce(s."salesFen", 0)::bigint as "salesFen"
    from came c full join arrived a using (key) full join sold s using (key)`.execute(platform.db);
  return new Map(rows.map(({ key: of, ...figures }) => [of, { ...figures, salesFen: Number(figures.salesFen) }]));
}
