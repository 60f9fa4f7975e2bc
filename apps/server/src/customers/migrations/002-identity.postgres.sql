-- Identifiers are nodes, ties are edges; members are what identity/rules.ts makes of them.
-- No foreign keys between these three: imports write them by the hundred thousand, and there is one writer, under a lock.
create table identifier (
  -- Keyed hash of kind, scope and normalised value: the look-up key, and an order that does not depend on arrival.
  value_index  uuid primary key,
  kind         text not null,
  scope        text not null default '',
  value_sealed text not null,
  -- The profile number that this identifier carries, for ever. Null: it came along with another and never stood alone.
  origin_no    int unique,
  -- Null: a shared value (an in-store tablet) under which nothing was recorded, so it is nobody.
  member_no    int,
  shared       boolean not null default false,
  first_seen_at timestamptz not null,
  first_source text not null
);
create index identifier_member on identifier (member_no);

create table identifier_tie (
  a              uuid not null,
  b              uuid not null,
  first_at       timestamptz not null,
  -- Kept to the day: a tie seen every minute is written once a day.
  last_at        timestamptz not null,
  source         text not null,
  store_no       int,
  channel        text,
  state          text not null check (state in ('joined', 'redundant', 'refused', 'ignored', 'rejected')),
  -- Why it is not joined: limit:<kind>, size, separated, shared, person.
  reason         text,
  decision       text check (decision in ('approved', 'rejected')),
  decided_at     timestamptz,
  decided_by     text,
  decision_note  text,
  primary key (a, b),
  check (a < b)
);
create index identifier_tie_b on identifier_tie (b);
create index identifier_tie_review on identifier_tie (first_at, a, b)
  where state = 'refused' and reason <> 'separated' and decision is null;

-- "These are different people", said by a person: no member holds identifiers of two sides.
create table separation (
  id         uuid primary key default uuidv7(),
  reason     text not null,
  made_at    timestamptz not null default now(),
  made_by    text not null,
  removed_at timestamptz,
  removed_by text
);
create table separation_side (
  separation_id uuid not null references separation,
  value_index   uuid not null references identifier,
  side          int not null,
  primary key (separation_id, value_index)
);
create index separation_side_identifier on separation_side (value_index);

create table merge_log (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  kind          text not null check (kind in ('merge', 'split')),
  cause         text not null check (cause in ('facts', 'approved', 'rejected', 'by_hand', 'separated', 'separation_removed', 'settings')),
  actor         text not null,
  -- merge: who is left; split: who was split.
  member_no     int not null,
  -- merge: whom it took in; split: whom it gave.
  other_nos     int[] not null,
  -- Profiles that changed hands, as parallel arrays.
  moved_origins int[] not null,
  moved_from    int[] not null,
  moved_to      int[] not null,
  -- merge: the identifiers of each member as they were before, [[value_index, …], …].
  sides         jsonb not null default '[]',
  -- merge: the ties that joined the sides, [{a, b}].
  ties          jsonb not null default '[]',
  -- The separation that undid it.
  separation_id uuid references separation
);
create index merge_log_member on merge_log (member_no, id desc);
create index merge_log_others on merge_log using gin (other_nos);

-- Profiles whose member changed after rows may have left for ClickHouse; also the list for the second sweep of `move-rows.ts`.
create table member_override (
  origin_no   int primary key,
  member_no   int not null,
  settled     boolean not null default false,
  changed_xid xid8 not null default pg_current_xact_id()
);
create index member_override_changed_xid on member_override (changed_xid);
create index member_override_unsettled on member_override (changed_xid) where not settled;
