import { type RawBuilder, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { Spoken, WrittenDocuments } from "../orders/write-orders.ts";
import { announceRefunds } from "./announce-refunds.ts";
import { recomputeRefunded } from "./recompute-refunded.ts";

/**
 * Writes a set of refunds that SQL describes; the twin of `writeOrders`.
 *
 * `incoming` is a query with the columns source, refund_code, order_code (null = names no order), origin_no, member_no,
 * store_no, channel, refunded_at, business_day, amount_li (positive), items, line_count, lines (JSON text) and those of
 * `Spoken`. The order that a refund names is clawed back at once, or when it arrives, and it counts against the guide of that order. Emits `order.refunded` for refunds with a member.
 */
export async function writeRefunds(
  tx: Tx,
  platform: Platform,
  incoming: RawBuilder<unknown>,
  spoken: Pick<Spoken, "guide"> = {},
): Promise<WrittenDocuments> {
  const guide = spoken.guide ? sql`coalesce(o.guide_no, i.guide_no)` : sql`o.guide_no`;
  const { rows } = await sql<{ code: string; created: boolean; orderId: number | null; oldOrderId: number | null }>`
    with written as (
      insert into refund (source, refund_code, order_code, order_id, origin_no, member_no, store_no, channel, refunded_at,
        business_day, amount_li, amount_fen, items, line_count, lines, guide_no, content_hash)
      select i.source, i.refund_code, i.order_code, o.id, coalesce(i.origin_no, o.origin_no), coalesce(i.member_no, o.member_no),
        coalesce(i.store_no, o.store_no), i.channel, i.refunded_at, i.business_day, i.amount_li, round(i.amount_li / 10.0)::bigint,
        i.items, i.line_count, i.lines::json, ${guide},
        md5(concat_ws('|', coalesce(i.order_code, ''), coalesce(i.origin_no, 0), coalesce(i.store_no, 0), i.channel,
          extract(epoch from i.refunded_at), i.business_day, i.amount_li, i.lines
          ${spoken.guide ? sql`, 'guide ' || i.guide_no` : sql``}))::uuid
      from (${incoming}) i
      left join sales_order o on o.source = i.source and o.order_code = i.order_code
      order by i.source, i.refund_code
      on conflict (source, refund_code) do update set
        order_code = excluded.order_code, order_id = excluded.order_id, origin_no = excluded.origin_no, member_no = excluded.member_no,
        store_no = excluded.store_no, channel = excluded.channel, refunded_at = excluded.refunded_at,
        business_day = excluded.business_day, amount_li = excluded.amount_li, amount_fen = excluded.amount_fen,
        items = excluded.items, line_count = excluded.line_count, lines = excluded.lines,
        guide_no = excluded.guide_no, content_hash = excluded.content_hash
      where refund.content_hash <> excluded.content_hash
      returning new.id, new.source, new.refund_code, new.order_code, new.order_id, new.origin_no, new.member_no, new.store_no,
        new.channel, new.refunded_at, new.amount_fen, new.items, new.version, old.id is null as created,
        old.order_id as old_order_id, old.business_day as old_day, new.business_day
    ), retracted as (
      insert into fact_retraction (kind, document_id, business_day, version)
      select 'refund', id, old_day, version from written
      where date_trunc('month', old_day) <> date_trunc('month', business_day)
    ), announced as (${announceRefunds(platform.clock.now())})
    select refund_code as code, created, order_id as "orderId", old_order_id as "oldOrderId" from written`.execute(tx);
  await recomputeRefunded(
    tx,
    rows.flatMap((row) => [row.orderId, row.oldOrderId]).filter((id) => id !== null),
  );
  return { written: new Map(rows.map((row) => [row.code, row.created ? "created" : "updated"])) };
}
