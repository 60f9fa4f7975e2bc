-- 日常扫码场景 (AQ-08): reasons to scan that a store has every day, where their codes hang, and goods that customers asked for and did not find.
alter table live_code add column front text check (front like '/_%/');
comment on column live_code.front is 'Page that stands before the guide''s code: its path, which the slug follows. Null = none.';

create table scan_scene (
  no          int generated always as identity primary key,
  id          uuid not null unique default uuidv7(),
  org_unit_id uuid not null references org_unit (id),
  kind        text not null,
  -- What the page tells who scans, and where its button leads besides the guide ('' = nowhere).
  title       text not null check (title <> ''),
  says        text not null,
  link_label  text not null default '',
  link_url    text not null default '',
  placements  text[] not null check (cardinality(placements) > 0),
  -- Empty = stores of every format.
  formats     text[] not null default '{}',
  -- Days on which it is the reason of the day: 1 Monday … 7 Sunday.
  weekdays    int[] not null default '{}' check (weekdays <@ '{1,2,3,4,5,6,7}'),
  tag_nos     int[] not null default '{}',
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  archived_at timestamptz
);
create index scan_scene_unit on scan_scene (org_unit_id);

-- The code of a scene at one place of one store.
create table scan_scene_code (
  code_id   uuid primary key references live_code (id),
  scene_no  int not null references scan_scene (no),
  store_no  int not null,
  placement text not null,
  -- When the store said that it hangs; null = not yet, or taken down.
  hung_at   timestamptz,
  hung_by   text not null default '',
  unique (scene_no, store_no, placement)
);
create index scan_scene_code_store on scan_scene_code (store_no);

create table scan_want (
  no         bigint generated always as identity primary key,
  id         uuid not null unique default uuidv7(),
  scene_no   int not null references scan_scene (no),
  store_no   int not null,
  placement  text not null,
  sku        text references product (sku),
  -- As the customer wrote it.
  product    text not null check (product <> ''),
  size       text not null default '',
  visitor_id uuid,
  origin_no  int,
  member_no  int,
  state      text not null default 'asked' check (state in ('asked', 'found', 'ordered', 'told', 'bought', 'gone')),
  -- Store that has it, or when it comes.
  answer     text not null default '',
  asked_at   timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null default '',
  version    int not null default 1
);
create index scan_want_store on scan_want (store_no, no desc);
create index scan_want_open on scan_want (store_no) where state in ('asked', 'found', 'ordered');
create index scan_want_asked on scan_want (asked_at);
create index scan_want_visitor on scan_want (visitor_id, asked_at) where visitor_id is not null;
create index scan_want_member on scan_want (member_no) where member_no is not null;
create index scan_want_origin on scan_want (origin_no) where origin_no is not null;

update role set permissions = role.permissions || '{scan_scene.work}'::text[]
where role.code in ('hq_operator', 'region_manager', 'store_manager', 'guide', 'activity_operator') and not '*' = any(role.permissions);
