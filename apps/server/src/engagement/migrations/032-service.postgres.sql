-- 服务场 (CH-37): service as a place of its own: what is offered, where and by whom, appointments, records, and the relation afterwards.
create table service (
  no                int generated always as identity primary key,
  id                uuid not null unique default uuidv7(),
  -- Every trading store below offers it, unless the store says otherwise in service_store.
  org_unit_id       uuid not null references org_unit (id),
  name              text not null check (name <> ''),
  says              text not null default '',
  minutes           int not null check (minutes between 5 and 480),
  -- 0 = free.
  price_fen         bigint not null default 0 check (price_fen >= 0),
  -- Empty = customers of every tier, stores of every format.
  tiers             text[] not null default '{}',
  formats           text[] not null default '{}',
  -- Where it is given: store, wecom, mini_program, phone.
  places            text[] not null check (cardinality(places) > 0),
  -- How many customers a store serves with it at once; null = as many as there are colleagues.
  seats             int check (seats > 0),
  -- What is written down when it is given: [{key, label, unit, kind}].
  fields            jsonb not null default '[]',
  follow_up_days    int check (follow_up_days between 1 and 90),
  next_after_months int check (next_after_months between 1 and 60),
  version           int not null default 1,
  created_at        timestamptz not null,
  created_by        text not null,
  archived_at       timestamptz
);
create index service_unit on service (org_unit_id);

-- What one store does differently.
create table service_store (
  service_no int not null references service (no),
  store_no   int not null,
  offered    boolean not null,
  seats      int check (seats > 0),
  -- Who gives it there; empty = everybody who serves in the store.
  staff_ids  uuid[] not null default '{}',
  primary key (service_no, store_no)
);

-- The store's code: its page is where customers make appointments and say that they have come.
create table service_code (
  store_no int primary key,
  code_id  uuid not null unique references live_code (id)
);

create table service_visit (
  no             bigint generated always as identity primary key,
  id             uuid not null unique default uuidv7(),
  -- Whoever has the address with it sees the appointment; made anew when the record is written, so that only whom the guide sends it to reads the record.
  key            text not null unique default replace(gen_random_uuid()::text, '-', ''),
  service_no     int not null references service (no),
  store_no       int not null,
  staff_id       uuid references staff (id),
  visitor_id     uuid,
  origin_no      int,
  member_no      int,
  place          text not null check (place in ('store', 'wecom', 'mini_program', 'phone')),
  made_by        text not null check (made_by in ('customer', 'guide', 'walk_in')),
  starts_at      timestamptz not null,
  ends_at        timestamptz not null check (ends_at > starts_at),
  state          text not null check (state in ('booked', 'arrived', 'serving', 'done', 'cancelled', 'no_show')),
  price_fen      bigint not null,
  reminded_at    timestamptz,
  arrived_at     timestamptz,
  started_at     timestamptz,
  done_at        timestamptz,
  note           text not null default '',
  findings       jsonb not null default '[]',
  follow_up_on   date,
  followed_up_at timestamptz,
  followed_up_by text not null default '',
  next_due_on    date,
  next_asked_at  timestamptz,
  next_asked_by  text not null default '',
  score          int check (score between 1 and 5),
  score_words    text not null default '',
  scored_at      timestamptz,
  -- What the store did about a low score.
  handled_at     timestamptz,
  handled_by     text not null default '',
  handled_note   text not null default '',
  version        int not null default 1,
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  changed_by     text not null,
  constraint service_visit_staff_busy exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&)
    where (staff_id is not null and state in ('booked', 'arrived', 'serving'))
);
create index service_visit_store on service_visit (store_no, starts_at);
create index service_visit_done on service_visit (done_at) where done_at is not null;
create index service_visit_follow_up on service_visit (follow_up_on) where follow_up_on is not null and followed_up_at is null;
create index service_visit_next on service_visit (next_due_on) where next_due_on is not null and next_asked_at is null;
create index service_visit_low on service_visit (store_no) where score <= 2 and handled_at is null;
create index service_visit_visitor on service_visit (visitor_id, created_at) where visitor_id is not null;
create index service_visit_member on service_visit (member_no, starts_at desc) where member_no is not null;
create index service_visit_origin on service_visit (origin_no) where origin_no is not null;

update role set permissions = role.permissions || '{service.work}'::text[]
where role.code in ('hq_operator', 'region_manager', 'store_manager', 'guide') and not '*' = any(role.permissions);
update role set permissions = role.permissions || '{service.write}'::text[]
where role.code in ('hq_operator', 'region_manager', 'store_manager') and not '*' = any(role.permissions);
