-- One row per order, lines included: nobody reads a line without its order (line-grain questions are ClickHouse's).
-- No foreign keys to member and store: both are resolved in the transaction that writes the row, and are never deleted.
create table sales_order (
  id            bigint generated always as identity primary key,
  -- The system that numbered the order; a code is unique within it.
  source        text not null,
  order_code    text not null,
  -- Null = anonymous sale.
  origin_no     int,
  member_no     int,
  store_no      int,
  channel       text not null,
  status        text not null default 'paid' check (status in ('paid', 'partially_refunded', 'refunded')),
  paid_at       timestamptz(3) not null,
  business_day  date not null,
  -- What the customer paid: goods minus discount, exact in li, and rounded once to fen.
  amount_li     bigint not null,
  amount_fen    bigint not null,
  goods_li      bigint not null,
  discount_li   bigint not null,
  refunded_fen  bigint not null default 0,
  -- Pieces sold; gifts (lines of price 0) are not counted, so an order with 0 items is no purchase.
  items         bigint not null,
  line_count    int not null,
  coupons       text[] not null default '{}',
  -- Each line is [sku, name, quantity, unitPriceLi, amountLi] or, weighed, [… , measure]: by position, since the names of
  -- fields in every line of every order would be half of the table. json, since it is written once and read whole: as jsonb
  -- it would cost three times as much to write.
  lines         json not null,
  -- Of everything that the source said; equal hash = nothing to write.
  content_hash  uuid not null,
  version       bigint not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  changed_xid   xid8 not null default pg_current_xact_id(),
  unique (source, order_code),
  check ((origin_no is null) = (member_no is null))
);
create index sales_order_member on sales_order (member_no, paid_at desc, id desc) where member_no is not null;
create index sales_order_origin on sales_order (origin_no) where origin_no is not null;
create index sales_order_store on sales_order (store_no, paid_at desc, id desc);
create index sales_order_paid_at on sales_order (paid_at desc, id desc);
create index sales_order_changed_xid on sales_order (changed_xid);

-- Whoever updates an order or a refund (a correction, a refund, a merge of members), its facts are sent again.
create function bump_fact_version() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;
create trigger sales_order_bump before update on sales_order for each row execute function bump_fact_version();
