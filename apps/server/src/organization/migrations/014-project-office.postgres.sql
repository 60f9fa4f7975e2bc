-- Project offices across levels (OR-11): sponsor, lead, counterparts, milestones, a reporting rhythm and its reports.
create table project (
  id            uuid primary key default uuidv7(),
  org_unit_id   uuid not null references org_unit (id),
  name          text not null check (name <> ''),
  purpose       text not null default '',
  starts_on     date not null,
  ends_on       date not null,
  rhythm        text not null check (rhythm in ('weekly', 'biweekly', 'monthly')),
  -- Weekly and biweekly: ISO day of the week; monthly: day of the month, the last one where a month is shorter.
  rhythm_day    int not null check (rhythm_day between 1 and 31),
  -- Names of the metrics registry.
  metrics       text[] not null,
  lessons       text,
  closed_at     timestamptz,
  closed_by     text,
  version       int not null default 1,
  created_at    timestamptz not null,
  created_by    text not null,
  check (ends_on >= starts_on),
  check ((closed_at is null) = (lessons is null))
);
create index project_unit on project (org_unit_id);

create table project_member (
  id            uuid primary key default uuidv7(),
  project_id    uuid not null references project (id),
  staff_id      uuid not null references staff (id),
  part          text not null check (part in ('sponsor', 'lead', 'regional', 'departmental', 'member')),
  -- The unit whose figures this person answers for.
  org_unit_id   uuid not null references org_unit (id),
  department_id uuid references department (id),
  task          text not null default '',
  -- Reports are expected from then on.
  joined_on     date not null,
  left_at       timestamptz
);
create unique index project_member_once on project_member (project_id, staff_id) where left_at is null;
create unique index project_member_single on project_member (project_id, part) where left_at is null and part in ('sponsor', 'lead');
create index project_member_staff on project_member (staff_id) where left_at is null;

create table project_milestone (
  id         uuid primary key default uuidv7(),
  project_id uuid not null references project (id),
  name       text not null check (name <> ''),
  due_on     date not null,
  member_id  uuid references project_member (id),
  done_on    date,
  done_by    text,
  check ((done_on is null) = (done_by is null))
);
create index project_milestone_project on project_milestone (project_id, due_on);

-- The rhythm laid out: one row per meeting. Reports are due by its end; they cover [period_from, period_to).
create table project_meeting (
  id          uuid primary key default uuidv7(),
  project_id  uuid not null references project (id),
  due_on      date not null,
  period_from date not null,
  period_to   date not null,
  -- The project's figures as they stood when the day came.
  figures     jsonb,
  figures_at  timestamptz,
  constraint project_meeting_day unique (project_id, due_on),
  check (period_to > period_from)
);
create index project_meeting_open on project_meeting (due_on) where figures is null;

create table project_report (
  meeting_id uuid not null references project_meeting (id),
  member_id  uuid not null references project_member (id),
  version    int not null,
  figures    jsonb not null,
  remarks    text not null,
  needs      text not null default '',
  late       boolean not null,
  filed_at   timestamptz not null,
  filed_by   text not null,
  primary key (meeting_id, member_id, version)
);

-- What the daily job asks of whom; it stands on the person's to-do list until the thing is done.
create table project_reminder (
  project_id   uuid not null references project (id),
  member_id    uuid not null references project_member (id),
  meeting_id   uuid references project_meeting (id),
  milestone_id uuid references project_milestone (id),
  times        int not null default 1,
  last_on      date not null,
  check (num_nonnulls(meeting_id, milestone_id) = 1),
  constraint project_reminder_once unique nulls not distinct (member_id, meeting_id, milestone_id)
);

update role set permissions = role.permissions || '{project.write}'::text[]
where code in ('hq_operator', 'region_manager') and not '*' = any(permissions);
