import { type RawBuilder, sql } from "kysely";
import { appendEventsFrom, type EventTypeName } from "../../events/index.ts";

const sent = "gift.sent" satisfies EventTypeName;
const received = "gift.received" satisfies EventTypeName;

/**
 * Tells the time lines of both persons of a gift order, once per order and person.
 *
 * @returns a statement for the `with` clause in which `written` holds the orders, with is_gift, and `given` what `writeGifts` returns.
 */
export function announceGifts(now: Date): RawBuilder<unknown> {
  return appendEventsFrom(
    sql`
      select 'orders' as source, origin_no, member_no, store_no, channel, ${sent}::text as type,
        concat('gift-sent:', source, ':', order_code) as event_id, paid_at as occurred_at,
        jsonb_build_object('orderCode', order_code) as properties
      from written where is_gift and member_no is not null
      union all
      select 'orders', g.origin_no, g.member_no, w.store_no, w.channel, ${received}::text,
        concat('gift-received:', w.source, ':', w.order_code, ':', g.origin_no), w.paid_at,
        jsonb_build_object('orderCode', w.order_code)
      from given g join written w on w.id = g.order_id
      where g.member_no is not null and g.origin_no is distinct from g.origin_before`,
    now,
  );
}
