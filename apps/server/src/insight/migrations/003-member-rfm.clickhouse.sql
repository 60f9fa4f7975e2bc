-- RFM of every buyer at the start of a day. A snapshot is built aside and swapped in whole, so that readers see all or nothing.
create table if not exists member_rfm (
  as_of        Date,
  member_no    UInt32,
  recency_days UInt32,
  frequency    UInt32,
  monetary_li  Int64,
  r            UInt8,
  f            UInt8,
  m            UInt8,
  -- Bits R, F, M above the mean: 7 = 111 important value … 0 = 000.
  rfm_group    UInt8
) engine = MergeTree
partition by as_of
order by member_no;

create table if not exists member_rfm_building as member_rfm;

-- One row per snapshot: when it was made and the means that split the groups.
create table if not exists rfm_snapshot (
  as_of             Date,
  built_at          DateTime64(3, 'UTC'),
  customers         UInt64,
  mean_recency_days Float64,
  mean_frequency    Float64,
  mean_monetary_li  Float64
) engine = ReplacingMergeTree(built_at)
order by as_of;
