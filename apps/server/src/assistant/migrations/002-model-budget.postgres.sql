-- Tokens spent on a day for one purpose: the row that limits them beside the day's.
create table model_purpose_day (
  day     date not null,
  purpose text not null,
  tokens  bigint not null,
  primary key (day, purpose)
);

-- What the set-up doctor found when it last looked the language model over.
create table model_examination (
  sole        boolean primary key default true check (sole),
  examined_at timestamptz not null,
  examined_by text not null,
  findings    jsonb not null
);
