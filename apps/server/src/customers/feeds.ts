import type { Feed } from "../kernel/clickhouse/feed-spec.ts";

/** Members as ClickHouse sees them: state transfer, the newest transaction's row wins. */
export const memberFactFeed: Feed = {
  name: "member_fact",
  source: "member",
  target:
    "member_fact (member_no, owner_no, version, is_deleted, first_seen_at, registered_at, store_no, guide_id, channel, relation, gender, birth_year, birth_month_day, province, city, digital, from_outside)",
  select: `s.member_no, s.owner_no, s.changed_xid::text, (s.status <> 'active')::int,
    to_char(s.first_seen_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), to_char(s.registered_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
    coalesce(s.store_no, 0), s.guide_id, coalesce(s.channel, ''), s.relation, coalesce(s.gender, ''), coalesce(s.birth_year, 0),
    coalesce(s.birth_month_day, 0), coalesce(s.province, ''), coalesce(s.city, ''),
    s.digital::int, s.from_outside::int`,
  orderBy: "s.member_no",
};

/** Profiles that changed hands: events recorded under them are read through this until they are rewritten. */
export const memberOverrideFeed: Feed = {
  name: "member_override",
  source: "member_override",
  target: "member_override (origin_no, member_no, version)",
  select: "s.origin_no, s.member_no, s.changed_xid::text",
  orderBy: "s.origin_no",
};
