-- 人群包 (issue 4): rules over members that are kept, and whom they hold for.
create sequence segment_version as int;

create table segment (
  id               uuid primary key default uuidv7(),
  name             text not null check (name <> ''),
  note             text not null default '',
  -- Whose members: those of the stores below it.
  org_unit_id      uuid not null references org_unit (id),
  -- {"version": 1, "root": …}
  rule             jsonb not null,
  -- Counts the changes of the rule, from 1.
  revision         int not null default 1,
  created_at       timestamptz not null,
  created_by       text not null,
  saved_at         timestamptz not null,
  saved_by         text not null,
  archived_at      timestamptz,
  -- The bitmaps that stand (`segment_bitmap.version` in ClickHouse); 0 = none yet.
  reckoned_version int not null default 0,
  reckoned_at      timestamptz,
  -- Which revision of the rule was reckoned.
  reckoned_rule    int,
  members          int,
  failure          text
);
create unique index segment_name on segment (org_unit_id, name) where archived_at is null;
create index segment_list on segment (saved_at desc, id desc);

-- Every rule that a segment had.
create table segment_revision (
  segment_id uuid not null references segment on delete cascade,
  revision   int not null,
  rule       jsonb not null,
  saved_at   timestamptz not null,
  saved_by   text not null,
  primary key (segment_id, revision)
);

-- Which segments a rule speaks of.
create table segment_reference (
  segment_id uuid not null references segment on delete cascade,
  refers_to  uuid not null references segment,
  primary key (segment_id, refers_to)
);
create index segment_reference_to on segment_reference (refers_to);

-- Each reckoning: how many there were, who came and who went since the one before.
create table segment_size (
  segment_id uuid not null references segment on delete cascade,
  version    int not null,
  at         timestamptz not null,
  members    int not null,
  entered    int not null,
  departed   int not null,
  primary key (segment_id, version)
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{segment.read,segment.write}'::text[]),
  ('region_manager', '{segment.read,segment.write}'::text[]),
  ('store_manager', '{segment.read}'::text[]),
  ('analyst', '{segment.read,segment.write}'::text[])
) as added (code, permissions)
where role.code = added.code;
