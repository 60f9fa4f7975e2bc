import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** The ledger of points into `point_fact`; an entry whose member changed is sent again. A store of 0 = none. */
export const pointEntryFeed: Feed = {
  name: "point_fact",
  source: "point_entry",
  target: "point_fact (entry_id, version, member_no, store_no, channel, kind, lot_kind, at, points)",
  select: `s.id, s.changed_xid::text, s.member_no, coalesce(s.store_no, 0), coalesce(s.channel, ''), s.kind, l.kind,
    to_char(s.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), s.points`,
  join: "join point_lot l on l.id = s.lot_id",
  orderBy: "s.id",
};
