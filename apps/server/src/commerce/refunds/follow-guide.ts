import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";

/** A refund counts against whoever sold the order: after orders were corrected, their refunds follow. */
export async function followGuide(tx: Tx, orderIds: readonly number[]): Promise<void> {
  if (orderIds.length === 0) return;
  await sql`
    update refund r set guide_no = o.guide_no from sales_order o
    where o.id = r.order_id and o.id = any(${[...orderIds]}::bigint[]) and r.guide_no is distinct from o.guide_no`.execute(
    tx,
  );
}
