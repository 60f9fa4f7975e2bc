import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type OrderDraft, storeLine, totalsOf, type WriteCounts } from "./rules.ts";
import { type Spoken, writeOrders } from "./write-orders.ts";

/** A batch in which no draft speaks of a guide, or of gifts, leaves that of its orders as it is. */
function spokenIn(drafts: readonly OrderDraft[]): Spoken {
  return {
    guide: drafts.some((draft) => draft.guideNo !== undefined),
    gift: drafts.some((draft) => draft.isGift !== undefined || draft.recipient !== undefined),
  };
}

/**
 * Creates or corrects orders: set-based, idempotent by (source, orderCode). Of two drafts with one code the later counts.
 *
 * @returns counts in orders; an unchanged order costs no write.
 */
export async function upsertOrders(tx: Tx, platform: Platform, drafts: readonly OrderDraft[]): Promise<WriteCounts> {
  const byCode = new Map(drafts.map((draft) => [`${draft.source}\u0000${draft.orderCode}`, draft]));
  if (byCode.size === 0) return { created: 0, updated: 0, unchanged: 0 };
  const rows = [...byCode.values()].map((draft) => {
    const { goodsLi, items } = totalsOf(draft.lines);
    return {
      source: draft.source,
      order_code: draft.orderCode,
      origin_no: draft.member?.originNo ?? null,
      member_no: draft.member?.memberNo ?? null,
      store_no: draft.storeNo,
      channel: draft.channel,
      paid_at: draft.paidAt,
      business_day: draft.businessDay,
      goods_li: goodsLi,
      discount_li: draft.discountLi ?? 0,
      items,
      line_count: draft.lines.length,
      coupons: draft.coupons ?? [],
      lines: JSON.stringify(draft.lines.map(storeLine)),
      guide_no: draft.guideNo ?? null,
      is_gift: draft.isGift ?? false,
      recipient_origin_no: draft.recipient?.originNo ?? null,
      recipient_no: draft.recipient?.memberNo ?? null,
    };
  });
  const { written } = await writeOrders(
    tx,
    platform,
    sql`select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (source text, order_code text, origin_no int,
      member_no int, store_no int, channel text, paid_at timestamptz, business_day date, goods_li bigint, discount_li bigint,
      items bigint, line_count int, coupons text[], lines text, guide_no int, is_gift boolean,
      recipient_origin_no int, recipient_no int)`,
    spokenIn(drafts),
  );
  const created = [...written.values()].filter((outcome) => outcome === "created").length;
  return { created, updated: written.size - created, unchanged: byCode.size - written.size };
}
