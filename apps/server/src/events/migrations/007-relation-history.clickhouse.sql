-- Fed from relation_history: the newest row of a member holds the whole line of steps.
create table if not exists relation_history (
  member_no UInt32,
  version   UInt64,
  state     LowCardinality(String),
  since     Nullable(DateTime64(3, 'UTC')),
  steps     Nested(at DateTime64(3, 'UTC'), from LowCardinality(String), to LowCardinality(String), cause LowCardinality(String), channel LowCardinality(String))
) engine = ReplacingMergeTree(version) order by member_no
settings non_replicated_deduplication_window = 1000;
