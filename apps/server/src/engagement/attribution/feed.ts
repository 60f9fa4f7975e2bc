import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** Decisions into `order_attribution_fact`; an order decided anew is sent again with a higher version. */
export const attributionFeed: Feed = {
  name: "order_attribution_fact",
  source: "order_attribution",
  target:
    "order_attribution_fact (order_id, version, is_deleted, paid_at, business_day, store_no, amount_fen, refunded_fen, claims_json)",
  select: `s.order_id, s.changed_xid::text, (not s.counts)::int, to_char(s.paid_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
    s.business_day, coalesce(s.store_no, 0), s.amount_fen, s.refunded_fen, s.claims`,
  orderBy: "s.order_id",
};
