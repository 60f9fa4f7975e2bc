import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";
import { countByStage, funnel, timeOf, valueDays } from "../funnel.ts";
import { type AdStage, adChains, adStages, costOf } from "./rules.ts";
import type { figuresSchema } from "./schemas.ts";
import type { AdPlan, Tx } from "./store.ts";

export type Figures = Omit<z.output<typeof figuresSchema>, "asOf">;

/** What was spent on a day, who came for the first time, and who bought for the first time. */
export interface PlanDay {
  readonly day: string;
  readonly spendFen: number;
  readonly visitors: number;
  readonly buyers: number;
}

export interface PlanReport {
  readonly figures: Figures;
  readonly days: readonly PlanDay[];
}

export interface Asked {
  readonly plan: Pick<AdPlan, "no" | "chain" | "startsOn" | "endsOn">;
  /** The plan's own first and last day unless said. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Row {
  readonly no: number;
  readonly visitors: number;
  readonly newBuyers: number;
  readonly orders: number;
  readonly salesFen: number;
  readonly repeatBuyers: number;
  readonly followedFirst: number;
  readonly miniFirst: number;
  readonly firstFen: number;
  readonly valueFen: number;
  /** People known by name who passed so many stages of the chain in its order: `passed[0]` the first. */
  readonly passed: readonly number[];
  /** People who passed a stage, after whichever others. */
  readonly byStage: Readonly<Record<AdStage, number>>;
  readonly spendFen: number;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly days: readonly PlanDay[];
}

/** SQL: when a person passed each stage of the plan's chain. */
const chainTimes = sql`case chain ${sql.join(
  Object.entries(adChains).map(
    ([code, { stages }]) => sql`when ${sql.lit(code)} then array[${sql.join(stages.map(timeOf))}]`,
  ),
  sql` `,
)} end`;

/** SQL: passed the first `n` stages one after the other. */
function passed(n: number): RawBuilder<unknown> {
  const steps = Array.from({ length: n - 1 }, (_, at) => sql`times[${sql.lit(at + 2)}] >= times[${sql.lit(at + 1)}]`);
  return steps.length === 0 ? sql`true` : sql.join(steps, sql` and `);
}

/** SQL: common table expressions of the plans asked for, their days, and whom they reached (`funnel`). */
function people({ config: { timeZone } }: Platform, asked: readonly Asked[], attributionDays: number) {
  const days = asked.map(periodOf);
  const parts = asked.map(({ plan }, at) => {
    const { from, to } = days[at] as { from: string; to: string };
    return {
      group: plan.no,
      source: plan.no,
      startAt: instantOf(timeZone, from),
      endAt: instantOf(timeZone, addDays(to, 1)),
    };
  });
  return sql`
    plan as (select * from unnest(${asked.map(({ plan }) => plan.no)}::int[], ${asked.map(({ plan }) => plan.chain)}::text[],
      ${days.map(({ from }) => from)}::date[], ${days.map(({ to }) => to)}::date[]) as p(no, chain, first_day, last_day)),
    ${funnel(parts, { view: "ad_plan_touch", source: "plan_no", way: "code_id" }, attributionDays)}`;
}

export function periodOf({ plan, from, to }: Asked): { readonly from: string; readonly to: string } {
  return { from: from ?? plan.startsOn, to: to ?? plan.endsOn };
}

/** SQL: common table expressions that sum up per plan: `known` people, what was `spent`, and the `days`. */
function sums(timeZone: string): RawBuilder<unknown> {
  const mini = sql`least(at_mini, at_order)`;
  return sql`
    reached as (
      select x.no, count(*) filter (where is_new)::int as new_buyers, sum(orders)::int as orders, sum(fen)::bigint as sales_fen,
        count(*) filter (where again)::int as repeat_buyers, count(*) filter (where at_follow < ${mini})::int as followed_first,
        count(*) filter (where ${mini} < at_follow)::int as mini_first, sum(first_fen)::bigint as first_fen, coalesce(sum(value), 0)::bigint as value_fen,
        array[${sql.join([1, 2, 3, 4, 5].map((n) => sql`count(*) filter (where ${passed(n)})::int`))}] as passed,
        ${countByStage} as by_stage
      from (select person.*, ${chainTimes} as times, b.is_new, b.again, b.value
        from person join plan using (no) left join bought b on b.no = person.no and b.member_no = person.member_no) x
      group by x.no),
    spend as (select s.* from ad_spend s join plan p on p.no = s.plan_no and s.day between p.first_day and p.last_day),
    spent as (select plan_no, sum(amount_fen)::bigint as fen, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks
      from spend group by 1),
    day as (
      select plan_no, day, sum(fen)::bigint as fen, sum(visitors)::int as visitors, sum(buyers)::int as buyers from (
        select no as plan_no, (at at time zone ${timeZone})::date as day, count(*) as visitors, 0 as buyers, 0::bigint as fen from first group by 1, 2
        union all select no, (at_order at time zone ${timeZone})::date, 0, count(*), 0 from person where at_order is not null group by 1, 2
        union all select plan_no, day, 0, 0, amount_fen from spend) counted
      group by 1, 2),
    days as (select plan_no, sum(visitors)::int as visitors, jsonb_agg(jsonb_build_object('day', day, 'spendFen', fen, 'visitors', visitors,
      'buyers', buyers) order by day) as days from day group by 1)`;
}

/**
 * What each plan brought and cost (AQ-20, CH-30), as a whole and day by day: people by stage from openings, arrivals, events and orders,
 * never typed in; the spend is what was recorded. People who came in the period, with all that they did since within the windows.
 */
export async function reportPlans(
  platform: Platform,
  db: Tx,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, PlanReport>> {
  if (asked.length === 0) return new Map();
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const { rows } = await sql<Row>`
    with ${people(platform, asked, attributionDays)}, ${sums(platform.config.timeZone)}
    select p.no, coalesce(d.visitors, 0) as visitors, coalesce(r.new_buyers, 0) as "newBuyers", coalesce(r.orders, 0) as orders,
      coalesce(r.sales_fen, 0) as "salesFen", coalesce(r.repeat_buyers, 0) as "repeatBuyers", coalesce(r.followed_first, 0) as "followedFirst",
      coalesce(r.mini_first, 0) as "miniFirst", coalesce(r.first_fen, 0) as "firstFen", coalesce(r.value_fen, 0) as "valueFen",
      coalesce(r.passed, '{0,0,0,0,0}') as passed, coalesce(r.by_stage, '{}') as "byStage", coalesce(s.fen, 0) as "spendFen",
      s.impressions, s.clicks, coalesce(d.days, '[]') as days
    from plan p left join days d on d.plan_no = p.no left join reached r on r.no = p.no left join spent s on s.plan_no = p.no`.execute(
    db,
  );
  const now = platform.clock.now();
  const byNo = new Map(rows.map((row) => [row.no, row]));
  return new Map(
    asked.flatMap((one) => {
      const row = byNo.get(one.plan.no);
      if (!row) return [];
      const { from, to } = periodOf(one);
      const end = instantOf(platform.config.timeZone, addDays(to, 1 + valueDays));
      return [
        [
          row.no,
          {
            figures: { from, to, ...figuresOf(row, one.plan.chain, attributionDays), isMature: end <= now },
            days: row.days,
          },
        ] as const,
      ];
    }),
  );
}

function figuresOf(
  row: Row,
  chain: AdPlan["chain"],
  attributionDays: number,
): Omit<Figures, "from" | "to" | "isMature"> {
  const { spendFen, visitors } = row;
  const count = (stage: AdStage) => (stage === "visit" ? visitors : (row.byStage[stage] ?? 0));
  const buyers = count("order");
  const stages: readonly AdStage[] = adChains[chain].stages;
  const passedBy = (at: number) => (at === 0 ? visitors : (row.passed[at] ?? 0));
  const buyerCostFen = costOf(spendFen, buyers);
  const valueFen = costOf(row.valueFen, buyers);
  return {
    spendFen,
    impressions: row.impressions,
    clicks: row.clicks,
    path: stages.map((stage, at) => ({
      stage,
      label: adStages[stage].label,
      meaning: adStages[stage].meaning,
      people: passedBy(at),
      anyOrder: count(stage),
      rate: at === 0 || passedBy(at - 1) === 0 ? null : passedBy(at) / passedBy(at - 1),
      costFen: costOf(spendFen, passedBy(at)),
    })),
    visitors,
    friends: count("friend"),
    followers: count("follow"),
    registered: count("register"),
    buyers,
    newBuyers: row.newBuyers,
    orders: row.orders,
    salesFen: row.salesFen,
    repeatBuyers: row.repeatBuyers,
    repeatRate: buyers === 0 ? null : row.repeatBuyers / buyers,
    followedFirst: row.followedFirst,
    miniFirst: row.miniFirst,
    visitorCostFen: costOf(spendFen, visitors),
    friendCostFen: costOf(spendFen, count("friend")),
    followerCostFen: costOf(spendFen, count("follow")),
    buyerCostFen,
    newBuyerCostFen: costOf(spendFen, row.newBuyers),
    firstOrderFen: costOf(row.firstFen, buyers),
    valueFen,
    valueDays,
    attributionDays,
    paysBack: buyerCostFen === null || valueFen === null || spendFen === 0 ? null : valueFen > buyerCostFen,
  };
}
