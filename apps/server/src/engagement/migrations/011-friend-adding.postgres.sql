-- 加好友任务: lists of people whom guides invite by phone, what was tried and what really came of it (AQ-09 to AQ-11).
create table friend_task (
  id          uuid primary key default uuidv7(),
  -- Whose list it is: the unit that made it.
  org_unit_id uuid not null references org_unit,
  name        text not null,
  -- What the person is offered for adding.
  offer       text not null default '',
  -- Opening words with placeholders.
  script      text not null,
  -- Who counts as known already: friends of anybody in the company, or of this guide only.
  strangers   text not null check (strangers in ('company', 'guide')),
  due_on      date,
  created_by  text not null,
  created_at  timestamptz not null,
  closed_at   timestamptz
);
create index friend_task_unit on friend_task (org_unit_id);

create table friend_task_person (
  no            bigint generated always as identity primary key,
  task_id       uuid not null references friend_task,
  guide_id      uuid not null references staff,
  store_no      int not null,
  -- As `identifier.value_index`: matched to members without opening anything. Null with the phone: erased.
  phone_key     uuid,
  phone_sealed  text,
  name_sealed   text,
  origin_no     int references member,
  member_no     int references member,
  -- What the order of the list goes by; looked up anew every night.
  last_visit_on date,
  value_fen     bigint not null default 0,
  -- What the last call came to; it is there before any request is sent.
  call_result   text check (call_result in ('reached', 'no_answer', 'refused', 'wrong_number')),
  called_at     timestamptz,
  calls         int not null default 0,
  -- Became the guide's friend after a request.
  accepted_at   timestamptz,
  assigned_at   timestamptz not null,
  unique (task_id, phone_key),
  check ((origin_no is null) = (member_no is null)),
  check ((phone_key is null) = (phone_sealed is null))
);
create index friend_task_person_guide on friend_task_person (guide_id, task_id);
create index friend_task_person_phone on friend_task_person (phone_key);
create index friend_task_person_member on friend_task_person (member_no) where member_no is not null;
create index friend_task_person_origin on friend_task_person (origin_no) where origin_no is not null;

-- A request that a guide sent in WeCom. Whether it was accepted is read from the friendship, never entered.
create table friend_attempt (
  no            bigint generated always as identity primary key,
  person_no     bigint not null references friend_task_person,
  guide_id      uuid not null references staff,
  store_no      int not null,
  -- The shop's day that it counts for.
  day           date not null,
  sent_at       timestamptz not null,
  in_window     boolean not null,
  -- How the last call before it ended; null = not called.
  call_result   text,
  -- Whether the guide's personal card was complete; null = not known.
  card_complete boolean,
  accepted_at   timestamptz
);
create index friend_attempt_guide on friend_attempt (guide_id, day);
create index friend_attempt_person on friend_attempt (person_no, sent_at desc);
create index friend_attempt_store on friend_attempt (store_no, day);
create index friend_attempt_open on friend_attempt (sent_at) where accepted_at is null;

-- The success line was missed: adding rests for the guide until headquarters lifts it, or headquarters is only told.
create table friend_pause (
  id        uuid primary key default uuidv7(),
  guide_id  uuid not null references staff,
  store_no  int not null,
  kind      text not null check (kind in ('pause', 'warning')),
  judged    int not null,
  accepted  int not null,
  -- The line as it stood, in percent.
  line      int not null,
  paused_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by text,
  reason    text
);
create unique index friend_pause_open on friend_pause (guide_id) where lifted_at is null;
create index friend_pause_guide on friend_pause (guide_id, paused_at desc);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{friend_adding.manage}'::text[]),
  ('region_manager', '{friend_adding.manage}'::text[]),
  ('store_manager', '{friend_adding.manage,friend_adding.work}'::text[]),
  ('guide', '{friend_adding.work}'::text[])) added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
