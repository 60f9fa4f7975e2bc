-- 引流方案 (CH-04): touchpoints that work together over some days, with a budget.
create table drainage_plan (
  id          uuid primary key default uuidv7(),
  no          int generated always as identity unique,
  name        text not null check (name <> ''),
  org_unit_id uuid not null references org_unit (id),
  -- The start chain that it was made from (drainage/start-chains.ts); null = put together by hand.
  chain       text,
  -- What people get for coming (AQ-19).
  incentive   text not null default '',
  starts_on   date not null,
  ends_on     date not null,
  budget_fen  bigint check (budget_fen > 0),
  note        text not null default '',
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  archived_at timestamptz,
  check (ends_on >= starts_on)
);
create index drainage_plan_unit on drainage_plan (org_unit_id, id desc);

create table drainage_step (
  plan_no       int not null references drainage_plan (no) on delete cascade,
  -- From 1: the order in which people are led.
  position      int not null check (position between 1 and 12),
  touchpoint_no int not null references touchpoint (no),
  primary key (plan_no, position),
  unique (plan_no, touchpoint_no)
);
create index drainage_step_touchpoint on drainage_step (touchpoint_no);
