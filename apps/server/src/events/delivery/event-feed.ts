import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** The log's way into ClickHouse: append-only on both sides. */
export const eventFeed: Feed = {
  name: "event",
  source: "event_log",
  target: "event (seq, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)",
  select:
    "s.seq, s.type, s.origin_no, s.member_no, s.occurred_at, s.received_at, coalesce(s.store_no, 0), coalesce(s.channel, ''), s.properties",
  orderBy: "s.seq",
  appendKey: { source: "s.seq", target: "seq" },
  xidColumn: "logged_xid",
};
