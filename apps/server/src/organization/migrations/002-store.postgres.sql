-- Store formats (OR-02) are data: a chain adds its own, and what a new store gets follows from its format.
create table store_format (
  code           text primary key check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  name           text not null unique,
  warehouse_mode text not null default 'store_stock' check (warehouse_mode in ('store_stock', 'front_warehouse', 'central_warehouse')),
  services       text[] not null default '{in_store}' check (services <@ array['in_store', 'home_delivery', 'pick_up', 'express']),
  builtin        boolean not null default false,
  sort_order     int not null default 100
);
insert into store_format (code, name, warehouse_mode, services, builtin, sort_order) values
  ('flagship',         '旗舰大店',   'store_stock',       '{in_store,home_delivery,pick_up}',         true, 1),
  ('city_supermarket', '城市商超',   'store_stock',       '{in_store,home_delivery,pick_up}',         true, 2),
  ('convenience',      '便利店',     'store_stock',       '{in_store,home_delivery,pick_up,express}', true, 3),
  ('department_store', '百货',       'store_stock',       '{in_store,pick_up}',                       true, 4),
  ('shopping_centre',  '购物中心店', 'store_stock',       '{in_store,pick_up}',                       true, 5),
  ('supermarket',      '超市',       'store_stock',       '{in_store,home_delivery,pick_up}',         true, 6),
  ('hypermarket',      '大卖场',     'store_stock',       '{in_store,home_delivery,pick_up}',         true, 7),
  ('community',        '社区店',     'front_warehouse',   '{in_store,home_delivery,pick_up,express}', true, 8),
  ('specialty',        '专卖店',     'store_stock',       '{in_store,pick_up}',                       true, 9),
  ('pop_up',           '快闪店',     'store_stock',       '{in_store}',                               true, 10),
  ('online',           '线上店',     'central_warehouse', '{home_delivery}',                          true, 11),
  ('other',            '其他',       'store_stock',       '{in_store}',                               true, 12);

create table store (
  org_unit_id    uuid primary key references org_unit (id),
  format         text not null default 'other' references store_format (code),
  -- Who owns it, and on what kind of site it trades (OR-03).
  ownership      text not null default 'self_run' check (ownership in ('self_run', 'franchise', 'dealer')),
  site           text not null default 'other' check (site in ('counter', 'mall', 'street', 'community', 'online', 'other')),
  phase          text not null default 'preparing' check (phase in ('preparing', 'open', 'refit', 'closed')),
  phase_since    date,
  opened_on      date,
  closed_on      date,
  address        text not null default '',
  province       text,
  city           text,
  district       text,
  -- Six digits of the national division code; the province and city codes follow from it.
  area_code      text check (area_code ~ '^[0-9]{6}$'),
  province_code  text generated always as (left(area_code, 2) || '0000') stored,
  city_code      text generated always as (left(area_code, 4) || '00') stored,
  -- GCJ-02, as WeChat's location calls and China's map services give it.
  latitude       double precision check (latitude between -90 and 90),
  longitude      double precision check (longitude between -180 and 180),
  phone          text,
  -- {"mon": [["09:00", "22:00"]], …}; a span that ends at or before its start runs past midnight. Null = not known.
  opening_hours  jsonb,
  -- {"2026-02-17": []} closed that day, or other spans.
  special_days   jsonb not null default '{}',
  warehouse_mode text not null default 'store_stock' check (warehouse_mode in ('store_stock', 'front_warehouse', 'central_warehouse')),
  services       text[] not null default '{in_store}' check (services <@ array['in_store', 'home_delivery', 'pick_up', 'express']),
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check ((latitude is null) = (longitude is null))
);
create index store_location on store using gist (ll_to_earth(latitude, longitude)) where latitude is not null;
create index store_city on store (city);
create index store_format_ownership on store (format, ownership);

-- Life cycle with dates.
create table store_phase_change (
  id          bigint generated always as identity primary key,
  org_unit_id uuid not null references store (org_unit_id),
  from_phase  text,
  to_phase    text not null,
  on_day      date not null,
  reason      text,
  created_at  timestamptz not null default now()
);
create index store_phase_change_store on store_phase_change (org_unit_id, id);

-- Metres along the great circle on a sphere of the earth's mean radius (haversine).
create function distance_metres(latitude_a double precision, longitude_a double precision, latitude_b double precision, longitude_b double precision)
returns double precision language sql immutable strict parallel safe as $$
  select 2 * 6371008.8 * asin(least(1, sqrt(
    power(sin(radians(latitude_b - latitude_a) / 2), 2)
    + cos(radians(latitude_a)) * cos(radians(latitude_b)) * power(sin(radians(longitude_b - longitude_a) / 2), 2))))
$$;
