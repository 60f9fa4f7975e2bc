-- One row per refund document. Kept also when its order has not arrived yet, or is never named: the money went back anyway.
create table refund (
  id            bigint generated always as identity primary key,
  source        text not null,
  refund_code   text not null,
  -- The order that the document names, if it names one; `order_id` follows when that order is there.
  order_code    text,
  order_id      bigint references sales_order (id),
  origin_no     int,
  member_no     int,
  store_no      int,
  channel       text not null,
  refunded_at   timestamptz(3) not null,
  business_day  date not null,
  -- Positive.
  amount_li     bigint not null,
  amount_fen    bigint not null,
  items         bigint not null,
  line_count    int not null,
  -- As in sales_order.
  lines         json not null,
  content_hash  uuid not null,
  version       bigint not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  changed_xid   xid8 not null default pg_current_xact_id(),
  unique (source, refund_code),
  check ((origin_no is null) = (member_no is null))
);
create index refund_order on refund (order_id) where order_id is not null;
create index refund_waiting on refund (source, order_code) where order_id is null and order_code is not null;
create index refund_member on refund (member_no, refunded_at desc, id desc) where member_no is not null;
create index refund_origin on refund (origin_no) where origin_no is not null;
create index refund_changed_xid on refund (changed_xid);
create trigger refund_bump before update on refund for each row execute function bump_fact_version();
