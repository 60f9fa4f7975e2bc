-- Parcels of orders as the delivery system tells them, and changes of their delivery time that store staff ask for (IN-15).
-- Nothing of the person stands here: who it is, the order says.
create table shipment (
  id           uuid primary key default uuidv7(),
  -- The system that numbered the shipment; a code is unique within it.
  source       text not null,
  code         text not null,
  order_source text not null,
  order_code   text not null,
  -- Whose sale it is, whichever place ships it.
  store_no     int not null,
  place_no     int references stock_place on delete set null,
  carrier      text,
  tracking_no  text,
  state        text not null check (state in ('preparing', 'shipped', 'delivered', 'failed', 'cancelled')),
  -- By the source's own clock: a late message never turns a newer state back.
  state_at     timestamptz(3) not null,
  window_from  timestamptz,
  window_until timestamptz,
  delivered_at timestamptz,
  created_at   timestamptz not null,
  unique (source, code),
  check ((window_from is null) = (window_until is null) and window_from < window_until)
);
create index shipment_order on shipment (order_source, order_code);
create index shipment_store on shipment (store_no, id desc);
create index shipment_window on shipment (store_no, window_from) where state in ('preparing', 'shipped');
create index shipment_late on shipment (window_until) where state in ('preparing', 'shipped');

create table delivery_change (
  id           uuid primary key default uuidv7(),
  shipment_id  uuid not null references shipment on delete cascade,
  was_from     timestamptz not null,
  was_until    timestamptz not null,
  asked_from   timestamptz not null,
  asked_until  timestamptz not null,
  reason       text not null check (reason in ('customer_asked', 'nobody_home', 'store_busy', 'weather', 'stock_late')),
  state        text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
  -- The delivery system's own words.
  refusal      text,
  asked_at     timestamptz not null,
  asked_by     text not null,
  answered_at  timestamptz,
  told_at      timestamptz,
  told_by      text,
  check ((state = 'waiting') = (answered_at is null)),
  check (state = 'refused' or refusal is null),
  check (asked_from < asked_until)
);
create unique index delivery_change_waiting on delivery_change (shipment_id) where state = 'waiting';
create index delivery_change_list on delivery_change (state, id desc);
create index delivery_change_shipment on delivery_change (shipment_id, id desc);
