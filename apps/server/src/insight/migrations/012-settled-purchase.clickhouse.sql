-- Purchases of months to which nothing was added for a while, each once: what `purchase` says of them, without its merging of
-- versions as it is read, and in the order in which stores are asked about. Rebuilt month by month (insight/settled).
create table if not exists settled_purchase (
  order_id     UInt64,
  member_no    UInt32,
  store_no     UInt32,
  guide_no     UInt32,
  channel      LowCardinality(String),
  paid_at      DateTime64(3, 'UTC'),
  business_day Date,
  amount_li    Int64,
  discount_li  Int64,
  items        Int64,
  is_gift      UInt8,
  coupons      Array(String)
) engine = MergeTree
partition by toYYYYMM(business_day)
order by (store_no, member_no, order_id);
create table if not exists settled_purchase_building as settled_purchase;
-- Who bought in a settled month, by channel.
create table if not exists settled_buyers (
  month   UInt32,
  channel LowCardinality(String),
  buyers  AggregateFunction(groupBitmap, UInt32)
) engine = MergeTree
partition by month
order by channel;
create table if not exists settled_buyers_building as settled_buyers;
-- What a month was built from: the number that `order_fact` gave to its latest insert or change there. `seen` without `built` is a
-- month that must stay as it is until the next look.
create table if not exists settled_month (
  month   UInt32,
  seen    String,
  built   String,
  version UInt64
) engine = ReplacingMergeTree(version)
order by month;
