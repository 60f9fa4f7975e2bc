-- Goals of a month (OR-07): what a unit has to reach in one metric. Headquarters sets its own; every other unit's is a part of
-- what the unit right above it has to reach.
create table goal (
  id           uuid primary key default uuidv7(),
  -- The first day of the month.
  month        date not null check (month = date_trunc('month', month)),
  metric       text not null,
  org_unit_id  uuid not null references org_unit (id),
  -- In force: fen for money, else a count. Null until the unit above has handed it down.
  target       bigint check (target >= 0),
  -- What the unit above is drafting; becomes `target` when it confirms its split.
  proposed     bigint check (proposed >= 0),
  -- The unit's own split, to the units right below it or, of a store, to persons and days: locked while confirmed.
  confirmed_at timestamptz,
  confirmed_by text,
  -- Why the parts do not add up to the whole; null when they do.
  gap_reason   text,
  version      int not null default 1,
  updated_at   timestamptz not null default now(),
  updated_by   text not null,
  unique (month, metric, org_unit_id)
);

-- A store's goal, given to its people for each day.
create table goal_assignment (
  goal_id  uuid not null references goal (id),
  staff_id uuid not null references staff (id),
  day      date not null,
  target   bigint not null check (target >= 0),
  primary key (goal_id, staff_id, day)
);
create index goal_assignment_staff on goal_assignment (staff_id, day);

-- What happened to a goal and to its split, and why.
create table goal_change (
  id       bigint generated always as identity primary key,
  goal_id  uuid not null references goal (id),
  kind     text not null check (kind in ('target_set', 'handed_down', 'split_saved', 'split_confirmed', 'split_reopened')),
  reason   text,
  detail   jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null
);
create index goal_change_goal on goal_change (goal_id, id desc);
