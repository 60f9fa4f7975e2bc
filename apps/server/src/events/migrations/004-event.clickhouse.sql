-- Every logged event, fed from event_log exactly once. `member_no` is the member at the time of delivery: read it through
-- the view `member_event`, which knows later merges. 0 = no store, '' = no channel.
create table if not exists event (
  seq         UInt64,
  type        LowCardinality(String),
  origin_no   UInt32,
  member_no   UInt32,
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  store_no    UInt32,
  channel     LowCardinality(String),
  properties  String
)
engine = MergeTree
partition by toYYYYMM(occurred_at)
order by (type, member_no, occurred_at)
settings non_replicated_deduplication_window = 10000;
