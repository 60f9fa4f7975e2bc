-- Stock kept for an order that the retailer's system takes (IN-15): held until it is shipped out, given back, or its time is over.
create table stock_reservation (
  id         uuid primary key default uuidv7(),
  -- The order as its system names it; it need not have arrived here yet.
  source     text not null,
  order_code text not null,
  store_no   int not null,
  -- A held one whose time is over holds nothing, whether or not it was marked yet.
  state      text not null default 'held' check (state in ('held', 'consumed', 'released', 'expired')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  ended_at   timestamptz,
  ended_by   text,
  check ((state = 'held') = (ended_at is null))
);
-- One order holds stock once; after it was given back, it may ask again.
create unique index stock_reservation_order on stock_reservation (source, order_code) where state in ('held', 'consumed');
create index stock_reservation_store on stock_reservation (store_no, id desc);
create index stock_reservation_due on stock_reservation (expires_at) where state = 'held';

create table stock_hold (
  reservation_id uuid not null references stock_reservation on delete cascade,
  place_no       int not null,
  sku            text not null,
  quantity       int not null check (quantity > 0),
  primary key (reservation_id, place_no, sku),
  foreign key (place_no, sku) references stock_level on delete cascade
);
create index stock_hold_level on stock_hold (place_no, sku);

-- What of a level is promised: holds of reservations that stand now.
create view stock_held as
select h.place_no, h.sku, r.expires_at, h.quantity, h.reservation_id
from stock_hold h join stock_reservation r on r.id = h.reservation_id where r.state = 'held';
