import { sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { creditLastTouch } from "../last-touch.ts";
import { attributionDaysOf, noFigures } from "../touchpoints/figures.ts";
import { returnOf } from "../touchpoints/rules.ts";
import type { TouchpointFigures } from "../touchpoints/schemas.ts";
import type { DrainagePlan, Tx } from "./store.ts";

export interface StepFigures extends TouchpointFigures {
  readonly people: number;
  readonly led: number;
}

export interface PlanFigures extends TouchpointFigures {
  readonly people: number;
  readonly several: number;
  readonly severalRate: number | null;
  readonly single: number;
  readonly singleRate: number | null;
}

export interface Report {
  readonly combination: PlanFigures;
  readonly steps: ReadonlyMap<number, StepFigures>;
}

interface Row extends Omit<StepFigures, "returned"> {
  readonly planNo: number;
  /** Null = the whole plan. */
  readonly position: number | null;
  readonly several: number;
  readonly severalBuyers: number;
  readonly single: number;
  readonly singleBuyers: number;
}

type Asked = Pick<DrainagePlan, "no" | "startsOn" | "endsOn">;

/**
 * What plans brought and cost, step by step and taken together, for many plans in one statement (CH-04). A person counts once per line;
 * what somebody did counts for the touchpoint that touched them last before, within the attribution window.
 */
export async function reportDrainagePlans(
  platform: Platform,
  db: Tx,
  plans: readonly Asked[],
): Promise<ReadonlyMap<number, Report>> {
  if (plans.length === 0) return new Map();
  const { timeZone } = platform.config;
  const { rows } = await sql<Row>`
    with plan as (select * from unnest(${plans.map(({ no }) => no)}::int[],
      ${plans.map(({ startsOn }) => instantOf(timeZone, startsOn))}::timestamptz[],
      ${plans.map(({ endsOn }) => instantOf(timeZone, addDays(endsOn, 1)))}::timestamptz[],
      ${plans.map(({ startsOn }) => startsOn)}::date[], ${plans.map(({ endsOn }) => endsOn)}::date[]) as p(no, start_at, end_at, first_day, last_day)),
    step as (select s.plan_no, s.position, s.touchpoint_no, t.ad_plan_no, p.start_at, p.end_at, p.first_day, p.last_day
      from plan p join drainage_step s on s.plan_no = p.no join touchpoint t on t.no = s.touchpoint_no),
    touch as materialized (select s.plan_no, s.position, t.* from step s
      join touchpoint_touch t on t.touchpoint_no = s.touchpoint_no and t.at >= s.start_at and t.at < s.end_at),
    ${creditLastTouch("touchpoint_touch", "touchpoint_no", await attributionDaysOf(db))},
    came as (select plan_no, position, count(visitor_id)::int as scans, count(distinct member_no)::int as people,
        greatest(count(distinct visitor_id), count(distinct member_no))::int as visitors
      from touch group by grouping sets ((plan_no), (plan_no, position))),
    first_touch as (select plan_no, position, member_no, min(at) as at from touch where member_no is not null group by 1, 2, 3),
    carried as (select f.plan_no, f.position, count(*)::int as led from first_touch f where exists (
      select from first_touch b where b.plan_no = f.plan_no and b.member_no = f.member_no and b.position < f.position and b.at <= f.at)
      group by 1, 2),
    brought_by as materialized (select s.plan_no, s.position, c.member_no, c.stage, c.fen,
        c.stage = 'order' and not exists (select from sales_order o where o.member_no = c.member_no and o.items > 0 and o.paid_at < c.at) as is_first
      from credited c join step s on s.touchpoint_no = c.touchpoint_no and c.touched_at >= s.start_at and c.touched_at < s.end_at),
    brought as (select plan_no, position, count(distinct member_no) filter (where stage = 'friend')::int as friends,
        count(distinct member_no) filter (where stage = 'follow')::int as followers,
        count(distinct member_no) filter (where stage = 'register')::int as members,
        count(distinct member_no) filter (where stage = 'order')::int as buyers,
        count(distinct member_no) filter (where is_first)::int as "newBuyers",
        count(*) filter (where stage = 'order')::int as orders, coalesce(sum(fen), 0)::bigint as "salesFen"
      from brought_by group by grouping sets ((plan_no), (plan_no, position))),
    depth as (select plan_no, member_no, count(*) > 1 as by_several from first_touch group by 1, 2),
    buyer as (select distinct plan_no, member_no from brought_by where stage = 'order'),
    reach as (select d.plan_no, count(*) filter (where by_several)::int as several,
        count(b.member_no) filter (where by_several)::int as "severalBuyers", count(*) filter (where not by_several)::int as single,
        count(b.member_no) filter (where not by_several)::int as "singleBuyers"
      from depth d left join buyer b using (plan_no, member_no) group by 1),
    spent as (select plan_no, position, sum(fen)::bigint as fen from (
        select s.plan_no, s.position, d.amount_fen as fen from step s join touchpoint_spend d on d.touchpoint_no = s.touchpoint_no
          and d.day between s.first_day and s.last_day where s.ad_plan_no is null
        union all
        select s.plan_no, s.position, d.amount_fen from step s join ad_spend d on d.plan_no = s.ad_plan_no
          and d.day between s.first_day and s.last_day) x
      group by grouping sets ((plan_no), (plan_no, position))),
    line as (select no as plan_no, null::int as position from plan union all select plan_no, position from step)
    select l.plan_no as "planNo", l.position, coalesce(scans, 0) as scans, coalesce(people, 0) as people, coalesce(visitors, 0) as visitors,
      coalesce(led, 0) as led, coalesce(friends, 0) as friends, coalesce(followers, 0) as followers, coalesce(members, 0) as members,
      coalesce(buyers, 0) as buyers, coalesce("newBuyers", 0) as "newBuyers", coalesce(orders, 0) as orders,
      coalesce("salesFen", 0)::bigint as "salesFen", coalesce(s.fen, 0)::bigint as "spendFen", coalesce(several, 0) as several,
      coalesce("severalBuyers", 0) as "severalBuyers", coalesce(single, 0) as single, coalesce("singleBuyers", 0) as "singleBuyers"
    from line l left join came c on c.plan_no = l.plan_no and c.position is not distinct from l.position
      left join carried a on a.plan_no = l.plan_no and a.position = l.position
      left join brought b on b.plan_no = l.plan_no and b.position is not distinct from l.position
      left join spent s on s.plan_no = l.plan_no and s.position is not distinct from l.position
      left join reach r on r.plan_no = l.plan_no and l.position is null`.execute(db);
  return new Map(plans.map(({ no }) => [no, reportOf(rows.filter(({ planNo }) => planNo === no))] as const));
}

const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function reportOf(rows: readonly Row[]): Report {
  const steps = new Map<number, StepFigures>();
  let combination: PlanFigures = {
    ...noFigures,
    people: 0,
    several: 0,
    severalRate: null,
    single: 0,
    singleRate: null,
  };
  for (const { planNo: _no, position, several, severalBuyers, single, singleBuyers, led, ...row } of rows) {
    const figures = { ...row, returned: returnOf(row.salesFen, row.spendFen) };
    if (position === null)
      combination = {
        ...figures,
        several,
        severalRate: rate(severalBuyers, several),
        single,
        singleRate: rate(singleBuyers, single),
      };
    else steps.set(position, { ...figures, led });
  }
  return { combination, steps };
}

export interface Singles {
  readonly plans: number;
  readonly salesFen: number;
  readonly spendFen: number;
  readonly returned: number | null;
  readonly times: number | null;
}

/** Plans of one touchpoint taken together, and how much more each yuan of this plan brings (CH-04: nearly double was found). */
export function singlesOf(reports: Iterable<Report>, own: PlanFigures): Singles {
  const paid = [...reports].map(({ combination }) => combination).filter(({ spendFen }) => spendFen > 0);
  const salesFen = paid.reduce((sum, each) => sum + each.salesFen, 0);
  const spendFen = paid.reduce((sum, each) => sum + each.spendFen, 0);
  const returned = returnOf(salesFen, spendFen);
  const times = returned === null || returned === 0 || own.returned === null ? null : own.returned / returned;
  return { plans: paid.length, salesFen, spendFen, returned, times };
}
