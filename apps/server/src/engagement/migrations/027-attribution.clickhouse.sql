create table if not exists order_attribution_fact (
  order_id     UInt64,
  version      UInt64,
  is_deleted   UInt8,
  paid_at      DateTime64(3, 'UTC'),
  business_day Date,
  store_no     UInt32,
  amount_fen   Int64,
  refunded_fen Int64,
  claims_json  String ephemeral '[]',
  claims       Nested(
    dimension LowCardinality(String),
    evidence LowCardinality(String),
    subject_kind LowCardinality(String),
    subject String,
    at Int64,
    gross_fen Int64,
    net_fen Int64,
    share Float64
  ),
  -- Numbers of orders follow time, so a period is few granules.
  index order_attribution_day business_day type minmax granularity 1
) engine = ReplacingMergeTree(version, is_deleted)
order by order_id
settings non_replicated_deduplication_window = 1000;
alter table order_attribution_fact modify column claims.dimension Array(LowCardinality(String))
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').1;
alter table order_attribution_fact modify column claims.evidence Array(LowCardinality(String))
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').2;
alter table order_attribution_fact modify column claims.subject_kind Array(LowCardinality(String))
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').3;
alter table order_attribution_fact modify column claims.subject Array(String)
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').4;
alter table order_attribution_fact modify column claims.at Array(Int64)
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').5;
alter table order_attribution_fact modify column claims.gross_fen Array(Int64)
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').6;
alter table order_attribution_fact modify column claims.net_fen Array(Int64)
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').7;
alter table order_attribution_fact modify column claims.share Array(Float64)
  default JSONExtract(claims_json, 'Array(Tuple(String, String, String, String, Int64, Int64, Int64, Float64, String))').8;
