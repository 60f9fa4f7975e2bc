-- Stock as the retailer's systems tell it (IN-15): how much of a product lies at a place. A place serves a unit and every store below it:
-- a store's own stock, a regional warehouse, or a cloud warehouse that ships for the whole chain.
create table stock_place (
  no         int generated always as identity primary key,
  code       text not null unique,
  name       text not null,
  unit_no    int not null,
  -- The last message of any kind; null = never heard of.
  heard_at   timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index stock_place_unit on stock_place (unit_no);

create table stock_level (
  place_no   int not null references stock_place on delete cascade,
  sku        text not null,
  quantity   int not null check (quantity >= 0),
  -- When it was so, by the source's own clock: an older message never overwrites a newer one.
  changed_at timestamptz(3) not null,
  primary key (place_no, sku)
);
create index stock_level_changed on stock_level (place_no, changed_at);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{stock.read,stock.rule,delivery.change}'::text[]),
  ('region_manager', '{stock.read,delivery.change}'::text[]),
  ('store_manager', '{stock.read,delivery.change}'::text[]),
  ('guide', '{stock.read,delivery.change}'::text[]),
  ('analyst', '{stock.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
