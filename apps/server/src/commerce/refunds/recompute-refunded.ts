import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";

/**
 * Brings `refunded_fen` and `status` of orders in line with their refunds. The lock comes first: of two transactions that
 * refund one order, the second adds up after the first has committed. (`no key`: both refer to the order already.)
 */
export async function recomputeRefunded(tx: Tx, orderIds: readonly number[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = [...new Set(orderIds)];
  await sql`select id from sales_order where id = any(${ids}::bigint[]) order by id for no key update`.execute(tx);
  await sql`
    update sales_order o set refunded_fen = r.refunded,
      status = case when r.refunded = 0 then 'paid' when r.refunded >= o.amount_fen then 'refunded' else 'partially_refunded' end
    from (select s.id, coalesce((select sum(amount_fen) from refund where order_id = s.id), 0)::bigint as refunded
          from sales_order s where s.id = any(${ids}::bigint[])) r
    where o.id = r.id and (o.refunded_fen, o.status) is distinct from (r.refunded,
      case when r.refunded = 0 then 'paid' when r.refunded >= o.amount_fen then 'refunded' else 'partially_refunded' end)`.execute(
    tx,
  );
}
