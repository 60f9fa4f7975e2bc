import { type RawBuilder, sql } from "kysely";
import { eventKeyIn } from "./event-key.ts";

/**
 * The statement that appends events which SQL describes, for a `with` clause of the statement that writes what they tell of:
 * thousands of events never pass through Node. The twin of `appendEvents`: in the log if and only if the transaction commits,
 * idempotent by (source, event_id), keys sorted so that two writers cannot deadlock.
 *
 * @param drafts a query with the columns source, event_id, type (of the registry), origin_no, member_no, occurred_at, store_no,
 *   channel and properties (jsonb).
 */
export function appendEventsFrom(drafts: RawBuilder<unknown>, receivedAt: Date): RawBuilder<unknown> {
  return sql`
    insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)
    select ${eventKeyIn(sql`d.source`, sql`d.event_id`)}, d.source, d.event_id, d.type, d.origin_no, d.member_no, d.occurred_at,
      ${receivedAt}::timestamptz, d.store_no, d.channel, d.properties
    from (${drafts}) d
    order by 1
    on conflict (event_key) do nothing`;
}
