import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`;

/** Whom a leader leads from when to when, as the attribution of orders reads it. */
export const leaderBindingFeed: Feed = {
  name: "leader_binding_fact",
  source: "leader_binding",
  target: "leader_binding_fact (binding_id, version, leader_no, member_no, bound_at, unbound_at)",
  select: `s.id, s.changed_xid::text, s.leader_no, s.member_no, ${moment("s.bound_at")},
    ${moment("coalesce(s.unbound_at, timestamptz '2200-01-01 00:00:00Z')")}`,
  orderBy: "s.id",
};
