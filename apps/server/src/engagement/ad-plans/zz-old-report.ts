import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";
import { creditLastTouch } from "../zz-old-last-touch.ts";
import { type AdStage, adChains, adStages, costOf } from "./rules.ts";
import type { figuresSchema } from "./schemas.ts";
import type { AdPlan, Tx } from "./store.ts";

export type Figures = z.output<typeof figuresSchema>;

/** Days for which what a buyer brings is set against what they cost (AQ-20). */
export const valueDays = 90;

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
  readonly any: Readonly<Record<AdStage, number>>;
  readonly spendFen: number;
  readonly impressions: number | null;
  readonly clicks: number | null;
}

const timed = Object.keys(adStages) as AdStage[];
const timeOf = (stage: AdStage): RawBuilder<unknown> => sql.ref(`at_${stage}`);

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

/** SQL: the ways into each plan. Who opened a page may be a member later, so the larger of both is how many came at least. */
const ways = sql`(select plan_no, code_id, count(distinct visitor_id) as openers, count(distinct member_no) as members from touch group by 1, 2) w`;

/**
 * SQL: common table expressions up to `person`, one row per plan and person whom it reached in its period, with the time of each stage.
 * What somebody did counts for the plan that touched them last before, within the attribution window; so nothing counts twice.
 */
function people(platform: Platform, asked: readonly Asked[], attributionDays: number): RawBuilder<unknown> {
  const { timeZone } = platform.config;
  const days = asked.map(periodOf);
  const times = timed.filter((stage) => stage !== "visit");
  return sql`
    plan as (select * from unnest(${asked.map(({ plan }) => plan.no)}::int[], ${asked.map(({ plan }) => plan.chain)}::text[],
      ${days.map(({ from }) => instantOf(timeZone, from))}::timestamptz[], ${days.map(({ to }) => instantOf(timeZone, addDays(to, 1)))}::timestamptz[],
      ${days.map(({ from }) => from)}::date[], ${days.map(({ to }) => to)}::date[]) as p(no, chain, start_at, end_at, first_day, last_day)),
    touch as materialized (select t.* from plan p join ad_plan_touch t on t.plan_no = p.no and t.at >= p.start_at and t.at < p.end_at),
    came as (select plan_no, member_no, min(at) as at_visit from touch where member_no is not null group by 1, 2),
    ${creditLastTouch("ad_plan_touch", "plan_no", attributionDays)},
    passed as (
      select c.plan_no, c.member_no, ${sql.join(
        times.map((stage) => sql`min(c.at) filter (where c.stage = ${sql.lit(stage)}) as ${sql.ref(`at_${stage}`)}`),
      )},
        count(*) filter (where c.stage = 'order') as orders, coalesce(sum(c.fen), 0) as fen,
        (array_agg(c.fen order by c.at) filter (where c.stage = 'order'))[1] as first_fen
      from credited c join plan p on p.no = c.plan_no and c.touched_at >= p.start_at and c.touched_at < p.end_at group by 1, 2),
    person as (
      select p.no, p.chain, came.member_no, came.at_visit, ${sql.join(times.map(timeOf))}, coalesce(s.orders, 0) as orders,
        coalesce(s.fen, 0) as fen, coalesce(s.first_fen, 0) as first_fen
      from plan p join came on came.plan_no = p.no left join passed s on s.plan_no = p.no and s.member_no = came.member_no)`;
}

export function periodOf({ plan, from, to }: Asked): { readonly from: string; readonly to: string } {
  return { from: from ?? plan.startsOn, to: to ?? plan.endsOn };
}

/**
 * What each plan brought and cost (AQ-20, CH-30): people by stage from openings, arrivals, events and orders, never typed in; the spend is
 * what was recorded. People who came in the period, with all that they did since within the windows.
 */
export async function reportPlans(
  platform: Platform,
  db: Tx,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, Figures>> {
  if (asked.length === 0) return new Map();
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const mini = sql`least(at_mini, at_order)`;
  const { rows } = await sql<Row>`
    with ${people(platform, asked, attributionDays)},
    opened as (
      select plan_no, sum(greatest(openers, members))::int as visitors from ${ways} group by 1),
    known as (
      select x.no, count(*) filter (where is_new and at_order is not null)::int as "newBuyers", sum(orders)::int as orders, sum(fen)::bigint as "salesFen",
        count(*) filter (where again)::int as "repeatBuyers", count(*) filter (where at_follow < ${mini})::int as "followedFirst",
        count(*) filter (where ${mini} < at_follow)::int as "miniFirst", sum(first_fen)::bigint as "firstFen", coalesce(sum(value), 0)::bigint as "valueFen",
        array[${sql.join([1, 2, 3, 4, 5].map((n) => sql`count(*) filter (where ${passed(n)})::int`))}] as passed,
        jsonb_build_object(${sql.join(timed.map((stage) => sql`${sql.lit(stage)}, count(${timeOf(stage)})`))}) as any
      from (
        select person.*, ${chainTimes} as times, b.is_new, b.again, b.value from person left join lateral (
          select not exists (select from sales_order o where o.member_no = person.member_no and o.items > 0 and o.paid_at < person.at_order) as is_new,
            coalesce(bool_or(o.paid_at > person.at_order and o.paid_at < person.at_order + make_interval(days => ${valueDays})), false) as again,
            sum(o.amount_fen - o.refunded_fen) filter (where o.paid_at < person.at_visit + make_interval(days => ${valueDays})) as value
          from sales_order o where o.member_no = person.member_no and o.items > 0 and o.paid_at >= person.at_visit
            and person.at_order is not null) b on person.at_order is not null) x
      group by x.no),
    spent as (select s.plan_no, sum(s.amount_fen)::bigint as fen, sum(s.impressions)::bigint as impressions, sum(s.clicks)::bigint as clicks
      from ad_spend s join plan p on p.no = s.plan_no and s.day between p.first_day and p.last_day group by 1)
    select p.no, coalesce(o.visitors, 0) as visitors, coalesce(k."newBuyers", 0) as "newBuyers", coalesce(k.orders, 0) as orders,
      coalesce(k."salesFen", 0) as "salesFen", coalesce(k."repeatBuyers", 0) as "repeatBuyers", coalesce(k."followedFirst", 0) as "followedFirst",
      coalesce(k."miniFirst", 0) as "miniFirst", coalesce(k."firstFen", 0) as "firstFen", coalesce(k."valueFen", 0) as "valueFen",
      coalesce(k.passed, '{0,0,0,0,0}') as passed, coalesce(k.any, '{}') as any, coalesce(s.fen, 0) as "spendFen", s.impressions, s.clicks
    from plan p left join opened o on o.plan_no = p.no left join known k on k.no = p.no left join spent s on s.plan_no = p.no`.execute(
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
        [row.no, { from, to, ...figuresOf(row, one.plan.chain, attributionDays), isMature: end <= now }] as const,
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
  const count = (stage: AdStage) => (stage === "visit" ? visitors : (row.any[stage] ?? 0));
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

/** A plan day by day: what was spent, who came for the first time, and who bought for the first time. */
export async function planDays(
  platform: Platform,
  db: Tx,
  asked: Asked,
): Promise<{ day: string; spendFen: number; visitors: number; buyers: number }[]> {
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const zone = platform.config.timeZone;
  const { rows } = await sql<{ day: string; spendFen: number; visitors: number; buyers: number }>`
    with ${people(platform, [asked], attributionDays)},
    first as (
      select min(t.at) as at from touch t join ${ways} on w.code_id is not distinct from t.code_id and w.openers >= w.members
        where t.visitor_id is not null group by t.code_id, t.visitor_id
      union all select min(t.at) from touch t join ${ways} on w.code_id is not distinct from t.code_id and w.openers < w.members
        where t.member_no is not null group by t.code_id, t.member_no),
    counted as (
      select (at at time zone ${zone})::date as day, 1 as visitors, 0 as buyers, 0::bigint as fen from first
      union all select (at_order at time zone ${zone})::date, 0, 1, 0 from person where at_order is not null
      union all select s.day, 0, 0, s.amount_fen from ad_spend s join plan p on p.no = s.plan_no and s.day between p.first_day and p.last_day)
    select day, sum(fen)::bigint as "spendFen", sum(visitors)::int as visitors, sum(buyers)::int as buyers from counted group by day order by day`.execute(
    db,
  );
  return rows;
}
