-- 通讯录: departments and members of a company (corp_id), as WeCom shows them, and what they are here.
create table wecom_department (
  corp_id       text not null,
  department_id bigint not null,
  parent_id     bigint not null,
  name          text not null,
  sort          bigint not null default 0,
  -- The unit of our tree that it is. Null: none, or not decided.
  org_unit_id   uuid references org_unit (id),
  -- root, code, name: found by that rule; hand: a person said so, also that it is none.
  matched_by    text check (matched_by in ('root', 'code', 'name', 'hand')),
  seen_at       timestamptz not null default now(),
  gone_at       timestamptz,
  primary key (corp_id, department_id),
  check (org_unit_id is null or matched_by is not null)
);
create index wecom_department_unit on wecom_department (org_unit_id) where org_unit_id is not null;

create table wecom_member (
  corp_id       text not null,
  userid        text not null,
  name          text not null,
  position      text not null default '',
  departments   bigint[] not null default '{}',
  -- 1 active, 2 disabled, 4 not activated (wecom-api.md §3.2)
  status        smallint not null,
  -- Enabled for customer contact and inside the app's visible range.
  serves        boolean not null default false,
  staff_id      uuid references staff (id),
  matched_by    text check (matched_by in ('code', 'login', 'mobile', 'name', 'created', 'hand')),
  seen_at       timestamptz not null default now(),
  left_at       timestamptz,
  -- What became of our staff record after leaving: waiting for a person's word, ended, or kept.
  leaving       text check (leaving in ('waiting', 'ended', 'kept')),
  primary key (corp_id, userid),
  check (staff_id is null or matched_by is not null)
);
-- Ids are compared without case (wecom-api.md §0).
create unique index wecom_member_userid on wecom_member (corp_id, lower(userid));
create index wecom_member_staff on wecom_member (staff_id) where staff_id is not null;
create index wecom_member_leaving on wecom_member (corp_id) where leaving = 'waiting';

-- Members who left, with customers or groups that somebody else has to take over (GD-14).
create table wecom_inheritance_task (
  id         uuid primary key default uuidv7(),
  corp_id    text not null,
  userid     text not null,
  staff_id   uuid references staff (id),
  customers  int not null,
  groups     int not null,
  state      text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'cancelled')),
  left_at    timestamptz not null,
  created_at timestamptz not null default now(),
  settled_at timestamptz
);
create unique index wecom_inheritance_task_open on wecom_inheritance_task (corp_id, userid) where state in ('waiting', 'working');
