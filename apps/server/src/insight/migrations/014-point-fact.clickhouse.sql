-- The ledger of points, one row per entry as it is now: an entry is sent again when a merge, or its undo, changes its member.
create table if not exists point_fact (
  entry_id  UInt64,
  version   UInt64,
  member_no UInt32,
  store_no  UInt32 default 0,
  channel   LowCardinality(String) default '',
  kind      LowCardinality(String),
  lot_kind  LowCardinality(String),
  at        DateTime64(3, 'UTC'),
  points    Int64
) engine = ReplacingMergeTree(version)
order by entry_id
settings non_replicated_deduplication_window = 1000;
