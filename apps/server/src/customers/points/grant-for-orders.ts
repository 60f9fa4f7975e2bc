import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { expiresAt, lockAccounts, ruleOn } from "./lots.ts";
import { pointSetting } from "./settings.ts";
import { settleDebts } from "./settle-debts.ts";

/** An order as it stands now. */
export interface EarningOrder {
  readonly orderId: number;
  /** What people call it. */
  readonly orderCode: string;
  /** Null = anonymous. */
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly storeNo: number | null;
  readonly channel: string;
  readonly paidAt: Date;
  /** `YYYY-MM-DD` */
  readonly businessDay: string;
  readonly amountFen: number;
  readonly refundedFen: number;
}

const columns = sql`("orderId" bigint, "orderCode" text, "originNo" int, "memberNo" int, "storeNo" int, channel text,
  "paidAt" timestamptz, "businessDay" date, "amountFen" bigint, "refundedFen" bigint)`;

/**
 * Brings the points of orders to what the orders entitle to (MB-02): grants what is missing, takes back what was refunded in
 * proportion, moves nothing when nothing changed. It looks at the state of an order, not at messages about it, so it may see an
 * order as often and in whatever order it likes. What was granted keeps its rule; a corrected amount counts in proportion to it.
 */
export async function grantForOrders(tx: Tx, platform: Platform, orders: readonly EarningOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const now = platform.clock.now();
  const incoming = JSON.stringify(orders);
  const { rows: touched } = await sql<{ no: number }>`
    select member_no as no from point_lot where order_id = any(${orders.map((order) => order.orderId)}::bigint[])
    union select no from unnest(${orders.flatMap(({ memberNo }) => memberNo ?? [])}::int[]) n(no)`.execute(tx);
  const memberNos = touched.map(({ no }) => no);
  await lockAccounts(tx, memberNos);
  const { shortfall } = (await readSetting(tx, pointSetting)).value;
  await followOrders(tx, incoming, shortfall === "debt", now);
  await grantNew(tx, incoming, platform.config.timeZone);
  await settleDebts(tx, memberNos, now);
}

async function grantNew(tx: Tx, incoming: string, timeZone: string): Promise<void> {
  await sql`
    with rated as (
      select o.*, r.version, r.rule, o."amountFen" / 100.0 * (r.rule ->> 'pointsPerYuan')::numeric
          * coalesce((r.rule -> 'channels' ->> o.channel)::numeric, 1) * coalesce((r.rule -> 'tiers' ->> m.tier)::numeric, 1)
          * coalesce((select max((d ->> 'multiplier')::numeric) from jsonb_array_elements(r.rule -> 'days') d
              where case d ->> 'kind' when 'weekday' then (d ->> 'weekday')::int = extract(isodow from o."businessDay")
                else o."businessDay" between (d ->> 'from')::date and (d ->> 'to')::date end), 1) as exact
      from jsonb_to_recordset(${incoming}::jsonb) as o ${columns}
      join member m on m.member_no = o."memberNo"
      cross join lateral ${ruleOn(sql`o."businessDay"`)} r
      where o."amountFen" > 0),
    granted as (
      select *, (case rule ->> 'rounding' when 'nearest' then round(exact) else trunc(exact) end)::bigint as points from rated),
    lots as (
      insert into point_lot (business_key, kind, origin_no, member_no, granted, entitled, earned_at, available_at, expires_at, order_id,
        base_fen, document, store_no, channel, rule_version)
      select concat('order:', "orderId", ':', "originNo"), 'purchase', "originNo", "memberNo", points, e.entitled, "paidAt",
        "paidAt" + make_interval(days => (rule ->> 'pendingDays')::int), ${expiresAt(sql`rule`, sql`"businessDay"`, timeZone)},
        "orderId", "amountFen", "orderCode", "storeNo", channel, version
      from granted, lateral (select trunc(points * greatest("amountFen" - "refundedFen", 0) / "amountFen"::numeric)::bigint as entitled) e
      where e.entitled > 0
      on conflict (business_key) do nothing
      returning *)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, document, by)
    select uuidv7(), 'earned', id, origin_no, member_no, entitled, earned_at, store_no, channel, document, '系统' from lots order by id`.execute(
    tx,
  );
}

/** Lots of orders that were refunded, corrected or given to somebody else. Points that expired unspent are never owed. */
async function followOrders(tx: Tx, incoming: string, asDebt: boolean, now: Date): Promise<void> {
  await sql`
    with target as (
      select l.*, (case when l.origin_no = o."originNo"
        then trunc(l.granted * greatest(o."amountFen" - o."refundedFen", 0) / l.base_fen::numeric) else 0 end)::bigint - l.entitled as delta
      from jsonb_to_recordset(${incoming}::jsonb) as o ${columns}
      join point_lot l on l.order_id = o."orderId" and l.kind = 'purchase'),
    changed as (select *, uuidv7() as movement_id, greatest(least(remaining, -delta), 0) as taken from target where delta <> 0),
    owed as (
      select c.*, least(-c.delta - c.taken, s.spent - s.owed) as short from changed c, lateral (
        select coalesce((select -sum(points) from point_entry e where e.lot_id = c.id and e.kind in ('spent', 'returned', 'settled', 'adjusted')), 0)::bigint as spent,
          coalesce((select -sum(granted) from point_lot d where d.owed_for = c.id), 0)::bigint as owed) s
      where ${asDebt} and c.delta < 0),
    followed as (update point_lot l set entitled = l.entitled + c.delta from changed c where c.id = l.id),
    debts as (
      insert into point_lot (business_key, kind, origin_no, member_no, granted, entitled, earned_at, available_at, document, store_no, channel, owed_for)
      select concat('debt:', movement_id), 'debt', origin_no, member_no, -short, -short, ${now}::timestamptz, ${now}::timestamptz,
        document, store_no, channel, id
      from owed where short > 0 returning *)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, document, by)
    select movement_id, case when delta > 0 then 'earned' else 'clawed_back' end, id, origin_no, member_no,
      case when delta > 0 then delta else -taken end, ${now}::timestamptz, store_no, channel, document, '系统' from changed where delta > 0 or taken > 0
    union all
    select substr(business_key, 6)::uuid, 'clawed_back', id, origin_no, member_no, granted, ${now}::timestamptz, store_no, channel, document, '系统'
    from debts`.execute(tx);
}
