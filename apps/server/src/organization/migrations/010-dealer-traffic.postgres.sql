-- How online traffic is given to dealers (OR-10). A rule holds for the part of the tree below its unit; the deepest one counts.
create table traffic_rule (
  org_unit_id      uuid primary key references org_unit (id),
  -- Compared in this order; see organization/traffic/criteria.ts.
  criteria         text[] not null check (cardinality(criteria) > 0),
  -- Distances within one band are equal.
  band_metres      int not null check (band_metres between 1 and 100000),
  max_metres       int check (max_metres > 0),
  protection_days  int not null check (protection_days between 1 and 3650),
  attribution_days int not null check (attribution_days between 1 and 3650),
  version          int not null default 1,
  updated_at       timestamptz not null default now(),
  updated_by       text not null
);

-- What is agreed with one dealer; a dealer without a row takes traffic on the usual terms.
create table dealer_terms (
  org_unit_id    uuid primary key references org_unit (id),
  accepts        boolean not null,
  -- Protected territory: division codes of two, four or six digits, and a circle around each of the dealer's stores.
  area_codes     text[] not null,
  radius_metres  int check (radius_metres > 0),
  daily_cap      int check (daily_cap > 0),
  weight         int not null check (weight between 1 and 1000),
  -- Share of net sales that goes to the dealer, in hundredths of a percent.
  commission_bp  int not null check (commission_bp between 0 and 10000),
  version        int not null default 1,
  updated_at     timestamptz not null default now(),
  updated_by     text not null
);

-- A dealer's code in a link or poster: it points back to the dealer, and to the store when it belongs to one (ID-13).
create table share_code (
  code        text primary key check (code ~ '^[A-Za-z0-9_-]{3,40}$'),
  org_unit_id uuid not null references org_unit (id),
  name        text not null check (name <> ''),
  created_at  timestamptz not null,
  created_by  text not null,
  retired_at  timestamptz
);
create index share_code_unit on share_code (org_unit_id);
