-- 业绩归因 (AQ-27): who is credited with an order, and every claim that was made on it.

-- The rule in force on a business day is the newest version whose first day has come. A version is never changed.
create table attribution_rule (
  version    int generated always as identity primary key,
  starts_on  date not null,
  rule       jsonb not null,
  note       text not null default '',
  created_at timestamptz not null,
  created_by text not null
);
create index attribution_rule_start on attribution_rule (starts_on desc, version desc);

-- One row an order. `claims` holds all claims, the losing ones too, each an array:
-- [dimension, evidence, subject kind, subject, at (ms), gross fen, net fen, share (0 to 1), reference].
create table order_attribution (
  order_id     bigint primary key references sales_order (id) on delete cascade,
  -- Null: the rule that holds until somebody publishes one.
  rule_version int references attribution_rule (version),
  -- False: it turned out to be no purchase.
  counts       boolean not null,
  paid_at      timestamptz not null,
  business_day date not null,
  store_no     int,
  amount_fen   bigint not null,
  refunded_fen bigint not null,
  claims       jsonb not null,
  decided_at   timestamptz not null,
  changed_xid  xid8 not null default pg_current_xact_id()
);
create index order_attribution_changed on order_attribution (changed_xid);

-- Up to where changed orders were taken.
create table attribution_cursor (
  one      boolean primary key default true check (one),
  next_xid xid8 not null default '0',
  -- Within the transactions that are being taken: the last order done.
  until_xid xid8,
  after_id  bigint not null default 0
);
insert into attribution_cursor default values;

-- A rule tried on past orders, or past orders decided anew.
create table attribution_run (
  id         uuid primary key default uuidv7(),
  kind       text not null check (kind in ('trial', 'recompute')),
  state      text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  from_day   date not null,
  to_day     date not null,
  rule       jsonb,
  total      int not null default 0,
  done       int not null default 0,
  place      jsonb,
  changed    int not null default 0,
  tally      jsonb not null default '{}',
  failure    text,
  created_at timestamptz not null,
  created_by text not null,
  ended_at   timestamptz,
  check (from_day < to_day),
  check ((kind = 'trial') = (rule is not null))
);
create index attribution_run_newest on attribution_run (created_at desc);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{attribution.read,attribution.write}'::text[]),
  ('region_manager', '{attribution.read}'::text[]),
  ('store_manager', '{attribution.read}'::text[]),
  ('activity_operator', '{attribution.read}'::text[]),
  ('analyst', '{attribution.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
