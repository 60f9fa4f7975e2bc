import { type RawBuilder, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { linkWaitingRefunds } from "../refunds/link-refunds.ts";
import { recomputeRefunded } from "../refunds/recompute-refunded.ts";
import { announceOrders } from "./announce-orders.ts";

export interface WrittenDocuments {
  /** Codes of the documents that were created or updated; all others were unchanged. */
  readonly written: ReadonlyMap<string, "created" | "updated">;
}

/**
 * Writes a set of orders that SQL describes, without their lines ever passing through Node.
 *
 * `incoming` is a query with the columns source, order_code, origin_no, member_no, store_no, channel, paid_at,
 * business_day, goods_li, discount_li, items, line_count, coupons (text[]) and lines (JSON text), one row per order code.
 * An order whose content is unchanged is not touched; a corrected one is updated, so that its fact is sent again. Refunds
 * that arrived before their order are linked now. Emits `order.paid` and `order.corrected` for orders with a member.
 */
export async function writeOrders(
  tx: Tx,
  platform: Platform,
  incoming: RawBuilder<unknown>,
): Promise<WrittenDocuments> {
  const { rows } = await sql<{ id: number; code: string; created: boolean }>`
    with written as (
      insert into sales_order (source, order_code, origin_no, member_no, store_no, channel, paid_at, business_day,
        amount_li, amount_fen, goods_li, discount_li, items, line_count, coupons, lines, content_hash)
      select i.source, i.order_code, i.origin_no, i.member_no, i.store_no, i.channel, i.paid_at, i.business_day,
        i.goods_li - i.discount_li, round((i.goods_li - i.discount_li) / 10.0)::bigint, i.goods_li, i.discount_li, i.items,
        i.line_count, i.coupons, i.lines::json,
        md5(concat_ws('|', coalesce(i.origin_no, 0), coalesce(i.store_no, 0), i.channel, extract(epoch from i.paid_at), i.business_day,
          i.goods_li, i.discount_li, array_to_string(i.coupons, ','), i.lines))::uuid
      from (${incoming}) i
      -- One order for all writers, so that two imports of the same orders cannot lock each other out.
      order by i.source, i.order_code
      on conflict (source, order_code) do update set
        origin_no = excluded.origin_no, member_no = excluded.member_no, store_no = excluded.store_no, channel = excluded.channel,
        paid_at = excluded.paid_at, business_day = excluded.business_day, amount_li = excluded.amount_li,
        amount_fen = excluded.amount_fen, goods_li = excluded.goods_li, discount_li = excluded.discount_li,
        items = excluded.items, line_count = excluded.line_count, coupons = excluded.coupons, lines = excluded.lines,
        content_hash = excluded.content_hash
      where sales_order.content_hash <> excluded.content_hash
      returning new.id, new.source, new.order_code, new.origin_no, new.member_no, new.store_no, new.channel, new.paid_at,
        new.amount_fen, new.items, new.coupons, new.version, old.id is null as created, old.business_day as old_day, new.business_day
    ), retracted as (
      insert into fact_retraction (kind, document_id, business_day, version)
      select 'order', id, old_day, version from written
      where date_trunc('month', old_day) <> date_trunc('month', business_day)
    ), announced as (${announceOrders(platform.clock.now())})
    select id, order_code as code, created from written`.execute(tx);
  await linkWaitingRefunds(
    tx,
    rows.flatMap((row) => (row.created ? [row.id] : [])),
  );
  await recomputeRefunded(
    tx,
    rows.flatMap((row) => (row.created ? [] : [row.id])),
  );
  return { written: new Map(rows.map((row) => [row.code, row.created ? "created" : "updated"])) };
}
