-- 群工具 (IN-14, CM-22): draws and daily sign-ins in customer groups, and texts that a helper or the keeper puts into a group.
-- Who joined lately is looked for by the minute.
create index customer_group_member_joined on customer_group_member (joined_at) where left_at is null;

create table group_activity (
  id          uuid primary key default uuidv7(),
  kind        text not null check (kind in ('lottery', 'sign_in')),
  name        text not null check (name <> ''),
  -- What takes part has to be told: the rules as people read them.
  rules_text  text not null check (rules_text <> ''),
  org_unit_id uuid not null references org_unit (id),
  starts_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at > starts_at),
  -- Of a draw: [{"name", "count", "worthFen", "give": {…}}]; of a sign-in: {"points", "streakDays", "streakPoints"}.
  rewards     jsonb not null,
  -- A draw is bound before anybody takes part: the hash of a secret is told at once, the secret itself when it is drawn.
  seed_hash   text,
  seed_sealed text,
  seed        text,
  drawn_at    timestamptz,
  ended_at    timestamptz,
  created_at  timestamptz not null,
  created_by  text not null
);
create index group_activity_list on group_activity (created_at desc, id desc);
create index group_activity_due on group_activity (ends_at) where kind = 'lottery' and drawn_at is null;

create table group_activity_group (
  activity_id uuid not null references group_activity on delete cascade,
  group_id    uuid not null references customer_group,
  primary key (activity_id, group_id)
);
create index group_activity_group_of on group_activity_group (group_id);

create table group_entry (
  no          bigint generated always as identity primary key,
  activity_id uuid not null references group_activity on delete cascade,
  group_id    uuid not null references customer_group,
  origin_no   int not null,
  member_no   int not null,
  -- Of a sign-in its day; a draw has one entry a person, on the day that it began.
  day         date not null,
  at          timestamptz not null,
  -- Days in a row, this one included.
  streak      int not null default 1,
  points      int not null default 0,
  -- The key of the helper that told of it.
  source      text not null
);
create unique index group_entry_once on group_entry (activity_id, origin_no, day);
create index group_entry_member on group_entry (member_no);
create index group_entry_origin on group_entry (origin_no);

create table group_win (
  activity_id uuid not null references group_activity on delete cascade,
  origin_no   int not null,
  member_no   int not null,
  prize       int not null,
  rank        int not null,
  -- Points and coupons are given at once, goods when they are handed over.
  given_at    timestamptz,
  given_by    text,
  primary key (activity_id, origin_no)
);
create index group_win_member on group_win (member_no);
create index group_win_origin on group_win (origin_no);

-- What should stand in a group: put there by a helper (RPA) that asks for it, or by hand.
create table group_post (
  id          uuid primary key default uuidv7(),
  group_id    uuid not null references customer_group,
  activity_id uuid references group_activity on delete cascade,
  kind        text not null check (kind in ('welcome', 'opening', 'reminder', 'winners')),
  -- The same again is not written twice.
  business_key text not null unique,
  text        text not null check (text <> ''),
  due_at      timestamptz not null,
  -- After that it is of no use any more.
  stale_at    timestamptz not null,
  done_at     timestamptz,
  done_by     text
);
create index group_post_open on group_post (due_at) where done_at is null;
create index group_post_group on group_post (group_id, due_at desc);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{community.read,community.write}'::text[]),
  ('region_manager', '{community.read,community.write}'::text[]),
  ('store_manager', '{community.read,community.write}'::text[]),
  ('guide', '{community.read}'::text[]),
  ('analyst', '{community.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
