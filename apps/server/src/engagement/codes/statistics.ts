import { type RawBuilder, type SqlBool, sql } from "kysely";
import { addDays, dayIn, daysBetween, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { unitCondition } from "../../organization/index.ts";
import { sourceGroupLabels } from "./schemas.ts";
import { codeSetting } from "./settings.ts";
import { arrivalFigures, type CodeRow, type Tx } from "./store.ts";
import { codeChannels, materials, sourceGroups } from "./vocabulary.ts";

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface FullFigures {
  readonly scans: number;
  readonly visitors: number;
  readonly contacts: number;
  readonly lost: number;
  readonly groupJoins: number;
  readonly groupLeft: number;
  readonly newMembers: number;
  readonly buyers: number;
  readonly firstOrders: number;
  readonly salesFen: number;
}

const nothing: FullFigures = {
  scans: 0,
  visitors: 0,
  contacts: 0,
  lost: 0,
  groupJoins: 0,
  groupLeft: 0,
  newMembers: 0,
  buyers: 0,
  firstOrders: 0,
  salesFen: 0,
};

/** The period of the same length that ends the day before. @throws Refusal `invalid_input` */
export function before({ from, to }: Period): Period {
  const days = daysBetween(from, to) + 1;
  if (days < 1) throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
  if (days > 400) throw invalid([{ path: "from", message: "一次最多统计 400 天" }]);
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** The days asked for; the last thirty unless said otherwise. */
export function periodOf({ clock, config }: Platform, asked: { readonly from?: string; readonly to?: string }): Period {
  const to = asked.to ?? dayIn(config.timeZone, clock.now());
  return { from: asked.from ?? addDays(to, -29), to };
}

const bounds = (timeZone: string, { from, to }: Period) => ({
  start: instantOf(timeZone, from),
  end: instantOf(timeZone, addDays(to, 1)),
});

/**
 * Figures by some key of the codes: openings, arrivals, losses, and what the arrivals bought within the attribution window after they
 * came. Money counts for the key of the latest arrival before the order, so that within one report nothing is counted twice.
 */
async function figuresBy(
  db: Tx,
  { timeZone, days }: { readonly timeZone: string; readonly days: number },
  period: Period,
  codes: RawBuilder<SqlBool>,
  key: { readonly visits: RawBuilder<unknown>; readonly arrivals: RawBuilder<unknown> },
): Promise<ReadonlyMap<string, FullFigures>> {
  const { start, end } = bounds(timeZone, period);
  const { rows } = await sql<FullFigures & { key: string }>`
    with chosen as (select c.*, u.path, st.name as store_name from live_code c join org_unit u on u.id = c.org_unit_id
      left join org_unit st on st.no = c.store_no where ${codes}),
    opened as (select ${key.visits} as key, count(*)::int as scans, count(distinct v.visitor_id)::int as visitors
      from live_code_visit v join chosen c on c.id = v.code_id left join org_unit at on at.no = v.store_no
      where v.at >= ${start} and v.at < ${end} and v.ignored is null group by 1),
    came as (select a.*, ${key.arrivals} as key from live_code_arrival a join chosen c on c.id = a.code_id
      left join org_unit at on at.no = a.store_no
      left join lateral (select v.utm from live_code_visit v where v.code_id = a.code_id and v.member_no = a.member_no
        and v.at <= a.arrived_at order by v.at desc limit 1) v on true
      where a.arrived_at >= ${start} and a.arrived_at < ${end}),
    arrived as (select key, ${arrivalFigures} from came a group by 1),
    bought as (
      select distinct on (o.id) o.id, a.key, o.member_no, o.amount_fen - o.refunded_fen as fen,
        not exists (select from sales_order p where p.member_no = o.member_no and p.items > 0 and (p.paid_at, p.id) < (o.paid_at, o.id)) as is_first
      from came a join sales_order o on o.member_no = a.member_no and o.items > 0
        and o.paid_at >= a.arrived_at and o.paid_at < a.arrived_at + make_interval(days => ${days})
      order by o.id, a.arrived_at desc, a.event_key),
    sold as (select key, count(distinct member_no)::int as buyers, (count(*) filter (where is_first))::int as "firstOrders", sum(fen)::bigint as "salesFen"
      from bought group by 1)
    select coalesce(key, '') as key, coalesce(scans, 0) as scans, coalesce(visitors, 0) as visitors, coalesce(contacts, 0) as contacts,
      coalesce(lost, 0) as lost, coalesce("groupJoins", 0) as "groupJoins", coalesce("groupLeft", 0) as "groupLeft",
      coalesce("newMembers", 0) as "newMembers", coalesce(buyers, 0) as buyers, coalesce("firstOrders", 0) as "firstOrders",
      coalesce("salesFen", 0)::bigint as "salesFen"
    from opened full join arrived using (key) full join sold using (key)`.execute(db);
  return new Map(rows.map(({ key: of, ...figures }) => [of, figures]));
}

const one = { visits: sql`''::text`, arrivals: sql`''::text` };

/** What a code brought in a period, against the period before. */
export async function codeStatistics({ db, config }: Platform, code: CodeRow, period: Period) {
  const previous = before(period);
  const { timeZone } = config;
  const days = (await readSetting(db, codeSetting)).value.attributionDays;
  const only = sql<SqlBool>`c.id = ${code.id}`;
  const of = async (part: Period) => (await figuresBy(db, { timeZone, days }, part, only, one)).get("") ?? nothing;
  const { start, end } = bounds(timeZone, period);
  const day = (column: RawBuilder<unknown>) => sql`((${column}) at time zone ${timeZone})::date`;
  const { rows: perDay } = await sql<{
    day: string;
    scans: number;
    contacts: number;
    groupJoins: number;
    left: number;
  }>`
    select d::date::text as day,
      (select count(*)::int from live_code_visit v where v.code_id = ${code.id} and v.ignored is null and ${day(sql`v.at`)} = d::date
        and v.at >= ${start} and v.at < ${end}) as scans,
      (count(a.*) filter (where a.kind = 'contact' and ${day(sql`a.arrived_at`)} = d::date))::int as contacts,
      (count(a.*) filter (where a.kind = 'group' and ${day(sql`a.arrived_at`)} = d::date))::int as "groupJoins",
      (count(a.*) filter (where ${day(sql`a.left_at`)} = d::date))::int as left
    from generate_series(${period.from}::date, ${period.to}::date, '1 day') d
    left join live_code_arrival a on a.code_id = ${code.id} and (${day(sql`a.arrived_at`)} = d::date or ${day(sql`a.left_at`)} = d::date)
    group by d order by d`.execute(db);
  const { rows: carriers } = await sql<{
    name: string;
    storeName: string | null;
    contacts: number;
    groupJoins: number;
    left: number;
  }>`
    select coalesce(s.name, g.name, a.carrier) as name, u.name as "storeName", (count(*) filter (where a.kind = 'contact'))::int as contacts,
      (count(*) filter (where a.kind = 'group'))::int as "groupJoins", (count(*) filter (where a.left_at is not null))::int as left
    from live_code_arrival a left join staff s on a.kind = 'contact' and s.code = a.carrier left join org_unit u on u.no = a.store_no
    left join lateral (select e.properties ->> 'groupName' as name from event_log e where a.kind = 'group' and e.event_key = a.event_key) g on true
    where a.code_id = ${code.id} and a.arrived_at >= ${start} and a.arrived_at < ${end}
    group by 1, 2 order by count(*) desc limit 100`.execute(db);
  return {
    ...period,
    previousFrom: previous.from,
    previousTo: previous.to,
    attributionDays: days,
    current: await of(period),
    previous: await of(previous),
    days: perDay,
    carriers,
  };
}

export type ReportBy = "source" | "material" | "channel" | "campaign" | "store" | "code" | "utm";

/** Materials to groups of sources, as SQL. */
const sourceKey = sql`case ${sql.join(
  Object.entries(sourceGroups).map(
    ([key, { materials: of }]) => sql`when c.material = any(${[...of]}::text[]) then ${key}::text`,
  ),
  sql` `,
)} else 'other' end`;

const utmKey = sql`nullif(concat_ws(' / ', nullif(coalesce(v.utm, c.utm) ->> 'source', ''), nullif(coalesce(v.utm, c.utm) ->> 'medium', ''),
  nullif(coalesce(v.utm, c.utm) ->> 'campaign', '')), '')`;

function keyOf(by: ReportBy): { visits: RawBuilder<unknown>; arrivals: RawBuilder<unknown> } {
  const same = (key: RawBuilder<unknown>) => ({ visits: key, arrivals: key });
  switch (by) {
    case "source":
      return same(sourceKey);
    case "material":
      return same(sql`c.material`);
    case "channel":
      return same(sql`c.channel`);
    case "campaign":
      return same(sql`c.campaign`);
    case "store":
      return same(sql`coalesce(at.name, c.store_name, '')`);
    case "code":
      return same(sql`c.name`);
    case "utm":
      return same(utmKey);
  }
}

function labelOf(by: ReportBy, key: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    source: sourceGroupLabels,
    material: materials,
    channel: codeChannels,
  };
  return words[by]?.[key] ?? (key === "" ? "未标注" : key);
}

const arrivals = ({ contacts, groupJoins }: FullFigures) => contacts + groupJoins;

/** Where new contacts and group members come from, by source, path or place, with speed and quality (AQ-01, AQ-18, AQ-26, AQ-30). */
export async function sourceReport({ db, config }: Platform, actor: Actor, period: Period, by: ReportBy) {
  const previous = before(period);
  const days = (await readSetting(db, codeSetting)).value.attributionDays;
  const scope = unitCondition(actor, "u.path");
  const with_ = { timeZone: config.timeZone, days };
  const now = await figuresBy(db, with_, period, scope, keyOf(by));
  const then = await figuresBy(db, with_, previous, scope, keyOf(by));
  const total = (await figuresBy(db, with_, period, scope, one)).get("") ?? nothing;
  const length = daysBetween(period.from, period.to) + 1;
  const rows = [...now].map(([key, figures]) => {
    const came = arrivals(figures);
    return {
      key,
      label: labelOf(by, key),
      ...figures,
      share: arrivals(total) === 0 ? null : came / arrivals(total),
      stayRate: came === 0 ? null : (came - figures.lost - figures.groupLeft) / came,
      perDay: came / length,
      previousArrivals: arrivals(then.get(key) ?? nothing),
    };
  });
  rows.sort((a, b) => arrivals(b) - arrivals(a) || b.scans - a.scans);
  return { ...period, previousFrom: previous.from, previousTo: previous.to, rows: rows.slice(0, 500), total };
}
