import { sql } from "kysely";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";
import { creditLastTouch } from "../last-touch.ts";
import { returnOf } from "./rules.ts";
import type { TouchpointFigures } from "./schemas.ts";
import type { Tx } from "./store.ts";

/** Days of a calendar, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const noFigures: TouchpointFigures = {
  scans: 0,
  visitors: 0,
  friends: 0,
  followers: 0,
  members: 0,
  buyers: 0,
  newBuyers: 0,
  orders: 0,
  salesFen: 0,
  spendFen: 0,
  returned: null,
};

/** The days asked for; the last thirty unless said otherwise. */
export function daysOf({ clock, config }: Platform, asked: { readonly from?: string; readonly to?: string }): Days {
  const to = asked.to ?? dayIn(config.timeZone, clock.now());
  return { from: asked.from ?? addDays(to, -29), to };
}

export const attributionDaysOf = async (db: Tx): Promise<number> =>
  (await readSetting(db, codeSetting)).value.attributionDays;

/** SQL: the first instant of the days and the first after them. */
export const boundsOf = (timeZone: string, { from, to }: Days) => ({
  start: instantOf(timeZone, from),
  end: instantOf(timeZone, addDays(to, 1)),
});

/** SQL: what the days of touchpoints cost, by touchpoint: their own spend, or that of their ad plan. */
export const spentOn = ({ from, to }: Days) => sql`
  select no, sum(fen)::bigint as fen from (
    select s.touchpoint_no as no, s.amount_fen as fen from touchpoint_spend s where s.day between ${from}::date and ${to}::date
    union all
    select t.no, s.amount_fen from ad_spend s join touchpoint t on t.ad_plan_no = s.plan_no where s.day between ${from}::date and ${to}::date
  ) spent group by no`;

/**
 * What touchpoints brought and cost in some days, in one statement: openings, arrivals, events and orders as they happened. What
 * somebody did counts for the touchpoint that touched them last before, within the attribution window, so nothing counts twice.
 */
export async function figuresOf(
  platform: Platform,
  db: Tx,
  nos: readonly number[],
  days: Days,
): Promise<ReadonlyMap<number, TouchpointFigures>> {
  if (nos.length === 0) return new Map();
  const { start, end } = boundsOf(platform.config.timeZone, days);
  const window = await attributionDaysOf(db);
  const { rows } = await sql<Omit<TouchpointFigures, "returned"> & { no: number }>`
    with asked as (select unnest(${[...nos]}::int[]) as no),
    touch as materialized (select t.* from asked join touchpoint_touch t on t.touchpoint_no = asked.no where t.at >= ${start} and t.at < ${end}),
    ${creditLastTouch("touchpoint_touch", "touchpoint_no", window)},
    came as (select touchpoint_no as no, count(visitor_id)::int as scans,
      greatest(count(distinct visitor_id), count(distinct member_no))::int as visitors from touch group by 1),
    brought as (
      select touchpoint_no as no, count(distinct member_no) filter (where stage = 'friend')::int as friends,
        count(distinct member_no) filter (where stage = 'follow')::int as followers,
        count(distinct member_no) filter (where stage = 'register')::int as members,
        count(distinct member_no) filter (where stage = 'order')::int as buyers,
        count(distinct member_no) filter (where is_first)::int as "newBuyers",
        count(*) filter (where stage = 'order')::int as orders, coalesce(sum(fen), 0)::bigint as "salesFen"
      from (select c.*, c.stage = 'order' and not exists (select from sales_order o where o.member_no = c.member_no and o.items > 0
          and o.paid_at < c.at) as is_first
        from credited c where c.touched_at >= ${start} and c.touched_at < ${end}) c group by 1),
    spent as (${spentOn(days)})
    select asked.no, coalesce(scans, 0) as scans, coalesce(visitors, 0) as visitors, coalesce(friends, 0) as friends,
      coalesce(followers, 0) as followers, coalesce(members, 0) as members, coalesce(buyers, 0) as buyers,
      coalesce("newBuyers", 0) as "newBuyers", coalesce(orders, 0) as orders, coalesce("salesFen", 0)::bigint as "salesFen",
      coalesce(s.fen, 0)::bigint as "spendFen"
    from asked left join came on came.no = asked.no left join brought on brought.no = asked.no left join spent s on s.no = asked.no`.execute(
    db,
  );
  return new Map(
    rows.map(({ no, ...row }) => [no, { ...row, returned: returnOf(row.salesFen, row.spendFen) }] as const),
  );
}
