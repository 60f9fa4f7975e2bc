import { sql } from "kysely";
import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { recomputeRefunded } from "./recompute-refunded.ts";

/**
 * Links refunds that arrived before their order. A refund without a customer or store of its own takes the order's; who sold it is the order's to say.
 *
 * @param orderIds the orders that may be waited for; null = all.
 * @returns how many refunds found their order.
 */
export async function linkWaitingRefunds(tx: Tx, orderIds: readonly number[] | null): Promise<number> {
  if (orderIds?.length === 0) return 0;
  const { rows } = await sql<{ order_id: number }>`
    update refund r set order_id = o.id, origin_no = coalesce(r.origin_no, o.origin_no), member_no = coalesce(r.member_no, o.member_no),
      store_no = coalesce(r.store_no, o.store_no), guide_no = coalesce(o.guide_no, r.guide_no)
    from sales_order o
    where r.order_id is null and r.source = o.source and r.order_code = o.order_code
      ${orderIds === null ? sql`` : sql`and o.id = any(${[...orderIds]}::bigint[])`}
    returning r.order_id`.execute(tx);
  await recomputeRefunded(
    tx,
    rows.map((row) => row.order_id),
  );
  return rows.length;
}

/** An order and its refund that were written at the same moment did not see each other; this makes up for it. */
export const linkWaitingRefundsJob = defineJob({
  name: "commerce.link_waiting_refunds",
  payload: z.object({}),
  schedule: { everyMinutes: 5 },
  run: async (_payload, { platform }) => {
    await platform.db.transaction().execute((tx) => linkWaitingRefunds(tx, null));
  },
});
