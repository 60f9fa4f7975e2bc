-- One row per refund, as it is now; the same rules as `order_fact`. `business_day` is the day of the refund.
create table if not exists refund_fact (
  refund_id    UInt64,
  version      UInt64,
  is_deleted   UInt8 default 0,
  order_id     UInt64,
  origin_no    UInt32 default 0,
  member_no    UInt32 default 0,
  store_no     UInt32 default 0,
  channel      LowCardinality(String) default '',
  refunded_at  DateTime64(3, 'UTC'),
  business_day Date,
  amount_li    Int64,
  items        Int64 default 0,
  index refund_fact_member member_no type bloom_filter(0.01) granularity 1
) engine = ReplacingMergeTree(version, is_deleted)
partition by toYYYYMM(business_day)
order by refund_id
settings non_replicated_deduplication_window = 1000;

create view if not exists current_refund as
select refund_id, version, order_id, origin_no, member_no, store_no, channel, refunded_at, business_day, amount_li, items
from refund_fact final
settings do_not_merge_across_partitions_select_final = 1;
