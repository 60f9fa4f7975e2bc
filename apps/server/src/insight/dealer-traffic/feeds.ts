import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`;

/** Allocations as the attribution of orders reads them. An allocation that was replaced by hand ends where it was replaced. */
export const trafficAllocationFeed: Feed = {
  name: "traffic_allocation_fact",
  source: "traffic_allocation",
  target:
    "traffic_allocation_fact (allocation_id, version, member_no, dealer_no, store_no, commission_bp, business_day, allocated_at, attributed_until, replaced)",
  select: `s.id, s.changed_xid::text, s.member_no, s.dealer_no, s.store_no, s.commission_bp, s.business_day,
    ${moment("s.allocated_at")}, ${moment("s.attributed_until")}, (s.ended_at is not null)::int`,
  orderBy: "s.id",
};
