-- Values an operator may change at run time (thresholds, rules); each wing owns its keys and validates them.
create table setting (
  key        text primary key,
  value      jsonb not null,
  version    int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by text not null
);
