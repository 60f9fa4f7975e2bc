-- Active members; a merged or erased one is a deleted row.
create table if not exists member_fact (
  member_no       UInt32,
  owner_no        UInt32,
  version         UInt64,
  is_deleted      UInt8,
  first_seen_at   DateTime64(3, 'UTC'),
  registered_at   Nullable(DateTime64(3, 'UTC')),
  store_no        UInt32,
  guide_id        Nullable(UUID),
  channel         LowCardinality(String),
  relation        LowCardinality(String),
  gender          LowCardinality(String),
  birth_year      UInt16,
  birth_month_day UInt16,
  province        LowCardinality(String),
  city            LowCardinality(String)
) engine = ReplacingMergeTree(version, is_deleted) order by member_no;

-- Profiles whose member changed since rows were recorded under them.
create table if not exists member_override (
  origin_no UInt32,
  member_no UInt32,
  version   UInt64
) engine = ReplacingMergeTree(version) order by origin_no;
