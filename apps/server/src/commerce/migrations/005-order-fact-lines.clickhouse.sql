-- PostgreSQL hands an order's lines over as the JSON that it stores; ClickHouse takes them apart, several times faster.
-- `lines_json` exists in inserts only.
alter table order_fact add column if not exists lines_json String ephemeral '[]';
alter table order_fact modify column lines.sku Array(String)
  default JSONExtract(lines_json, 'Array(Tuple(String, String, Int64, Nullable(Int64), Int64))').1;
alter table order_fact modify column lines.quantity Array(Int64)
  default JSONExtract(lines_json, 'Array(Tuple(String, String, Int64, Nullable(Int64), Int64))').3;
alter table order_fact modify column lines.amount_li Array(Int64)
  default JSONExtract(lines_json, 'Array(Tuple(String, String, Int64, Nullable(Int64), Int64))').5;
