-- Who received a gift order, when that is known. The sender is the order's member: both are customers, only the sender is a buyer.
-- A row stays when its order is corrected to name nobody any more; then both numbers are null.
create table gift (
  order_id     bigint primary key references sales_order (id),
  origin_no    int,
  member_no    int,
  -- As the order says.
  store_no     int,
  channel      text not null,
  given_at     timestamptz(3) not null,
  business_day date not null,
  version      bigint not null default 1,
  updated_at   timestamptz not null default now(),
  changed_xid  xid8 not null default pg_current_xact_id(),
  check ((origin_no is null) = (member_no is null))
);
create index gift_member on gift (member_no, given_at desc, order_id desc) where member_no is not null;
create index gift_origin on gift (origin_no) where origin_no is not null;
create index gift_changed_xid on gift (changed_xid);
create trigger gift_bump before update on gift for each row execute function bump_fact_version();
