-- Which item stands on which store's plan, for the length of one measurement (its run is its partition, dropped afterwards).
create table if not exists campaign_item (
  run      UInt64,
  store_no UInt32,
  sku      String,
  line_id  UUID,
  level    LowCardinality(String),
  format   LowCardinality(String),
  region   UInt32
) engine = MergeTree partition by run order by (sku, store_no);
