import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** Tags that members carry. */
export const memberTagFeed: Feed = {
  name: "tag_fact",
  source: "member_tag",
  target: "tag_fact (tag_no, member_no, version)",
  select: "s.tag_no, s.member_no, s.changed_xid::text",
  orderBy: "s.origin_no, s.tag_no",
};

/**
 * Pairs of member and tag of which a row went. Whether the member still carries the tag, by a row of another profile or set anew, is looked at when
 * the pair is sent: whoever changes that later sends the pair again.
 */
export const tagDepartureFeed: Feed = {
  name: "tag_departure",
  source: "tag_departure",
  target: "tag_fact (tag_no, member_no, version, is_deleted)",
  select: `s.tag_no, s.carrier_no, s.changed_xid::text,
    (not exists (select from member_tag t where t.member_no = s.carrier_no and t.tag_no = s.tag_no))::int`,
  orderBy: "s.carrier_no, s.tag_no",
};
