-- 客户群: a group chat of staff and customers, on whatever platform it lives.
create table customer_group (
  id             uuid primary key default uuidv7(),
  platform       text not null check (platform in ('wecom')),
  -- The account on that platform, e.g. the corp; with chat_key the group's name there.
  account_key    text not null,
  chat_key       text not null,
  name           text not null,
  notice         text not null default '',
  -- The platform's id of the owner, and who that is here.
  owner_key      text not null,
  owner_staff_id uuid,
  store_no       int,
  -- 0 normal, 1 owner left, 2 being handed over, 3 handed over
  owner_status   smallint not null default 0,
  opened_at      timestamptz not null,
  dismissed_at   timestamptz,
  -- The platform's version of the list of members.
  member_version text not null default '',
  staff_count    int not null default 0,
  customer_count int not null default 0,
  read_at        timestamptz not null default now(),
  unique (platform, account_key, chat_key)
);
create index customer_group_owner on customer_group (account_key, owner_key) where dismissed_at is null;
create index customer_group_store on customer_group (store_no) where dismissed_at is null;

-- Who is or was in a group; a row per stay.
create table customer_group_member (
  id         uuid primary key default uuidv7(),
  group_id   uuid not null references customer_group,
  -- userid or external_userid
  person_key text not null,
  kind       text not null check (kind in ('staff', 'customer')),
  origin_no  int,
  member_no  int,
  joined_at  timestamptz not null,
  -- invited, link, code
  join_way   text not null check (join_way in ('invited', 'link', 'code')),
  invited_by text,
  -- State of the join code.
  source_state text not null default '',
  left_at    timestamptz,
  -- self, removed; dismissed: with the group; sync: missing when read, nobody said why.
  left_by    text check (left_by in ('self', 'removed', 'dismissed', 'sync')),
  check ((origin_no is null) = (member_no is null))
);
create unique index customer_group_member_present on customer_group_member (group_id, person_key) where left_at is null;
create index customer_group_member_group on customer_group_member (group_id, joined_at desc);
create index customer_group_member_member on customer_group_member (member_no) where member_no is not null;
create index customer_group_member_origin on customer_group_member (origin_no) where origin_no is not null;
create index customer_group_member_state on customer_group_member (source_state) where source_state <> '';
