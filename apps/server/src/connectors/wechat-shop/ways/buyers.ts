import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../kernel/postgres/database.ts";

/** A period of whole days of one shop. */
export interface BuyerQuestion {
  readonly accountId: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** Buyers of a period, by whether they are private contacts; see {@link buyersIn}. */
export interface Conversion {
  readonly buyers: number;
  /** Friends of a guide when they bought. */
  readonly already: number;
  /** Were not, and are friends by now. */
  readonly followed: number;
  /** Were not, and are not. */
  readonly open: number;
  /** Orders of nobody known. */
  readonly anonymousOrders: number;
}

export interface WayFigures {
  readonly wayId: string;
  /** Buyers who were no contacts and met this way with an order. */
  readonly shown: number;
  /** Of those, who came through its code after that order. */
  readonly arrived: number;
}

export interface Buyer {
  readonly memberNo: number;
  readonly orders: number;
  readonly amountFen: number;
  readonly lastPaidAt: Date;
  /** `SHOP_ORDER_SCENE` of the last order. */
  readonly scene: number | null;
  readonly isGiftReceiver: boolean;
  /** Ways that stood when one of the orders was bought or shipped. */
  readonly wayIds: readonly string[];
  readonly followedAt: Date | null;
}

/** Orders whose money went back before anything was sent bring nobody a parcel. */
const CANCELLED = sql.lit(250);
const OVERSOLD = sql.lit(190);

/**
 * Who got the goods of each paid order of the period: the receiver of a gift, else the payer; and how each stood to us: `began` is when they
 * became friends of a guide for the first time after their first order of the period, null where they were friends then or are not now.
 */
function buyersIn({ accountId, from, to, timeZone }: BuyerQuestion): RawBuilder<unknown> {
  return sql`
    sold as (
      select o.order_id, o.paid_at, o.shipped_at, o.amount_fen, o.scene, p.member_no, p.role
      from wechat_shop_order o
      left join lateral (
        select member_no, role from wechat_shop_party p
        where p.wechat_account_id = o.wechat_account_id and p.order_id = o.order_id and p.role in ('receiver', 'payer')
        order by role desc limit 1
      ) p on true
      where o.wechat_account_id = ${accountId} and o.status not in (${CANCELLED}, ${OVERSOLD})
        and o.paid_at >= (${from}::date::timestamp at time zone ${timeZone}) and o.paid_at < ((${to}::date + 1)::timestamp at time zone ${timeZone})
    ), buyer as (
      select member_no, min(paid_at) as first_paid_at, max(paid_at) as last_paid_at, count(*)::int as orders, sum(amount_fen)::bigint as amount_fen,
        (array_agg(scene order by paid_at desc))[1] as scene, bool_or(role = 'receiver') as is_gift_receiver
      from sold where member_no is not null group by member_no
    ), stood as (
      select b.*, exists (select from wecom_follow f where f.member_no = b.member_no and f.state <> 'half'
          and f.began_at <= b.first_paid_at and (f.ended_at is null or f.ended_at > b.first_paid_at)) as already,
        (select min(f.began_at) from wecom_follow f where f.member_no = b.member_no and f.state = 'active' and f.began_at > b.first_paid_at) as began
      from buyer b
    ), met as (
      -- A card lies in the parcel, a code hangs in the live room; what stands on a page is met by every buyer.
      select w.id as way_id, w.code_id, s.member_no, min(case when w.kind = 'parcel_card' then s.shipped_at else s.paid_at end) as met_at
      from wechat_shop_way w join sold s on s.member_no is not null and case w.kind
          when 'parcel_card' then s.shipped_at is not null and (s.shipped_at at time zone ${timeZone})::date between w.from_day and coalesce(w.to_day, 'infinity')
          else (s.paid_at at time zone ${timeZone})::date between w.from_day and coalesce(w.to_day, 'infinity')
            and (w.kind <> 'live_screen' or s.scene = 2) end
      where w.wechat_account_id = ${accountId} group by w.id, w.code_id, s.member_no
    )`;
}

/** How many of a period's buyers became private contacts (AQ-28): measured by friendships that came about, not by codes shown. */
export async function conversionOf(
  db: Db,
  question: BuyerQuestion,
): Promise<{ readonly whole: Conversion; readonly ways: readonly WayFigures[] }> {
  const { rows } = await sql<Conversion>`
    with ${buyersIn(question)}
    select count(*)::int as buyers, count(*) filter (where already)::int as already,
      count(*) filter (where not already and began is not null)::int as followed,
      count(*) filter (where not already and began is null)::int as open,
      (select count(*)::int from sold where member_no is null) as "anonymousOrders"
    from stood`.execute(db);
  const { rows: ways } = await sql<WayFigures>`
    with ${buyersIn(question)}
    select m.way_id as "wayId", count(*)::int as shown, count(*) filter (where exists (
        select from live_code_arrival a where a.code_id = m.code_id and a.kind = 'contact' and a.member_no = m.member_no and a.arrived_at >= m.met_at
      ))::int as arrived
    from met m join stood s on s.member_no = m.member_no and not s.already group by m.way_id`.execute(db);
  return { whole: rows[0] ?? { buyers: 0, already: 0, followed: 0, open: 0, anonymousOrders: 0 }, ways };
}

/** Buyers of a period who are not private contacts yet, or became so after they bought; the latest first. */
export async function listBuyers(
  db: Db,
  question: BuyerQuestion,
  state: "open" | "followed",
  after: readonly [string, number] | null,
  limit: number,
): Promise<Buyer[]> {
  const { rows } = await sql<Buyer>`
    with ${buyersIn(question)}
    select member_no as "memberNo", orders, amount_fen as "amountFen", last_paid_at as "lastPaidAt", scene, is_gift_receiver as "isGiftReceiver",
      began as "followedAt", array(select way_id from met m where m.member_no = s.member_no order by met_at) as "wayIds"
    from stood s where not already and ${state === "open" ? sql`began is null` : sql`began is not null`}
      ${after ? sql`and (last_paid_at, member_no) < (${after[0]}::timestamptz, ${after[1]}::int)` : sql``}
    order by last_paid_at desc, member_no desc limit ${limit + 1}`.execute(db);
  return rows;
}
