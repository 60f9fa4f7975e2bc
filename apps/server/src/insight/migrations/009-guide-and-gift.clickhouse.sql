-- Who sold an order (0 = nobody in particular), and whether it was bought for somebody else.
alter table order_fact add column if not exists guide_no UInt32 default 0 after store_no;
alter table order_fact add column if not exists is_gift UInt8 default 0;
alter table refund_fact add column if not exists guide_no UInt32 default 0 after store_no;

create or replace view current_order as
select order_id, version, origin_no, member_no, store_no, guide_no, channel, paid_at, business_day, amount_li, goods_li, discount_li,
       items, is_gift, coupons, lines.sku, lines.quantity, lines.amount_li
from order_fact final
settings do_not_merge_across_partitions_select_final = 1;

create or replace view purchase as select * from current_order where items > 0;

create or replace view current_refund as
select refund_id, version, order_id, origin_no, member_no, store_no, guide_no, channel, refunded_at, business_day, amount_li, items
from refund_fact final
settings do_not_merge_across_partitions_select_final = 1;

-- Who received a gift order. Few beside the orders: one partition, so that a gift of another day simply replaces itself.
create table if not exists gift_fact (
  order_id     UInt64,
  version      UInt64,
  is_deleted   UInt8 default 0,
  origin_no    UInt32,
  member_no    UInt32,
  store_no     UInt32 default 0,
  channel      LowCardinality(String) default '',
  given_at     DateTime64(3, 'UTC'),
  business_day Date
) engine = ReplacingMergeTree(version, is_deleted)
order by order_id
settings non_replicated_deduplication_window = 1000;

create view if not exists received_gift as
select order_id, version, origin_no, member_no, store_no, channel, given_at, business_day from gift_fact final where member_no > 0;
