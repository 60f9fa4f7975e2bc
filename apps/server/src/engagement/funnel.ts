import { type RawBuilder, sql } from "kysely";
import { type AdStage, adStages } from "./ad-plans/rules.ts";
import { creditLastTouch } from "./last-touch.ts";

/** Days for which what a buyer brings is set against what they cost (AQ-20). */
export const valueDays = 90;

/** Everything that leads from a kind of source to somebody. */
export interface FunnelView {
  /** `(<source>, member_no, visitor_id, at)`, and a way if sources have several. */
  readonly view: "ad_plan_touch" | "content_link_touch" | "cooperation_touch";
  /** Its column that names the source, an int. */
  readonly source: "plan_no" | "link_no" | "cooperation_no";
  /** Its column that tells the ways into one source apart. */
  readonly way?: "code_id" | "link_no";
}

/** One source, and the group that it is counted in: people who came from `startAt` until before `endAt`. */
export interface FunnelPart {
  readonly group: number;
  readonly source: number;
  readonly startAt: Date;
  readonly endAt: Date;
}

const timed = Object.keys(adStages) as AdStage[];
/** SQL: when a row of `person` passed a stage. */
export const timeOf = (stage: AdStage): RawBuilder<unknown> => sql.ref(`at_${stage}`);

/** SQL: people of `person` by stage, whatever the others, as a JSON object. */
export const countByStage: RawBuilder<unknown> = sql`jsonb_build_object(${sql.join(
  timed.map((stage) => sql`${sql.lit(stage)}, count(${timeOf(stage)})`),
)})`;

/**
 * SQL: common table expressions of what groups of sources brought; a source stands in one group. What somebody did counts for the
 * source that touched them last before, within the attribution window; so nothing counts twice (AQ-20). They end with
 * `person(no, member_no, at_visit, at_<stage>…, orders, fen, first_fen)`, one row per group and member whom it reached;
 * `first(no, at)`, one row per comer and source; and `bought(no, member_no, is_new, again, value)` of the buyers.
 */
export function funnel(parts: readonly FunnelPart[], from: FunnelView, attributionDays: number): RawBuilder<unknown> {
  const [source, times] = [sql.ref(from.source), timed.filter((stage) => stage !== "visit")];
  return sql`
    part as (select * from unnest(${parts.map(({ group }) => group)}::int[], ${parts.map((part) => part.source)}::int[],
      ${parts.map(({ startAt }) => startAt)}::timestamptz[], ${parts.map(({ endAt }) => endAt)}::timestamptz[])
      as p(no, source, start_at, end_at)),
    touch as materialized (
      select p.no, p.source, ${from.way ? sql`coalesce(t.${sql.ref(from.way)}::text, '')` : sql`''`} as way, t.member_no, t.visitor_id, t.at
      from part p join ${sql.table(from.view)} t on t.${source} = p.source and t.at >= p.start_at and t.at < p.end_at),
    came as (select no, member_no, min(at) as at_visit from touch where member_no is not null group by 1, 2),
    ${creditLastTouch(from.view, from.source, attributionDays)},
    passed as (
      select p.no, c.member_no, ${sql.join(
        times.map((stage) => sql`min(c.at) filter (where c.stage = ${sql.lit(stage)}) as ${timeOf(stage)}`),
      )},
        count(*) filter (where c.stage = 'order') as orders, coalesce(sum(c.fen), 0) as fen,
        (array_agg(c.fen order by c.at) filter (where c.stage = 'order'))[1] as first_fen
      from credited c join part p on p.source = c.${source} and c.touched_at >= p.start_at and c.touched_at < p.end_at group by 1, 2),
    -- Brought together by grouping: nobody can tell the planner how many come, and a join of the two may turn out quadratic.
    person as materialized (
      select no, member_no, min(at_visit) as at_visit, ${sql.join(times.map((stage) => sql`min(${timeOf(stage)}) as ${timeOf(stage)}`))},
        sum(orders)::bigint as orders, sum(fen) as fen, sum(first_fen) as first_fen
      from (
        select no, member_no, at_visit, ${sql.join(times.map((stage) => sql`null::timestamptz as ${timeOf(stage)}`))}, 0 as orders, 0 as fen,
          0 as first_fen
        from came
        union all
        select no, member_no, null, ${sql.join(times.map(timeOf))}, orders, fen, coalesce(first_fen, 0) from passed) met
      group by 1, 2 having min(at_visit) is not null),
    ${comers}, ${bought}`;
}

/**
 * SQL: common table expressions up to `first`: who came to each group, with the time. Who opened a page may be a member later, so of
 * each way into a source the larger of both counts: that many came at least.
 */
const comers = sql`
    opener as (select no, source, way, min(at) as at from touch where visitor_id is not null group by no, source, way, visitor_id),
    known as (select no, source, way, min(at) as at from touch where member_no is not null group by no, source, way, member_no),
    firsts as materialized (
      select no, source, way, at, false as by_name from opener union all select no, source, way, at, true from known),
    ways as (select no, source, way, count(*) filter (where by_name) > count(*) filter (where not by_name) as by_name
      from firsts group by 1, 2, 3),
    first as materialized (select no, at from firsts join ways using (no, source, way, by_name))`;

/** SQL: what each buyer bought by whatever way: before, again and within the value window. */
const bought = sql`
    bought as (
      select p.no, p.member_no, not bool_or(o.paid_at < p.at_order) as is_new,
        bool_or(o.paid_at > p.at_order and o.paid_at < p.at_order + make_interval(days => ${valueDays})) as again,
        sum(o.amount_fen - o.refunded_fen) filter (where o.paid_at >= p.at_visit
          and o.paid_at < p.at_visit + make_interval(days => ${valueDays})) as value
      from person p join sales_order o on o.member_no = p.member_no and o.items > 0
      where p.at_order is not null group by 1, 2)`;
