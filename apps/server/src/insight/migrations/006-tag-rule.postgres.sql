-- The rule of a rule tag (DT-05): who carries it is what the rule says at the last refresh.
create table tag_rule (
  tag_no       int primary key references tag,
  rule         jsonb not null,
  enabled      boolean not null default true,
  saved_at     timestamptz not null default now(),
  saved_by     text not null,
  refreshed_at timestamptz,
  members      int,
  failure      text
);
