-- One row per order, as it is now. `version` decides between rows of one order within a month; an order that moves to
-- another month is re-sent as deleted under the old day, so that months never have to be merged with each other.
-- Money is in li (1/10 fen). 0 stands for "anonymous" (member) and "none" (store).
create table if not exists order_fact (
  order_id     UInt64,
  version      UInt64,
  is_deleted   UInt8 default 0,
  origin_no    UInt32 default 0,
  member_no    UInt32 default 0,
  store_no     UInt32 default 0,
  channel      LowCardinality(String) default '',
  paid_at      DateTime64(3, 'UTC'),
  business_day Date,
  amount_li    Int64,
  goods_li     Int64 default amount_li,
  discount_li  Int64 default 0,
  items        Int64 default 0,
  coupons      Array(String) default [],
  lines        Nested(sku String, quantity Int64, amount_li Int64),
  -- When the row came here: lets jobs look at what is new only.
  arrived_at   DateTime64(3, 'UTC') default now64(3),
  index order_fact_member member_no type bloom_filter(0.01) granularity 1,
  index order_fact_arrival arrived_at type minmax granularity 1
) engine = ReplacingMergeTree(version, is_deleted)
partition by toYYYYMM(business_day)
order by order_id
settings non_replicated_deduplication_window = 1000;

-- The orders that stand. Readers use this view or the next, never the table.
create view if not exists current_order as
select order_id, version, origin_no, member_no, store_no, channel, paid_at, business_day, amount_li, goods_li, discount_li,
       items, coupons, lines.sku, lines.quantity, lines.amount_li
from order_fact final
settings do_not_merge_across_partitions_select_final = 1;

-- The orders that are purchases: an order without a sold item (gifts only) is none.
create view if not exists purchase as select * from current_order where items > 0;

-- One row per order line.
create view if not exists order_line as
select order_id, member_no, store_no, channel, paid_at, business_day, sku, quantity, line_amount_li as amount_li
from order_fact final
array join lines.sku as sku, lines.quantity as quantity, lines.amount_li as line_amount_li
settings do_not_merge_across_partitions_select_final = 1;
