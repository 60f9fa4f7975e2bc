import { type RawBuilder, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { announceGifts } from "../gifts/announce-gifts.ts";
import { writeGifts } from "../gifts/write-gifts.ts";
import { followGuide } from "../refunds/follow-guide.ts";
import { linkWaitingRefunds } from "../refunds/link-refunds.ts";
import { recomputeRefunded } from "../refunds/recompute-refunded.ts";
import { announceOrders } from "./announce-orders.ts";

export interface WrittenDocuments {
  /** Codes of the documents that were created or updated; all others were unchanged. */
  readonly written: ReadonlyMap<string, "created" | "updated">;
}

/** What a source speaks of beyond the sale itself; of the rest, orders keep what they had. */
export interface Spoken {
  /** `incoming` has guide_no. */
  readonly guide?: boolean;
  /** `incoming` has is_gift, recipient_origin_no and recipient_no. Orders only. */
  readonly gift?: boolean;
}

const nothing = sql``;

/**
 * Writes a set of orders that SQL describes, without their lines ever passing through Node.
 *
 * `incoming` is a query with the columns source, order_code, origin_no, member_no, store_no, channel, paid_at,
 * business_day, goods_li, discount_li, items, line_count, coupons (text[]), lines (JSON text) and those of `Spoken`, one row per
 * order code. An order whose content is unchanged is not touched; a corrected one is updated, so that its fact is sent again.
 * Refunds that arrived before their order are linked now. Emits `order.paid` and `order.corrected` for orders with a member,
 * `gift.sent` and `gift.received` for the two persons of a gift.
 */
export async function writeOrders(
  tx: Tx,
  platform: Platform,
  incoming: RawBuilder<unknown>,
  spoken: Spoken = {},
): Promise<WrittenDocuments> {
  const { guide = false, gift = false } = spoken;
  const now = platform.clock.now();
  const { rows } = await sql<{ id: number; code: string; created: boolean }>`
    with ${gift ? sql`incoming as materialized (${incoming}),` : nothing} written as (
      insert into sales_order (source, order_code, origin_no, member_no, store_no, channel, paid_at, business_day,
        amount_li, amount_fen, goods_li, discount_li, items, line_count, coupons, lines
        ${guide ? sql`, guide_no` : nothing} ${gift ? sql`, is_gift` : nothing}, content_hash)
      select i.source, i.order_code, i.origin_no, i.member_no, i.store_no, i.channel, i.paid_at, i.business_day,
        i.goods_li - i.discount_li, round((i.goods_li - i.discount_li) / 10.0)::bigint, i.goods_li, i.discount_li, i.items,
        i.line_count, i.coupons, i.lines::json ${guide ? sql`, i.guide_no` : nothing}
        ${gift ? sql`, i.is_gift or i.recipient_no is not null` : nothing},
        -- Whatever is absent leaves the hash as it was before anybody could say it.
        md5(concat_ws('|', coalesce(i.origin_no, 0), coalesce(i.store_no, 0), i.channel, extract(epoch from i.paid_at), i.business_day,
          i.goods_li, i.discount_li, array_to_string(i.coupons, ','), i.lines ${guide ? sql`, 'guide ' || i.guide_no` : nothing}
          ${gift ? sql`, case when i.is_gift then 'gift' end, 'to ' || i.recipient_origin_no` : nothing}))::uuid
      from ${gift ? sql`incoming` : sql`(${incoming})`} i
      -- One order for all writers, so that two imports of the same orders cannot lock each other out.
      order by i.source, i.order_code
      on conflict (source, order_code) do update set
        origin_no = excluded.origin_no, member_no = excluded.member_no, store_no = excluded.store_no, channel = excluded.channel,
        paid_at = excluded.paid_at, business_day = excluded.business_day, amount_li = excluded.amount_li,
        amount_fen = excluded.amount_fen, goods_li = excluded.goods_li, discount_li = excluded.discount_li,
        items = excluded.items, line_count = excluded.line_count, coupons = excluded.coupons, lines = excluded.lines
        ${guide ? sql`, guide_no = excluded.guide_no` : nothing} ${gift ? sql`, is_gift = excluded.is_gift` : nothing},
        content_hash = excluded.content_hash
      where sales_order.content_hash <> excluded.content_hash
      returning new.id, new.source, new.order_code, new.origin_no, new.member_no, new.store_no, new.channel, new.paid_at, new.amount_fen,
        new.items, new.coupons, new.is_gift, new.version, old.id is null as created, old.business_day as old_day, new.business_day
    ), retracted as (
      insert into fact_retraction (kind, document_id, business_day, version)
      select 'order', id, old_day, version from written
      where date_trunc('month', old_day) <> date_trunc('month', business_day)
    ), announced as (${announceOrders(now)})
    ${gift ? sql`, given as (${writeGifts()}), gifts_announced as (${announceGifts(now)})` : nothing}
    select id, order_code as code, created from written`.execute(tx);
  const updated = rows.flatMap((row) => (row.created ? [] : [row.id]));
  await linkWaitingRefunds(
    tx,
    rows.flatMap((row) => (row.created ? [row.id] : [])),
  );
  await recomputeRefunded(tx, updated);
  if (guide) await followGuide(tx, updated);
  return { written: new Map(rows.map((row) => [row.code, row.created ? "created" : "updated"])) };
}
