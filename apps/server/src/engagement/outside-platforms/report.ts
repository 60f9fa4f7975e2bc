import { sql } from "kysely";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { unitCondition } from "../../organization/index.ts";
import { type AdStage, costOf } from "../ad-plans/rules.ts";
import { codeSetting } from "../codes/settings.ts";
import { countByStage, type FunnelPart, funnel, valueDays } from "../funnel.ts";
import { nextStep } from "./rules.ts";
import type { OutsideFigures } from "./schemas.ts";
import type { Db } from "./store.ts";
import {
  creatorTiers,
  type Grouping,
  leadWays,
  type OutsidePlatform,
  outsidePlatforms,
  placementForms,
} from "./vocabulary.ts";

/** Placements, or works of a video channel, whose numbers are added up. */
export interface Group {
  readonly placementNos: readonly number[];
  readonly linkNos: readonly number[];
  /** Sources of orders that were made in the platforms' own shops. */
  readonly orderSources: readonly string[];
  readonly hasWay: boolean;
}

/** Business days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

interface Row {
  readonly no: number;
  readonly visitors: number;
  readonly known: number;
  readonly groupJoins: number;
  readonly byStage: Readonly<Partial<Record<AdStage, number>>>;
  readonly newBuyers: number;
  readonly orders: number;
  readonly salesFen: number;
  readonly repeatBuyers: number;
  readonly valueFen: number;
  readonly boughtThere: number;
  readonly costFen: number;
  readonly views: number | null;
  readonly likes: number | null;
  readonly saves: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
}

/**
 * What groups of placements were seen, cost and led back (CH-33), in one statement and in the order asked. Who came in the days, with
 * all that they did since within the windows, by the funnel that ads are reckoned by. The platform's numbers are totals as of a day:
 * what a period brought is the total at its end less the one before it.
 */
export async function reportGroups(
  platform: Platform,
  db: Db,
  groups: readonly Group[],
  { from, to }: Days,
): Promise<OutsideFigures[]> {
  if (groups.length === 0) return [];
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const { timeZone } = platform.config;
  const [startAt, endAt] = [instantOf(timeZone, from), instantOf(timeZone, addDays(to, 1))];
  const parts: FunnelPart[] = groups.flatMap(({ linkNos }, group) =>
    linkNos.map((source) => ({ group, source, startAt, endAt })),
  );
  const placed = groups.flatMap(({ placementNos }, no) => placementNos.map((placement) => ({ no, placement })));
  const shops = groups.flatMap(({ orderSources }, no) => [...new Set(orderSources)].map((source) => ({ no, source })));
  const { rows } = await sql<Row>`
    with ${funnel(parts, { view: "content_link_touch", source: "link_no" }, attributionDays)},
    shop as (select * from unnest(${shops.map(({ no }) => no)}::int[], ${shops.map(({ source }) => source)}::text[]) as s(no, source)),
    reached as (
      select x.no, count(*)::int as known, ${countByStage} as by_stage, count(*) filter (where is_new)::int as new_buyers,
        sum(orders)::int as orders, sum(fen)::bigint as sales_fen, count(*) filter (where again)::int as repeat_buyers,
        coalesce(sum(value), 0)::bigint as value_fen, count(*) filter (where bought_there)::int as bought_there
      from (select person.*, b.is_new, b.again, b.value, exists (select from sales_order o join shop s on s.no = person.no and s.source = o.source
            where o.member_no = person.member_no and o.items > 0 and o.paid_at < person.at_visit) as bought_there
        from person left join bought b on b.no = person.no and b.member_no = person.member_no) x group by 1),
    came_in as (select no, count(*)::int as visitors from first group by 1),
    joined as (
      select p.no, count(distinct a.member_no)::int as joins from part p join content_link l on l.no = p.source
      join live_code_arrival a on a.code_id = l.code_id and a.kind = 'group' and a.arrived_at >= p.start_at and a.arrived_at < p.end_at group by 1),
    placed as (select * from unnest(${placed.map(({ no }) => no)}::int[], ${placed.map(({ placement }) => placement)}::int[]) as p(no, placement_no)),
    paid as (select p.no, sum(c.amount_fen)::bigint as fen from placed p join outside_cost c using (placement_no)
      where c.day between ${from}::date and ${to}::date group by 1),
    seen as (
      select p.no, sum(e.views - coalesce(b.views, 0))::bigint as views, sum(e.likes - coalesce(b.likes, 0))::bigint as likes,
        sum(e.saves - coalesce(b.saves, 0))::bigint as saves, sum(e.comments - coalesce(b.comments, 0))::bigint as comments,
        sum(e.shares - coalesce(b.shares, 0))::bigint as shares
      from placed p
      cross join lateral (select * from outside_figure f where f.placement_no = p.placement_no and f.day between ${from}::date and ${to}::date
        order by f.day desc limit 1) e
      left join lateral (select * from outside_figure f where f.placement_no = p.placement_no and f.day < ${from}::date
        order by f.day desc limit 1) b on true
      group by 1)
    select g.no, coalesce(c.visitors, 0) as visitors, coalesce(r.known, 0) as known, coalesce(j.joins, 0) as "groupJoins",
      coalesce(r.by_stage, '{}') as "byStage", coalesce(r.new_buyers, 0) as "newBuyers", coalesce(r.orders, 0) as orders,
      coalesce(r.sales_fen, 0) as "salesFen", coalesce(r.repeat_buyers, 0) as "repeatBuyers", coalesce(r.value_fen, 0) as "valueFen",
      coalesce(r.bought_there, 0) as "boughtThere", coalesce(paid.fen, 0) as "costFen", s.views, s.likes, s.saves, s.comments, s.shares
    from generate_series(0, ${groups.length - 1}::int) as g(no) left join came_in c using (no) left join reached r using (no)
    left join joined j using (no) left join paid using (no) left join seen s using (no) order by g.no`.execute(db);
  const isMature = instantOf(timeZone, addDays(to, 1 + valueDays)) <= platform.clock.now();
  return rows.map((row) => figuresOf(row, groups[row.no] as Group, { from, to, isMature, attributionDays }));
}

type Frame = Days & { readonly isMature: boolean; readonly attributionDays: number };

function figuresOf({ no: _, byStage, ...row }: Row, group: Group, frame: Frame): OutsideFigures {
  const { costFen, visitors, known, views, likes, saves, comments, shares, groupJoins } = row;
  const count = (stage: AdStage) => byStage[stage] ?? 0;
  const [friends, followers, registered, buyers] = [
    count("friend"),
    count("follow"),
    count("register"),
    count("order"),
  ];
  const parts = [likes, saves, comments, shares].filter((part) => part !== null);
  // Where no cost was recorded nobody came for nothing: it is not known.
  const each = (people: number) => (costFen === 0 ? null : costOf(costFen, people));
  const [buyerCostFen, newBuyerCostFen, valueFen] = [each(buyers), each(row.newBuyers), costOf(row.valueFen, buyers)];
  const exceeds = (cost: number | null) => (cost === null || valueFen === null ? null : valueFen > cost);
  const paysBack = exceeds(buyerCostFen);
  return {
    ...row,
    ...frame,
    friends,
    followers,
    registered,
    buyers,
    valueFen,
    interactionRate:
      views === null || views === 0 || parts.length === 0 ? null : parts.reduce((a, b) => a + b, 0) / views,
    boughtThereShare: known === 0 || group.orderSources.length === 0 ? null : row.boughtThere / known,
    viewCostFen: views === null || costFen === 0 ? null : costOf(costFen * 1_000, views),
    visitorCostFen: each(visitors),
    friendCostFen: each(friends),
    registeredCostFen: each(registered),
    buyerCostFen,
    newBuyerCostFen,
    paysBack,
    valueDays,
    next: nextStep({
      hasWay: group.hasWay,
      hasLink: group.linkNos.length > 0,
      views,
      costFen,
      visitors,
      kept: friends + followers + groupJoins + registered,
      buyers,
      paysBack,
      paysBackNew: exceeds(newBuyerCostFen),
      isMature: frame.isMature,
    }),
  };
}

interface Grouped {
  readonly key: string;
  readonly label: string;
  readonly placementNos: number[];
  readonly linkNos: number[];
  readonly orderSources: string[];
  readonly hasWay: boolean;
}

/** SQL: by what a placement is grouped, and what the group is called. */
const keys: Readonly<Record<Grouping, string>> = {
  platform: "a.platform",
  account: "a.id::text",
  form: "p.form",
  way: "coalesce(p.way, '')",
  creator: "case when p.creator = '' then '' else p.creator || coalesce('|' || p.creator_tier, '') end",
  wave: "coalesce(w.id::text, '')",
};

/** Placements in scope that were published, grouped; of platforms also the works of 视频号, which have a page of their own. */
export async function groupPlacements(db: Db, actor: Actor, by: Grouping): Promise<Grouped[]> {
  const { rows } = await sql<Grouped & { accountName: string; waveName: string | null }>`
    select ${sql.raw(keys[by])} as key, min(a.name) as "accountName", min(w.name) as "waveName", array_agg(p.no) as "placementNos",
      array_remove(array_agg(p.link_no), null) as "linkNos", bool_or(p.way is not null) as "hasWay",
      array(select distinct s from outside_account x, unnest(x.order_sources) s where x.no = any(array_agg(a.no))) as "orderSources"
    from outside_placement p join outside_account a on a.no = p.account_no join org_unit u on u.id = a.org_unit_id
    left join outside_wave w on w.no = p.wave_no
    where p.state <> 'planned' and ${unitCondition(actor, "u.path")} group by 1`.execute(db);
  const groups = rows.map(({ accountName, waveName, ...row }) => ({
    ...row,
    label: labelOf(by, row.key, accountName, waveName),
  }));
  return by === "platform" ? [...groups, ...(await videoChannelGroup(db, actor))] : groups;
}

function labelOf(by: Grouping, key: string, accountName: string, waveName: string | null): string {
  switch (by) {
    case "platform":
      return outsidePlatforms[key as OutsidePlatform];
    case "account":
      return accountName;
    case "form":
      return placementForms[key as keyof typeof placementForms];
    case "way":
      return key === "" ? "没有引导方式" : leadWays[key as keyof typeof leadWays];
    case "creator": {
      const [name = "", tier] = key.split("|");
      return name === "" ? "自己发布" : tier ? `${name}（${creatorTiers[tier as keyof typeof creatorTiers]}）` : name;
    }
    case "wave":
      return waveName ?? "不在波次里";
  }
}

async function videoChannelGroup(db: Db, actor: Actor): Promise<Grouped[]> {
  const { rows } = await sql<{ linkNos: number[] | null }>`
    select array_agg(v.link_no) as "linkNos" from video_work v join video_account a on a.id = v.account_id join org_unit u on u.id = a.org_unit_id
    where v.link_no is not null and a.archived_at is null and ${unitCondition(actor, "u.path")}`.execute(db);
  const linkNos = rows[0]?.linkNos ?? null;
  return linkNos === null
    ? []
    : [{ key: "video_channel", label: "视频号", placementNos: [], linkNos, orderSources: [], hasWay: true }];
}

/** The days asked for; the last ninety unless said otherwise. */
export function daysOf(
  { clock, config }: Platform,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
): Days {
  const to = asked.to ?? dayIn(config.timeZone, clock.now());
  return { from: asked.from ?? addDays(to, -89), to };
}
