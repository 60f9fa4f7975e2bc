import { type RawBuilder, sql } from "kysely";
import { appendEventsFrom, type EventTypeName } from "../../events/index.ts";

const paid = "order.paid" satisfies EventTypeName;
const corrected = "order.corrected" satisfies EventTypeName;

/**
 * Tells the time lines of members what was bought, which coupons were used with it, and what was corrected afterwards.
 *
 * @returns a statement for the `with` clause in which `written` holds the orders: source, order_code, origin_no, member_no,
 *   store_no, channel, paid_at, amount_fen, items, coupons, version and created.
 */
export function announceOrders(now: Date): RawBuilder<unknown> {
  return appendEventsFrom(
    sql`
      select 'orders' as source, origin_no, member_no, store_no, channel,
        case when created then ${paid}::text else ${corrected}::text end as type,
        case when created then concat('paid:', source, ':', order_code)
          else concat('corrected:', source, ':', order_code, ':', version) end as event_id,
        case when created then paid_at else ${now}::timestamptz end as occurred_at,
        jsonb_strip_nulls(jsonb_build_object('orderCode', order_code, 'amountFen', amount_fen,
          'items', case when created and items > 0 then items end,
          'coupons', case when created and cardinality(coupons) > 0 then coupons end)) as properties
      from written where member_no is not null`,
    now,
  );
}
