import { type RawBuilder, sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { costOf } from "../ad-plans/rules.ts";
import { funnel, valueDays } from "../funnel.ts";
import { attributionDaysOf } from "../touchpoints/figures.ts";
import type { Counted } from "./rules.ts";
import type { CooperationFigures } from "./schemas.ts";
import type { Cooperation, Tx } from "./store.ts";
import type { Flow } from "./vocabulary.ts";

export type Asked = Pick<Cooperation, "no" | "startsOn" | "endsOn">;

interface Row
  extends Omit<
    CooperationFigures,
    "asOf" | "attributionDays" | "mature30" | "mature90" | "newPersonCostFen" | "valuePerBuyerFen"
  > {
  readonly no: number;
  readonly days: readonly CooperationDay[];
}

export interface CooperationDay {
  readonly day: string;
  readonly visitors: number;
  readonly newPeople: number;
  readonly buyers: number;
}

export interface CooperationReport {
  readonly figures: CooperationFigures;
  /** Day by day: who came for the first time, who became friend or member, who bought. */
  readonly days: readonly CooperationDay[];
}

/**
 * SQL: the funnel's common table expressions for cooperations: a day of touches from the first to the last day of each; what somebody
 * did counts for the cooperation that touched them last before.
 */
export function cooperationFunnel(
  platform: Platform,
  asked: readonly Asked[],
  attributionDays: number,
): RawBuilder<unknown> {
  const { timeZone } = platform.config;
  const parts = asked.map(({ no, startsOn, endsOn }) => ({
    group: no,
    source: no,
    startAt: instantOf(timeZone, startsOn),
    endAt: instantOf(timeZone, addDays(endsOn, 1)),
  }));
  return funnel(parts, { view: "cooperation_touch", source: "cooperation_no", way: "link_no" }, attributionDays);
}

/** SQL: common table expressions of what stands beside the people: openings, groups, coupons, the partner's links, costs. */
const beside = sql`
    opened as (select no, sum(visits)::int as visits from (
        select no, way, greatest(count(visitor_id), count(*) - count(visitor_id)) as visits from touch where way <> '' group by 1, 2) w
      group by 1),
    arrived as (
      select p.no, count(*)::int as arrivals, (count(*) filter (where a.left_at is not null))::int as left_since,
        (count(*) filter (where a.kind = 'group'))::int as group_joins
      from part p join cooperation_channel k on k.cooperation_no = p.no and k.flow = 'to_us' join content_link l on l.no = k.link_no
      join live_code_arrival a on a.code_id = l.code_id and a.arrived_at >= p.start_at and a.arrived_at < p.end_at group by 1),
    taken as (
      select p.no, (count(*) filter (where k.claimed_at is not null))::int as claimed, (count(*) filter (where k.state = 'used'))::int as used
      from part p join cooperation_coupon c on c.cooperation_no = p.no join coupon k on k.batch_id = c.batch_id group by 1),
    sent_out as (
      select p.no, count(*)::int as clicks
      from part p join cooperation_channel k on k.cooperation_no = p.no and k.flow = 'to_them' join content_link l on l.no = k.link_no
      join live_code_visit v on v.code_id = l.code_id and v.ignored is null and v.at >= p.start_at and v.at < p.end_at group by 1),
    cost as (
      select e.cooperation_no as no, sum(e.amount)::bigint as fen from part p join cooperation_entry e on e.cooperation_no = p.no
      where e.measure = 'cost_fen' and e.flow = 'to_us' and e.told_by = 'us' group by 1)`;

/** SQL: common table expressions of the people themselves, per cooperation and per day. */
const people = (timeZone: string) => sql`
    worth as (
      select p.no, sum(o.amount_fen - o.refunded_fen)::bigint as fen from person p join sales_order o on o.member_no = p.member_no and o.items > 0
        and o.paid_at >= p.at_visit and o.paid_at < p.at_visit + interval '30 days'
      where p.at_order is not null group by 1),
    reached as (
      select p.no, count(*)::int as known, count(at_reserve)::int as reservations, count(at_friend)::int as friends,
        count(at_follow)::int as followers, count(at_register)::int as members, count(at_order)::int as buyers,
        (count(*) filter (where b.is_new))::int as new_buyers, sum(p.orders)::int as orders, sum(p.fen)::bigint as sales_fen,
        coalesce(sum(b.value), 0)::bigint as value_fen,
        (count(*) filter (where m.registered_at < p.at_visit or exists (select from sales_order o where o.member_no = p.member_no
          and o.items > 0 and o.paid_at < p.at_visit)))::int as already
      from person p left join member m on m.member_no = p.member_no left join bought b on b.no = p.no and b.member_no = p.member_no
      group by 1),
    comer as (select no, count(*)::int as visitors from first group by 1),
    day as (
      select no, day, sum(visitors)::int as visitors, sum(new_people)::int as new_people, sum(buyers)::int as buyers from (
        select no, (at at time zone ${timeZone})::date as day, count(*) as visitors, 0 as new_people, 0 as buyers from first group by 1, 2
        union all select no, (least(at_friend, at_register) at time zone ${timeZone})::date, 0, count(*), 0 from person
          where least(at_friend, at_register) is not null group by 1, 2
        union all select no, (at_order at time zone ${timeZone})::date, 0, 0, count(*) from person where at_order is not null group by 1, 2) d
      group by 1, 2),
    days as (select no, jsonb_agg(jsonb_build_object('day', day, 'visitors', visitors, 'newPeople', new_people, 'buyers', buyers)
      order by day) as days from day group by 1)`;

/**
 * What each cooperation brought us (CH-32), in one statement: openings, arrivals, events, coupons and orders as they happened. People who
 * came between its first and last day, with all they did since within the windows.
 */
export async function reportCooperations(
  platform: Platform,
  db: Tx,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, CooperationReport>> {
  if (asked.length === 0) return new Map();
  const attributionDays = await attributionDaysOf(db);
  const { timeZone } = platform.config;
  const { rows } = await sql<Row>`
    with ${cooperationFunnel(platform, asked, attributionDays)}, ${beside}, ${people(timeZone)}
    select p.no, coalesce(o.visits, 0) as visits, coalesce(f.visitors, 0) as visitors, coalesce(r.known, 0) as known,
      coalesce(r.already, 0) as already, coalesce(r.reservations, 0) as reservations, coalesce(r.friends, 0) as friends,
      coalesce(r.followers, 0) as followers, coalesce(r.members, 0) as members, coalesce(r.buyers, 0) as buyers,
      coalesce(r.new_buyers, 0) as "newBuyers", coalesce(r.orders, 0) as orders, coalesce(r.sales_fen, 0)::bigint as "salesFen",
      coalesce(w.fen, 0)::bigint as "value30Fen", coalesce(r.value_fen, 0)::bigint as "value90Fen",
      coalesce(a.group_joins, 0) as "groupJoins", coalesce(a.left_since, 0) as "left", coalesce(a.arrivals, 0) as arrivals,
      coalesce(t.claimed, 0) as "couponsClaimed", coalesce(t.used, 0) as "couponsUsed", coalesce(s.clicks, 0) as "clicksOut",
      coalesce(c.fen, 0)::bigint as "costFen", coalesce(d.days, '[]') as days
    from part p left join opened o using (no) left join comer f using (no) left join reached r using (no) left join worth w using (no)
    left join arrived a using (no) left join taken t using (no) left join sent_out s using (no) left join cost c using (no)
    left join days d using (no)`.execute(db);
  const now = platform.clock.now();
  const endOf = new Map(asked.map(({ no, endsOn }) => [no, endsOn]));
  return new Map(
    rows.map(({ no, days, ...row }) => {
      const passed = (count: number) => instantOf(timeZone, addDays(endOf.get(no) ?? "", 1 + count)) <= now;
      const figures: CooperationFigures = {
        ...row,
        asOf: now.toISOString(),
        attributionDays,
        mature30: passed(30),
        mature90: passed(valueDays),
        newPersonCostFen: row.costFen === 0 ? null : costOf(row.costFen, row.friends + row.groupJoins + row.members),
        valuePerBuyerFen: costOf(row.value90Fen, row.buyers),
      };
      return [no, { figures, days }] as const;
    }),
  );
}

/** What the system counts of both ways, by measure. */
export function countedOf(
  figures: CooperationFigures,
  has: { readonly ways: boolean; readonly coupons: boolean; readonly theirLinks: boolean },
): Record<Flow, Counted> {
  const { visits, friends, groupJoins, members, newBuyers, salesFen, couponsUsed, clicksOut } = figures;
  return {
    to_us: {
      ...(has.ways && { clicks: visits, friends, group_joins: groupJoins }),
      ...((has.ways || has.coupons) && { members, first_orders: newBuyers, sales_fen: salesFen }),
      ...(has.coupons && { coupons_used: couponsUsed }),
    },
    to_them: has.theirLinks ? { clicks: clicksOut } : {},
  };
}
