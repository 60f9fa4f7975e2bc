-- 一物一码 (AQ-29, IN-18): a code on each piece. Codes that we generate are signed and stored nowhere; those of an outside platform are known by their hash.
create table item_code_batch (
  no          int generated always as identity (maxvalue 1048575) primary key,
  id          uuid not null unique default uuidv7(),
  name        text not null check (name <> ''),
  source      text not null check (source in ('generated', 'imported')),
  -- The outside platform that printed them.
  platform    text not null default '' check ((source = 'imported') = (platform <> '')),
  sku         text not null references product (sku),
  lot         text not null default '',
  produced_on date,
  -- Where the goods are meant to be sold: a dealer, a store, a region, or the whole chain.
  org_unit_id uuid not null references org_unit (id),
  -- Where a scan leads: a live code or short link.
  code_id     uuid not null references live_code (id),
  tag_nos     int[] not null default '{}',
  -- Of a generated batch how many there are; of an imported one, so far.
  codes       int not null check (codes between 0 and 1000000),
  stopped_at  timestamptz,
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null
);
create index item_code_batch_unit on item_code_batch (org_unit_id, no desc);

create table item_code_imported (
  code_hash uuid primary key,
  batch_no  int not null references item_code_batch (no),
  serial    int not null,
  unique (batch_no, serial)
);

create table item_scan (
  id         bigint generated always as identity primary key,
  -- An outside platform's own number of the scan; with its source it makes a repeated report the same scan.
  scan_key   text unique,
  batch_no   int not null references item_code_batch (no),
  serial     int not null,
  at         timestamptz not null,
  verdict    text not null check (verdict in ('first', 'repeat', 'suspicious')),
  visitor_id uuid,
  origin_no  int,
  member_no  int,
  -- Where, if the report says so.
  store_no   int,
  city       text,
  -- When the member's history was told of it.
  told_at    timestamptz
);
create index item_scan_code on item_scan (batch_no, serial, at);
create index item_scan_at on item_scan (at);
create index item_scan_member on item_scan (member_no) where member_no is not null;
create index item_scan_origin on item_scan (origin_no) where origin_no is not null;
create index item_scan_visitor on item_scan (visitor_id) where visitor_id is not null and member_no is null;
create index item_scan_untold on item_scan (id) where told_at is null and member_no is not null;

-- Codes that are none of ours, by day: misprints and forgeries.
create table item_code_miss (
  day   date primary key,
  scans int not null
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{item_code.read,item_code.write}'::text[]),
  ('region_manager', '{item_code.read}'::text[]),
  ('activity_operator', '{item_code.read,item_code.write}'::text[]),
  ('analyst', '{item_code.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
