-- 渠道活码与短链: one thing that is printed or shared once and whose target may change behind it (AQ-02, CH-27).
create table live_code (
  id           uuid primary key default uuidv7(),
  -- The last part of the address /c/<slug> or /s/<slug>.
  slug         text not null unique check (slug ~ '^[a-z0-9]{6,16}$'),
  -- What the platform returns with everybody who came through it; at most 30 characters.
  state        text not null unique check (char_length(state) <= 30),
  -- staff: chosen guides. store: whoever serves a store. group: groups of customers. place: the nearest store's guides or group.
  -- link: an address elsewhere.
  kind         text not null check (kind in ('staff', 'store', 'group', 'place', 'link')),
  name         text not null check (name <> ''),
  -- direct: the platform's own code, which leads to all listed guides. page: our page picks one guide per visitor.
  entry        text not null default 'direct' check (entry in ('direct', 'page')),
  -- Who may see and edit it; for a place also the part of the chain it leads to.
  org_unit_id  uuid not null references org_unit (id),
  -- Where members it brings belong; null for a place: there the chosen store counts.
  store_no     int references org_unit (no),
  -- The source model (AQ-01): channel, material, campaign, dealer's share code, UTM parameters.
  channel      text not null,
  material     text not null,
  campaign     text not null default '',
  share_code   text references share_code (code),
  utm          jsonb not null default '{}',
  -- Put on whoever arrives.
  tag_nos      int[] not null default '{}',
  -- Of a link.
  target_url   text,
  -- Guides: platform = all at once, the platform picks; weights = whoever is furthest behind their share.
  distribution text not null default 'platform' check (distribution in ('platform', 'weights')),
  -- A customer who has a guide or a group gets that one again.
  same_guide   boolean not null default true,
  -- Of a place: whom its stores show.
  shows        text not null default 'group' check (shows in ('guide', 'group')),
  -- Of groups: people at which the next one is opened, and how those are named.
  room_limit   int not null default 400 check (room_limit between 2 and 500),
  room_name    text not null default '',
  -- Codes laid out together for many stores or staff; a second time only what is missing is made.
  series       text,
  staff_id     uuid references staff (id),
  version      int not null default 1,
  created_at   timestamptz not null,
  created_by   text not null,
  archived_at  timestamptz,
  check ((kind = 'link') = (target_url is not null))
);
create index live_code_unit on live_code (org_unit_id) where archived_at is null;
create unique index live_code_series on live_code (series, store_no, staff_id) nulls not distinct
  where series is not null and archived_at is null;

create table live_code_guide (
  code_id   uuid not null references live_code on delete cascade,
  staff_id  uuid not null references staff (id),
  weight    int not null default 1 check (weight between 1 and 1000),
  -- New contacts a day; null = no cap.
  daily_cap int check (daily_cap > 0),
  -- [{"days": [1..7], "from": "09:00", "to": "18:00"}]; empty = always.
  slots     jsonb not null default '[]',
  -- Steps in when nobody else is there.
  backup    boolean not null default false,
  primary key (code_id, staff_id)
);
create index live_code_guide_staff on live_code_guide (staff_id);

-- Whole units: whoever serves there on the day, new hires included.
create table live_code_team (
  code_id     uuid not null references live_code on delete cascade,
  org_unit_id uuid not null references org_unit (id),
  primary key (code_id, org_unit_id)
);

-- Groups behind a code, the first with room counts; for a place per store.
create table live_code_room (
  code_id  uuid not null references live_code on delete cascade,
  store_no int,
  room_key text not null,
  sort     int not null,
  -- Found on the platform, where the code opened it by itself.
  opened_by_itself boolean not null default false,
  added_at timestamptz not null,
  primary key (code_id, room_key)
);

-- 接待状态: a guide who takes no new contacts until then.
create table guide_pause (
  staff_id   uuid primary key references staff (id),
  paused_at  timestamptz not null,
  -- Null = until the guide comes back.
  until      timestamptz,
  paused_by  text not null
);

-- What stands on the platform for a code: one for all guides, or one per guide, or one per store.
create table live_code_way (
  id            uuid primary key default uuidv7(),
  code_id       uuid not null references live_code on delete cascade,
  kind          text not null check (kind in ('contact', 'group')),
  store_no      int,
  staff_id      uuid,
  -- What it should lead to: ids of staff, or keys of groups.
  wanted        text[] not null,
  -- What the platform was last told. Null = nothing yet.
  pushed        text[],
  account_id    text,
  config_key    text,
  qr_url        text,
  -- Why nobody is behind it: off = paused or off schedule, capped, unreachable = not on the platform, full = no group with room.
  empty_because text check (empty_because in ('off', 'capped', 'unreachable', 'full', 'nobody')),
  -- Of a creation whose answer was lost: look for it before making another.
  attempted_at  timestamptz,
  pushed_at     timestamptz,
  checked_at    timestamptz,
  -- What was found to differ when last compared.
  drift         jsonb,
  failure       text,
  tries         int not null default 0,
  next_try_at   timestamptz not null default '-infinity',
  -- The code is no more: to be taken off the platform.
  unwanted      boolean not null default false,
  unique nulls not distinct (code_id, kind, store_no, staff_id)
);
create index live_code_way_due on live_code_way (next_try_at) where pushed is distinct from wanted or unwanted;

-- 访问: our pages and links being opened. No address and no device text is kept.
create table live_code_visit (
  id         bigint generated always as identity primary key,
  code_id    uuid not null references live_code on delete cascade,
  visitor_id uuid not null,
  at         timestamptz not null,
  -- Why it does not count: crawler, preview, no_browser, repeated.
  ignored    text check (ignored in ('crawler', 'preview', 'no_browser', 'repeated')),
  store_no   int,
  staff_id   uuid,
  -- nearest, picked, own, again, turn
  chosen_by  text check (chosen_by in ('nearest', 'picked', 'own', 'again', 'turn')),
  metres     int,
  inviter    text,
  utm        jsonb not null default '{}',
  origin_no  int,
  member_no  int,
  check ((origin_no is null) = (member_no is null))
);
create index live_code_visit_code on live_code_visit (code_id, at);
create index live_code_visit_visitor on live_code_visit (visitor_id, code_id, at desc);
create index live_code_visit_member on live_code_visit (member_no) where member_no is not null;
create index live_code_visit_origin on live_code_visit (origin_no) where origin_no is not null;

-- 到达: a person who came through a code, as contact or into a group; the base of sources, tags and figures.
create table live_code_arrival (
  event_key  uuid primary key,
  code_id    uuid not null references live_code,
  kind       text not null check (kind in ('contact', 'group')),
  origin_no  int not null,
  member_no  int not null,
  -- Guide's code or group's key, as the event names it.
  carrier    text not null default '',
  store_no   int,
  arrived_at timestamptz not null,
  left_at    timestamptz,
  -- The first arrival of this person by any code: where they come from (first touch).
  first      boolean not null
);
create index live_code_arrival_code on live_code_arrival (code_id, arrived_at);
create index live_code_arrival_member on live_code_arrival (member_no, arrived_at);
create index live_code_arrival_origin on live_code_arrival (origin_no);
create index live_code_arrival_at on live_code_arrival (arrived_at);
create table live_code_cursor (
  only_row boolean primary key default true check (only_row),
  next_xid xid8 not null default '0'
);
insert into live_code_cursor default values;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{code.read,code.write}'::text[]),
  ('region_manager', '{code.read,code.write}'::text[]),
  ('store_manager', '{code.read,code.write}'::text[]),
  ('community_operator', '{code.read,code.write}'::text[]),
  ('activity_operator', '{code.read,code.write}'::text[]),
  ('guide', '{code.read}'::text[]),
  ('analyst', '{code.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
