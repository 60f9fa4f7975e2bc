create table session (
  id           uuid primary key default uuidv7(),
  -- sha256 of the cookie's token: a stolen table opens no door.
  token_hash   bytea not null unique,
  staff_id     uuid not null references staff (id),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ip           inet,
  user_agent   text
);
create index session_staff on session (staff_id);
create index session_expires_at on session (expires_at);

-- Written before the password is checked, so that many guesses at once are counted too.
create table sign_in_attempt (
  id         bigint generated always as identity primary key,
  -- sha256 of the login: people type passwords into the wrong field.
  login_hash bytea not null,
  ip         inet not null,
  at         timestamptz not null,
  succeeded  boolean not null default false
);
create index sign_in_attempt_login on sign_in_attempt (login_hash, at desc);
create index sign_in_attempt_ip on sign_in_attempt (ip, at desc);
create index sign_in_attempt_at on sign_in_attempt (at);

create table api_key (
  id           uuid primary key default uuidv7(),
  name         text not null check (name <> ''),
  -- The first characters, to recognise a key by.
  hint         text not null,
  key_hash     bytea not null unique,
  permissions  text[] not null,
  -- The part of the tree it may see; follows the unit when that moves.
  org_unit_id  uuid not null references org_unit (id),
  created_by   uuid not null references staff (id),
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_key_unit on api_key (org_unit_id);
