import { sql } from "kysely";
import {
  afterBatch,
  type EarningOrder,
  firstEarningDay,
  grantForOrders,
  moveCursor,
  openCursor,
} from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

/**
 * Lets orders earn, and refunds and corrections take back, in the order in which their transactions ended: every change of an order
 * is seen, once, with the place kept in the same transaction. Orders from before the first rule's day are only passed over, so an
 * import of old orders costs a look and earns nothing.
 *
 * @returns whether there may be more to do
 */
export async function earnFromOrders(tx: Tx, platform: Platform, batch = 2_000): Promise<boolean> {
  const firstDay = await firstEarningDay(tx);
  if (firstDay === null) return false;
  const cursor = await openCursor(tx, "orders");
  const { rows } = await sql<EarningOrder & { xid: string; id: number }>`
    select changed_xid::text as xid, id, id as "orderId", order_code as "orderCode", origin_no as "originNo", member_no as "memberNo",
      store_no as "storeNo", channel, paid_at as "paidAt", business_day as "businessDay", amount_fen as "amountFen",
      refunded_fen as "refundedFen"
    from sales_order
    where changed_xid >= ${cursor.xid}::xid8 and changed_xid < ${cursor.horizon}::xid8
      and (changed_xid, id) > (${cursor.xid}::xid8, ${cursor.id}) and business_day >= ${firstDay}
    order by changed_xid, id limit ${batch}`.execute(tx);
  await grantForOrders(tx, platform, rows);
  await moveCursor(tx, "orders", afterBatch(cursor, rows, batch));
  return rows.length >= batch;
}
