-- Reports of ad plans that reach very many people, as of a moment, so that nobody waits for them; the others are reckoned as they are read.
create table ad_plan_report (
  plan_no int primary key references ad_plan (no) on delete cascade,
  figures jsonb not null,
  days    jsonb not null,
  as_of   timestamptz not null
);
