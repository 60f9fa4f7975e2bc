-- Tags in five families (DT-04), made by the company or by guides in the field (DT-06).
create table tag_group (
  id         uuid primary key default uuidv7(),
  family     text not null check (family in ('channel', 'identity', 'intent', 'activity', 'consumption')),
  name       text not null,
  sort       int not null default 0,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index tag_group_name on tag_group (name) where archived_at is null;

-- Numbered densely, not by UUID: there are some twenty of them on each of millions of members.
create table tag (
  tag_no       int generated always as identity primary key,
  group_id     uuid not null references tag_group,
  name         text not null,
  made_by_kind text not null check (made_by_kind in ('company', 'guide')),
  -- How members get it: by people, or by a rule that is evaluated again and again.
  kind         text not null default 'manual' check (kind in ('manual', 'rule')),
  -- What it is found by, besides its name: full pinyin and initials.
  pinyin       text not null,
  initials     text not null,
  -- Profiles that carry it; kept by the verbs, counted anew each night.
  member_count int not null default 0,
  created_at   timestamptz not null default now(),
  created_by   text not null,
  archived_at  timestamptz,
  merged_into  int references tag
);
create unique index tag_name on tag (group_id, name) where archived_at is null;

create table member_tag (
  origin_no  int not null,
  member_no  int not null,
  tag_no     int not null references tag,
  source     text not null check (source in ('manual', 'bulk', 'import', 'rule', 'wecom')),
  set_at     timestamptz not null default now(),
  set_by     text not null,
  primary key (origin_no, tag_no)
);
create index member_tag_member on member_tag (member_no);
create index member_tag_tag on member_tag (tag_no, member_no desc);

-- Every setting and removal, for ever.
create table member_tag_log (
  id        bigint generated always as identity primary key,
  origin_no int not null,
  member_no int not null,
  tag_no    int not null,
  action    text not null check (action in ('set', 'removed')),
  source    text not null,
  at        timestamptz not null default now(),
  by        text not null
);
create index member_tag_log_member on member_tag_log (member_no, id desc);
create index member_tag_log_origin on member_tag_log (origin_no);
