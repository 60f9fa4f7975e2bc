import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";

export type By = "scene" | "placement" | "store" | "region" | "scene_placement";

export interface FigureRow {
  readonly key: string;
  readonly label: string;
  readonly stores: number;
  readonly hungStores: number;
  readonly scans: number;
  readonly people: number;
  readonly firstTime: number;
  readonly returning: number;
  readonly contacts: number;
  readonly newMembers: number;
  readonly buyersSameDay: number;
  readonly buyers7Days: number;
  readonly wants: number;
  readonly orders: number | null;
  readonly scansPer100Orders: number | null;
}

export interface Period {
  readonly from: Date;
  readonly until: Date;
  readonly timeZone: string;
}

const keys: Readonly<Record<By, readonly [RawBuilder<string>, RawBuilder<string>]>> = {
  scene: [sql`s.no::text`, sql`s.title`],
  placement: [sql`k.placement`, sql`k.placement`],
  scene_placement: [sql`s.no::text || ':' || k.placement`, sql`s.title || '|' || k.placement`],
  store: [sql`k.store_no::text`, sql`u.name`],
  region: [sql`coalesce(r.no, 0)::text`, sql`coalesce(r.name, '不属于任何区域')`],
};

/**
 * What scans of scenes brought in a period (AQ-08), per scene, placement, store or region, the most scanned first. People are browsers
 * known again by a cookie; who is also known as a customer, at the scan or as the friend who came by the code, is followed to
 * registration and orders. Reads the period's visits of the scenes' codes by `(code_id, at)`: work grows with scans, not with members.
 */
export async function sceneFigures(db: Db, actor: Actor, by: By, period: Period): Promise<FigureRow[]> {
  const [key, label] = keys[by];
  const { rows } = await sql<FigureRow>`
    with code as materialized (
      select k.code_id, ${key} as key, ${label} as label, k.scene_no, k.placement, k.store_no, k.hung_at
      from scan_scene_code k join scan_scene s on s.no = k.scene_no join org_unit u on u.no = k.store_no
        left join lateral (select a.no, a.name from org_unit a where a.kind = 'region' and a.path @> u.path order by nlevel(a.path) limit 1) r on ${by === "region"}
      where ${unitCondition(actor, "u.path")}),
    place as (select key, max(label) as label, count(distinct store_no)::int as stores,
      (count(distinct store_no) - count(distinct store_no) filter (where hung_at is null))::int as "hungStores" from code group by key),
    scan as materialized (
      select c.key, v.visitor_id, v.member_no, v.at from code c join live_code_visit v on v.code_id = c.code_id
      where v.at >= ${period.from} and v.at < ${period.until} and v.ignored is null),
    person as materialized (select key, visitor_id, count(*) as scans from scan group by 1, 2),
    before as materialized (
      select n.visitor_id from (select distinct visitor_id from person) n where exists (select from live_code_visit v
        join scan_scene_code k on k.code_id = v.code_id where v.visitor_id = n.visitor_id and v.at < ${period.from} and v.ignored is null)),
    scanned as (
      select p.key, sum(p.scans)::int as scans, count(*)::int as people, count(*) filter (where b.visitor_id is null)::int as "firstTime"
      from person p left join before b on b.visitor_id = p.visitor_id group by 1),
    arrived as materialized (
      select c.key, a.member_no, a.arrived_at as at from code c join live_code_arrival a on a.code_id = c.code_id and a.kind = 'contact'
      where a.arrived_at >= ${period.from} and a.arrived_at < ${period.until}),
    known as (select key, member_no, min(at) as at from
      (select key, member_no, at from scan where member_no is not null union all select key, member_no, at from arrived) x group by 1, 2),
    followed as (
      select n.key, count(*) filter (where m.registered_at >= n.at - interval '1 day' and m.registered_at < n.at + interval '7 days')::int as "newMembers",
        count(*) filter (where o.first_day is not null and o.first_day = (n.at at time zone ${period.timeZone})::date)::int as "buyersSameDay",
        count(o.first_day)::int as "buyers7Days"
      from known n join member m on m.member_no = n.member_no
        left join lateral (select (min(o.paid_at) at time zone ${period.timeZone})::date as first_day from sales_order o
          where o.member_no = n.member_no and o.paid_at >= n.at and o.paid_at < n.at + interval '7 days') o on true
      group by 1),
    friends as (select key, count(distinct member_no)::int as contacts from arrived group by 1),
    asked as (select c.key, count(*)::int as wants from code c join scan_want w on w.scene_no = c.scene_no and w.store_no = c.store_no and w.placement = c.placement
      where w.asked_at >= ${period.from} and w.asked_at < ${period.until} group by 1),
    sold as materialized (select store_no, count(*)::int as orders from sales_order
      where paid_at >= ${period.from} and paid_at < ${period.until} and store_no in (select store_no from code) group by 1),
    ordered as (select d.key, sum(s.orders)::int as orders from (select distinct key, store_no from code) d join sold s using (store_no) group by 1)
    select p.key, p.label, p.stores, p."hungStores", coalesce(n.scans, 0) as scans, coalesce(n.people, 0) as people,
      coalesce(n."firstTime", 0) as "firstTime", coalesce(n.people - n."firstTime", 0) as returning, coalesce(f.contacts, 0) as contacts,
      coalesce(w."newMembers", 0) as "newMembers", coalesce(w."buyersSameDay", 0) as "buyersSameDay", coalesce(w."buyers7Days", 0) as "buyers7Days",
      coalesce(a.wants, 0) as wants, o.orders, (coalesce(n.scans, 0) * 100.0 / nullif(o.orders, 0))::float as "scansPer100Orders"
    from place p left join scanned n using (key) left join followed w using (key) left join friends f using (key) left join asked a using (key)
      left join ordered o using (key)
    order by scans desc, p.label, p.key limit 500`.execute(db);
  return rows;
}

export interface SilentStore {
  readonly storeNo: number;
  readonly name: string;
  readonly codes: number;
  readonly hung: number;
  /** Of all such stores, not only the listed ones. */
  readonly total: number;
}

/** Trading stores that have codes of scenes and not one scan in the period; those that hang the most first. */
export async function silentStores(db: Db, actor: Actor, period: Period): Promise<SilentStore[]> {
  const { rows } = await sql<SilentStore>`
    select k.store_no as "storeNo", u.name, count(*)::int as codes, count(k.hung_at)::int as hung, (count(*) over ())::int as total
    from scan_scene_code k join scan_scene s on s.no = k.scene_no and s.archived_at is null join org_unit u on u.no = k.store_no
      join store st on st.org_unit_id = u.id and st.phase = 'open'
    where ${unitCondition(actor, "u.path")}
    group by k.store_no, u.name
    having not exists (select from scan_scene_code x join live_code_visit v on v.code_id = x.code_id
      where x.store_no = k.store_no and v.at >= ${period.from} and v.at < ${period.until} and v.ignored is null)
    order by hung desc, u.name limit 100`.execute(db);
  return rows;
}
