import { type RawBuilder, sql } from "kysely";

/**
 * Keeps who received the orders that were just written; an order that was corrected to name nobody takes its gift back.
 *
 * @returns a statement for the `with` clause in which `written` holds the orders and `incoming` what the source says of them:
 *   source, order_code, recipient_origin_no and recipient_no.
 */
export function writeGifts(): RawBuilder<unknown> {
  return sql`
    insert into gift as g (order_id, origin_no, member_no, store_no, channel, given_at, business_day)
    select w.id, i.recipient_origin_no, i.recipient_no, w.store_no, w.channel, w.paid_at, w.business_day
    from written w join incoming i on i.source = w.source and i.order_code = w.order_code
    where i.recipient_no is not null or (not w.created and exists (select from gift k where k.order_id = w.id))
    order by w.id
    on conflict (order_id) do update set origin_no = excluded.origin_no, member_no = excluded.member_no, store_no = excluded.store_no,
      channel = excluded.channel, given_at = excluded.given_at, business_day = excluded.business_day
    where (g.origin_no, g.store_no, g.channel, g.given_at, g.business_day) is distinct from
      (excluded.origin_no, excluded.store_no, excluded.channel, excluded.given_at, excluded.business_day)
    returning new.order_id, new.origin_no, new.member_no, old.origin_no as origin_before`;
}
