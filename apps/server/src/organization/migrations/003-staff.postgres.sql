create table staff (
  id                   uuid primary key default uuidv7(),
  -- 工号
  code                 text not null unique check (code <> ''),
  name                 text not null check (name <> ''),
  -- Absent for staff who never sign in to the console.
  login                text unique check (login = lower(login) and login <> ''),
  password_hash        text,
  must_change_password boolean not null default false,
  password_changed_at  timestamptz,
  status               text not null default 'active' check (status in ('active', 'left')),
  left_on              date,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  check ((status = 'left') = (left_on is not null))
);
create index staff_name on staff using gin (name gin_trgm_ops);

-- Roles are data (OR-05, OR-15): what one may do, what one answers for, and at which kinds of unit.
create table role (
  code        text primary key check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  name        text not null unique,
  duties      text not null default '',
  -- Names of kernel/http/permission.ts; '*' = all, also those of later versions.
  permissions text[] not null,
  unit_kinds  text[] not null default '{headquarters,region,dealer,store}'
              check (unit_kinds <@ array['headquarters', 'region', 'dealer', 'store'] and cardinality(unit_kinds) > 0),
  -- Where the console opens for someone whose highest role this is.
  home        text not null default 'overview' check (home in ('overview', 'store', 'members', 'audit')),
  builtin     boolean not null default false,
  sort_order  int not null default 100,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);

-- One guide may serve several stores, rotate, or help out for some days.
create table staff_post (
  id          uuid primary key default uuidv7(),
  staff_id    uuid not null references staff (id),
  org_unit_id uuid not null references org_unit (id),
  role_code   text not null references role (code),
  kind        text not null default 'regular' check (kind in ('regular', 'rotation', 'support')),
  from_day    date not null,
  -- The last day, inclusive; null = open-ended.
  to_day      date,
  days        daterange not null generated always as (daterange(from_day, to_day, '[]')) stored,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check (to_day is null or to_day >= from_day),
  check (kind <> 'support' or to_day is not null),
  constraint staff_post_no_overlap exclude using gist (staff_id with =, org_unit_id with =, role_code with =, days with &&)
);
create index staff_post_unit on staff_post (org_unit_id, from_day);

-- The store contact who passes headquarters' tasks and material on (OR-17).
alter table store add column contact_staff_id uuid references staff (id);
create index store_contact on store (contact_staff_id) where contact_staff_id is not null;
