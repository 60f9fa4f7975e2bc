import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** Decisions into `order_attribution_fact`; an order decided anew is sent again with a higher version. */
export const attributionFeed: Feed = {
  name: "order_attribution_fact",
  source: "order_attribution",
  target: "order_attribution_fact (order_id, version, amount_fen, refunded_fen, claims_json)",
  select: "s.order_id, s.changed_xid::text, s.amount_fen, s.refunded_fen, s.claims",
  orderBy: "s.order_id",
};
