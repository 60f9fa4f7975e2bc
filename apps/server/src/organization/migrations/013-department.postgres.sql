-- Dedicated departments such as 社群运营部 (OR-16): to whom they report, their functions with planned heads, and who fills them when.
create table department (
  id               uuid primary key default uuidv7(),
  -- Headquarters, a region or a dealer.
  org_unit_id      uuid not null references org_unit (id),
  name             text not null check (name <> ''),
  purpose          text not null default '',
  -- The reporting line: a person, another department, or (neither) whoever runs the unit. The title is how the chain calls it: 首席增长官.
  reports_to_staff_id      uuid references staff (id),
  reports_to_department_id uuid references department (id),
  reports_to_title text not null default '',
  version          int not null default 1,
  closed_at        timestamptz,
  created_at       timestamptz not null,
  check (reports_to_staff_id is null or reports_to_department_id is null),
  check (reports_to_department_id <> id)
);
create unique index department_name on department (org_unit_id, name) where closed_at is null;
create index department_above on department (reports_to_department_id) where reports_to_department_id is not null;

create table department_function (
  id            uuid primary key default uuidv7(),
  department_id uuid not null references department (id),
  name          text not null check (name <> ''),
  -- The team role (OR-15) whose duties it carries; duties of its own come on top.
  role_code     text references role (code),
  duties        text not null default '',
  planned       int not null check (planned between 0 and 999),
  position      int not null,
  constraint department_function_name unique (department_id, name)
);

create table department_member (
  id          uuid primary key default uuidv7(),
  function_id uuid not null references department_function (id),
  staff_id    uuid not null references staff (id),
  is_head     boolean not null default false,
  from_day    date not null,
  -- The last day, inclusive; null = open-ended.
  to_day      date,
  days        daterange not null generated always as (daterange(from_day, to_day, '[]')) stored,
  check (to_day is null or to_day >= from_day),
  constraint department_member_no_overlap exclude using gist (staff_id with =, function_id with =, days with &&)
);
create index department_member_function on department_member (function_id);

update role set permissions = role.permissions || '{department.write}'::text[]
where code in ('hq_operator', 'region_manager') and not '*' = any(permissions);
