-- 门店设备 (IN-17): what stands in a store and tells what customers tried on, looked at and picked up. Each has an API key of its own, whose
-- part of the tree is that store and nothing else.
create table store_device (
  no             int generated always as identity primary key,
  id             uuid not null unique default uuidv7(),
  -- Never changed: what it told stays with the store where it stood. A device that moves is registered anew.
  store_no       int not null,
  -- devices/vocabulary.ts
  kind           text not null check (kind in ('makeup_mirror', 'fitting_mirror', 'furniture_ar', 'smart_screen', 'smart_shelf', 'wifi', 'counter')),
  name           text not null check (name <> ''),
  api_key_id     uuid not null unique references api_key,
  firmware       text,
  -- Our clock minus the device's, as of the last message.
  clock_skew_ms  bigint,
  last_seen_at   timestamptz,
  last_event_at  timestamptz,
  -- Events in the running minute: the key's rate.
  window_at      timestamptz,
  window_events  int not null default 0,
  -- Found silent while its store was open; back to null with its next message.
  silent_at      timestamptz,
  version        int not null default 1,
  created_at     timestamptz not null,
  created_by     text not null,
  retired_at     timestamptz
);
create index store_device_store on store_device (store_no, no);
create unique index store_device_name on store_device (store_no, name) where retired_at is null;

-- One use of a device by one person; nobody until they keep it by the code on the screen.
create table device_session (
  no              bigint generated always as identity primary key,
  device_no       int not null references store_device,
  session_key     text not null,
  started_at      timestamptz not null,
  -- Of the code on the screen; only its hash is kept.
  token_hash      bytea unique,
  token_expires_at timestamptz,
  origin_no       int,
  member_no       int,
  identified_at   timestamptz,
  identified_by   text check (identified_by in ('mini_program', 'web')),
  unique (device_no, session_key),
  check ((origin_no is null) = (member_no is null))
);
create index device_session_started on device_session (device_no, started_at);
create index device_session_member on device_session (member_no, started_at desc) where member_no is not null;
create index device_session_origin on device_session (origin_no) where origin_no is not null;

create table device_event (
  device_no    int not null references store_device,
  -- Unique within the device: the same again is acknowledged and ignored.
  event_id     text not null,
  session_no   bigint references device_session,
  type         text not null check (type in ('tried', 'looked', 'picked_up', 'connected', 'counted')),
  -- By our clock.
  occurred_at  timestamptz not null,
  received_at  timestamptz not null,
  sku          text,
  -- As the kind's schema says; never who somebody is.
  properties   jsonb not null,
  primary key (device_no, event_id)
);
create index device_event_session on device_event (session_no) where session_no is not null;
create index device_event_received on device_event (received_at);

create table device_day (
  device_no  int not null references store_device,
  -- Of the event in the shop's time zone; refusals count on the day they came.
  day        date not null,
  events     int not null default 0,
  -- Came more than ten minutes after they happened: kept while the store was offline.
  late       int not null default 0,
  refused    int not null default 0,
  -- People counted at the door.
  entered    int not null default 0,
  primary key (device_no, day)
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{device.read,device.write,device.report}'::text[]),
  ('region_manager', '{device.read,device.write,device.report}'::text[]),
  ('store_manager', '{device.read}'::text[]),
  ('guide', '{device.read}'::text[]),
  ('analyst', '{device.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
