import { type RawBuilder, sql } from "kysely";
import { appendEventsFrom, type EventTypeName } from "../../events/index.ts";

const refunded = "order.refunded" satisfies EventTypeName;
const corrected = "order.corrected" satisfies EventTypeName;

/**
 * Tells the time lines of members what went back; a corrected refund is told once more under its new version. A refund that
 * names no order stands for itself.
 *
 * @returns a statement for the `with` clause in which `written` holds the refunds: source, refund_code, order_code, origin_no,
 *   member_no, store_no, channel, refunded_at, amount_fen, version and created.
 */
export function announceRefunds(now: Date): RawBuilder<unknown> {
  return appendEventsFrom(
    sql`
      select 'orders' as source, origin_no, member_no, store_no, channel,
        case when created then ${refunded}::text else ${corrected}::text end as type,
        case when created then concat('refunded:', source, ':', refund_code)
          else concat('corrected:', source, ':', refund_code, ':', version) end as event_id,
        case when created then refunded_at else ${now}::timestamptz end as occurred_at,
        jsonb_build_object('orderCode', coalesce(order_code, refund_code), 'amountFen', amount_fen)
          || case when created then jsonb_build_object('refundCode', refund_code) else '{"fields": ["refund"]}' end as properties
      from written where member_no is not null`,
    now,
  );
}
