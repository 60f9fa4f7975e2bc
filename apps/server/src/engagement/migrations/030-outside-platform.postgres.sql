-- 公域平台 (CH-33): what is published on platforms outside WeChat, what it cost, and whom it led back.
create table outside_account (
  no            int generated always as identity primary key,
  id            uuid not null unique default uuidv7(),
  platform      text not null,
  name          text not null check (name <> ''),
  org_unit_id   uuid not null references org_unit (id),
  -- What is published there, for whom.
  note          text not null default '',
  -- Sources by which orders of its shop are imported: who bought there before coming is known by them.
  order_sources text[] not null default '{}',
  version       int not null default 1,
  created_at    timestamptz not null,
  created_by    text not null,
  unique (platform, name)
);
create index outside_account_unit on outside_account (org_unit_id);

-- 种草波次: goods that creators tell of in some days, so that people search for them.
create table outside_wave (
  no          int generated always as identity primary key,
  id          uuid not null unique default uuidv7(),
  name        text not null check (name <> ''),
  org_unit_id uuid not null references org_unit (id),
  skus        text[] not null default '{}',
  -- Words whose searches shall rise.
  words       text[] not null default '{}',
  starts_on   date not null,
  ends_on     date not null check (ends_on >= starts_on),
  budget_fen  bigint check (budget_fen > 0),
  note        text not null default '',
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null
);
create index outside_wave_unit on outside_wave (org_unit_id);

-- How often a word was searched on a day, as a platform's index says.
create table outside_search (
  wave_no     int not null references outside_wave (no) on delete cascade,
  platform    text not null,
  word        text not null,
  day         date not null,
  searches    bigint not null check (searches >= 0),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (wave_no, platform, word, day)
);

create table outside_placement (
  no           int generated always as identity primary key,
  id           uuid not null unique default uuidv7(),
  account_no   int not null references outside_account (no),
  wave_no      int references outside_wave (no),
  form         text not null,
  title        text not null check (title <> ''),
  -- What it says; looked over for words that the platform punishes.
  body         text not null default '',
  -- Who made it; '' = we ourselves. A stage name, never a customer.
  creator      text not null default '',
  creator_tier text,
  skus         text[] not null default '{}',
  planned_on   date not null,
  -- How it leads back; null = not at all.
  way          text,
  link_no      int unique references content_link (no),
  state        text not null default 'planned' check (state in ('planned', 'published', 'ended')),
  published_at timestamptz,
  -- Its address on the platform, and what names it in the platform's exports.
  address      text not null default '',
  work_key     text,
  source       text not null default 'entered' check (source in ('entered', 'import')),
  -- Who published it in spite of warnings, and why.
  risk_taken   jsonb,
  version      int not null default 1,
  created_at   timestamptz not null,
  created_by   text not null,
  unique (account_no, work_key),
  check (link_no is null or way is not null),
  check ((state = 'planned') = (published_at is null))
);
create index outside_placement_wave on outside_placement (wave_no) where wave_no is not null;
create index outside_placement_recent on outside_placement (planned_on desc, no desc);

create table outside_cost (
  placement_no int not null references outside_placement (no) on delete cascade,
  kind         text not null check (kind in ('creator', 'boost', 'goods', 'other')),
  day          date not null,
  amount_fen   bigint not null check (amount_fen >= 0),
  recorded_at  timestamptz not null,
  recorded_by  text not null,
  primary key (placement_no, kind, day)
);

-- What the platform says of a placement: totals since it was published, as of the end of a day.
create table outside_figure (
  placement_no int not null references outside_placement (no) on delete cascade,
  day          date not null,
  views        bigint check (views >= 0),
  likes        bigint check (likes >= 0),
  saves        bigint check (saves >= 0),
  comments     bigint check (comments >= 0),
  shares       bigint check (shares >= 0),
  source       text not null check (source in ('entered', 'import')),
  recorded_at  timestamptz not null,
  recorded_by  text not null,
  primary key (placement_no, day)
);
