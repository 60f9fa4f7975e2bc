import { sql } from "kysely";
import type { Db } from "../../../kernel/postgres/database.ts";
import type { BuyerQuestion } from "../ways/buyers.ts";

/** What was sold in one place of the shop; money as in the orders. */
export interface SoldThere {
  /** `SHOP_ORDER_SCENE`; null where the shop does not say. */
  readonly scene: number | null;
  /** The live; null for all else. */
  readonly liveId: string | null;
  readonly orders: number;
  readonly buyers: number;
  readonly amountFen: number;
  readonly refundedFen: number;
}

/** Where a period's paid orders were placed (order_scene, live_id), lives one by one; the most sold first. */
export async function soldByScene(db: Db, { accountId, from, to, timeZone }: BuyerQuestion): Promise<SoldThere[]> {
  const { rows } = await sql<SoldThere>`
    select o.scene, o.live_id as "liveId", count(*)::int as orders, count(distinct s.member_no)::int as buyers,
      sum(s.amount_fen)::bigint as "amountFen", sum(s.refunded_fen)::bigint as "refundedFen"
    from wechat_shop_order o join sales_order s on s.source = 'wechat_shop' and s.order_code = o.order_id
    where o.wechat_account_id = ${accountId} and o.paid_at >= (${from}::date::timestamp at time zone ${timeZone})
      and o.paid_at < ((${to}::date + 1)::timestamp at time zone ${timeZone})
    group by o.scene, o.live_id order by sum(s.amount_fen) desc, o.scene, o.live_id limit 200`.execute(db);
  return rows;
}
