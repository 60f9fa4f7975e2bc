-- A profile and, while owner_no = member_no, a member. Merging members only changes owner_no: nothing is deleted.
create table member (
  member_no       int generated always as identity primary key,
  id              uuid not null default uuidv7() unique,
  -- The member that this profile belongs to now: the smallest number of its component of identifiers.
  owner_no        int not null,
  status          text not null default 'active' check (status in ('active', 'merged', 'erased')),
  first_seen_at   timestamptz not null,
  first_source    text not null,
  first_store_no  int,
  first_channel   text,

  -- From here on: the folded view over all profiles of the member (members/fold.ts), kept on the owner's row.
  relation        text not null default 'visitor' check (relation in ('visitor', 'fan', 'contact', 'member')),
  registered_at   timestamptz,
  store_no        int,
  guide_id        uuid,
  channel         text,
  name_sealed     text,
  gender          text check (gender in ('male', 'female')),
  birth_year      smallint,
  -- month * 100 + day
  birth_month_day smallint,
  province        text,
  city            text,
  -- Keyed hashes of what the list can be searched by (members/search-tokens.ts).
  search_tokens   int[] not null default '{}',
  updated_at      timestamptz not null default now(),
  changed_xid     xid8 not null default pg_current_xact_id(),
  check ((status = 'merged') = (owner_no <> member_no) or status = 'erased')
);
create index member_changed_xid on member (changed_xid);
create index member_owner on member (owner_no) where owner_no <> member_no;
create index member_store on member (store_no, member_no desc) where status = 'active';
create index member_guide on member (guide_id, member_no desc) where status = 'active' and guide_id is not null;
create index member_registered on member (registered_at) where status = 'active' and registered_at is not null;
create index member_search on member using gin (search_tokens) where status = 'active';

-- What one source says about one profile: {"name": {"value": …, "sealed": true, "hash": …, "at": …}, …}.
create table member_record (
  origin_no  int not null references member,
  member_no  int not null references member,
  source     text not null,
  attributes jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (origin_no, source)
);
create index member_record_member on member_record (member_no);

-- Who a customer belongs to, with its history (ID-13). The newest open one is the primary.
create table guide_binding (
  id         uuid primary key default uuidv7(),
  origin_no  int not null references member,
  member_no  int not null references member,
  guide_id   uuid,
  store_no   int,
  source     text not null,
  reason     text,
  bound_at   timestamptz not null,
  unbound_at timestamptz,
  bound_by   text not null,
  check (guide_id is not null or store_no is not null)
);
create index guide_binding_origin on guide_binding (origin_no);
create index guide_binding_member on guide_binding (member_no, bound_at desc);
create index guide_binding_guide on guide_binding (guide_id) where unbound_at is null;
