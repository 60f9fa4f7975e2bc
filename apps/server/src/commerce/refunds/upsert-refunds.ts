import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type RefundDraft, storeLine, totalsOf, type WriteCounts } from "../orders/rules.ts";
import { writeRefunds } from "./write-refunds.ts";

/**
 * Creates or corrects refunds: set-based, idempotent by (source, refundCode). Of two drafts with one code the later counts.
 *
 * @returns counts in refunds.
 */
export async function upsertRefunds(tx: Tx, platform: Platform, drafts: readonly RefundDraft[]): Promise<WriteCounts> {
  const byCode = new Map(drafts.map((draft) => [`${draft.source}\u0000${draft.refundCode}`, draft]));
  if (byCode.size === 0) return { created: 0, updated: 0, unchanged: 0 };
  const rows = [...byCode.values()].map((draft) => {
    const { goodsLi, items } = totalsOf(draft.lines);
    return {
      source: draft.source,
      refund_code: draft.refundCode,
      order_code: draft.orderCode,
      origin_no: draft.member?.originNo ?? null,
      member_no: draft.member?.memberNo ?? null,
      store_no: draft.storeNo,
      channel: draft.channel,
      refunded_at: draft.refundedAt,
      business_day: draft.businessDay,
      amount_li: goodsLi,
      items,
      line_count: draft.lines.length,
      lines: JSON.stringify(draft.lines.map(storeLine)),
    };
  });
  const { written } = await writeRefunds(
    tx,
    platform,
    sql`select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (source text, refund_code text, order_code text,
      origin_no int, member_no int, store_no int, channel text, refunded_at timestamptz, business_day date, amount_li bigint,
      items bigint, line_count int, lines text)`,
  );
  const created = [...written.values()].filter((outcome) => outcome === "created").length;
  return { created, updated: written.size - created, unchanged: byCode.size - written.size };
}
