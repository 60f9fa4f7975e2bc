-- Notices from an operating team to units, roles and posts (OR-12): versions, read and confirmed, feedback from the field.
create table notice (
  id           uuid primary key default uuidv7(),
  -- Who issues it; it reaches posts below this unit only.
  org_unit_id  uuid not null references org_unit (id),
  kind         text not null check (kind in ('activity', 'goods', 'service', 'other')),
  -- Posts at or below these units, of these roles (empty = all), and these single posts.
  unit_ids     uuid[] not null,
  role_codes   text[] not null default '{}',
  post_ids     uuid[] not null default '{}',
  -- Must be confirmed by then; null = reading is enough.
  confirm_by   timestamptz,
  closed_at    timestamptz,
  -- Posts count as of this day once closed.
  closed_on    date,
  closed_by    text,
  closing_note text,
  created_at   timestamptz not null,
  created_by_id text not null,
  created_by   text not null,
  check (cardinality(unit_ids) + cardinality(post_ids) > 0)
);
create index notice_unit on notice (org_unit_id, created_at desc);
create index notice_open on notice (created_at desc) where closed_at is null;

create table notice_version (
  notice_id    uuid not null references notice (id),
  version      int not null,
  title        text not null check (title <> ''),
  body         text not null check (body <> ''),
  attachments  jsonb not null default '[]',
  -- Readers confirm anew.
  material     boolean not null,
  note         text not null default '',
  published_at timestamptz not null,
  published_by text not null,
  primary key (notice_id, version)
);

create table notice_receipt (
  notice_id    uuid not null,
  version      int not null,
  staff_id     uuid not null references staff (id),
  read_at      timestamptz not null,
  confirmed_at timestamptz,
  primary key (notice_id, staff_id, version),
  foreign key (notice_id, version) references notice_version (notice_id, version)
);

create table notice_feedback (
  id          uuid primary key default uuidv7(),
  notice_id   uuid not null,
  -- The version that was answered to.
  version     int not null,
  staff_id    uuid not null references staff (id),
  org_unit_id uuid not null references org_unit (id),
  kind        text not null check (kind in ('out_of_stock', 'script', 'price', 'customer_reaction', 'other')),
  body        text not null check (body <> ''),
  at          timestamptz not null,
  reply       text,
  replied_at  timestamptz,
  replied_by  text,
  -- The revision that takes it up.
  taken_up_in int,
  foreign key (notice_id, version) references notice_version (notice_id, version)
);
create index notice_feedback_notice on notice_feedback (notice_id, at desc);

update role set permissions = role.permissions || '{notice.publish}'::text[]
where code in ('hq_operator', 'region_manager') and not '*' = any(permissions);
