-- Headquarters' standards for benefits and after-sales (OR-19): each is a row of versions, and stores take note of each version.
create table standard (
  id           uuid primary key default uuidv7(),
  kind         text not null check (kind in ('benefit', 'after_sales')),
  created_at   timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text
);

create table standard_version (
  standard_id  uuid not null references standard (id),
  version      int not null,
  title        text not null check (title <> ''),
  body         text not null check (body <> ''),
  -- Which stores it binds: of these formats, below these units; empty = all.
  formats      text[] not null default '{}',
  unit_ids     uuid[] not null default '{}',
  valid_from   date not null,
  -- What changed against the version before.
  note         text not null default '',
  published_at timestamptz not null,
  published_by text not null,
  primary key (standard_id, version)
);

create table standard_receipt (
  standard_id uuid not null,
  version     int not null,
  org_unit_id uuid not null references store (org_unit_id),
  at          timestamptz not null,
  by          text not null,
  primary key (standard_id, version, org_unit_id),
  foreign key (standard_id, version) references standard_version (standard_id, version)
);
create index standard_receipt_unit on standard_receipt (org_unit_id);
