-- Versions of the tier rules; the newest one is in force.
create table tier_rule (
  version    int generated always as identity primary key,
  settings   jsonb not null,
  note       text not null default '',
  created_at timestamptz not null default now(),
  created_by text not null
);

-- One evaluation of the rules: how far it looked and how far it has come. It goes on where it stopped.
create table tier_run (
  id             int generated always as identity primary key,
  kind           text not null check (kind in ('incremental', 'full')),
  status         text not null default 'computing' check (status in ('computing', 'applying', 'done')),
  as_of          date not null,
  rule_version   int not null references tier_rule,
  -- What is newer than these is for the next run.
  looked_at      timestamptz not null,
  member_version bigint not null,
  next_member_no int not null default 0,
  evaluated      int not null default 0,
  changed        int not null default 0,
  started_at     timestamptz not null default now(),
  finished_at    timestamptz
);
create unique index tier_run_open on tier_run ((true)) where status <> 'done';

-- The tier of each active member, since when.
create table member_tier (
  member_no    int primary key,
  tier         text not null,
  reason       text not null,
  life_cycle   text not null,
  rhythm       text not null,
  since        date not null,
  rule_version int not null
);

-- Changes of tier, with the numbers that explain them. A merge moves none of them: the number is that of the profile which was
-- the member then, so that its history is there again when the merge is undone.
create table tier_change (
  id           bigint generated always as identity primary key,
  member_no    int not null,
  from_tier    text not null,
  to_tier      text not null,
  reason       text not null,
  facts        jsonb not null,
  day          date not null,
  run_id       int not null references tier_run,
  rule_version int not null,
  changed_at   timestamptz not null default now()
);
create index tier_change_member on tier_change (member_no, id desc);
create index tier_change_day on tier_change (day, member_no, id);
create unique index tier_change_once on tier_change (run_id, member_no);
