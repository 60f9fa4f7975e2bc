-- Daily reports (OR-08): what each store said about a business day, with the figures of that day as they stood when it said so.
create table daily_report (
  id           uuid primary key default uuidv7(),
  day          date not null,
  org_unit_id  uuid not null references org_unit (id),
  -- Version in force; all of them are in daily_report_version.
  version      int not null default 1,
  submitted_at timestamptz not null,
  submitted_by text not null,
  -- First sent after the deadline of the day.
  late         boolean not null,
  unique (day, org_unit_id)
);
create index daily_report_unit on daily_report (org_unit_id, day desc);

-- What was said, and what it was corrected to.
create table daily_report_version (
  report_id uuid not null references daily_report (id),
  version   int not null,
  -- Values by metric id, from the metric registry.
  figures   jsonb not null,
  happened  text not null,
  needed    text not null default '',
  -- Why it was corrected; null for the first version.
  reason    text check ((version = 1) = (reason is null)),
  saved_at  timestamptz not null,
  saved_by  text not null,
  primary key (report_id, version)
);

create table daily_report_comment (
  id        bigint generated always as identity primary key,
  report_id uuid not null references daily_report (id),
  body      text not null check (body <> ''),
  at        timestamptz not null,
  by        text not null
);
create index daily_report_comment_report on daily_report_comment (report_id, id);

-- A branch asking for a missing report.
create table daily_report_reminder (
  id          bigint generated always as identity primary key,
  day         date not null,
  org_unit_id uuid not null references org_unit (id),
  at          timestamptz not null,
  by          text not null
);
create index daily_report_reminder_unit on daily_report_reminder (org_unit_id, day, id desc);

-- What a branch hands up about its stores' day; every version is kept.
create table daily_report_summary (
  day         date not null,
  org_unit_id uuid not null references org_unit (id),
  version     int not null,
  body        text not null check (body <> ''),
  -- How many stores had reported, of how many, when it was handed up.
  submitted   int not null,
  expected    int not null,
  at          timestamptz not null,
  by          text not null,
  primary key (day, org_unit_id, version)
);
