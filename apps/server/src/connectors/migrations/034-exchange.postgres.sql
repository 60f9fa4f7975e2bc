-- 对接系统 (IN-10): systems that read customers by cursor and write tags back, each with a key of its own.
create table exchange_system (
  id           uuid primary key default uuidv7(),
  no           int generated always as identity unique,
  -- Never changed and never given twice: what the system writes carries it, so that it is not told of it again.
  name         text not null unique check (name <> ''),
  -- Under which scope its own customer numbers are kept (`external_id`).
  scope        text not null check (scope <> ''),
  api_key_id   uuid not null unique references api_key (id),
  -- Whether names and identifiers leave in the clear.
  personal     boolean not null,
  writes       boolean not null,
  -- The place it last went on from: everything before it, it has.
  place        text,
  read_at      timestamptz,
  written_at   timestamptz,
  created_at   timestamptz not null,
  created_by   text not null,
  ended_at     timestamptz
);

create table exchange_day (
  system_no     int not null references exchange_system (no),
  day           date not null,
  reads         int not null default 0,
  members_read  bigint not null default 0,
  writes        int not null default 0,
  tags_written  bigint not null default 0,
  unchanged     bigint not null default 0,
  superseded    bigint not null default 0,
  rows_failed   bigint not null default 0,
  primary key (system_no, day)
);

-- The newest refused rows of each system.
create table exchange_failure (
  id        bigint generated always as identity primary key,
  system_no int not null references exchange_system (no),
  at        timestamptz not null,
  row_key   text not null,
  code      text not null,
  message   text not null
);
create index exchange_failure_system on exchange_failure (system_no, id desc);

-- Tags that another system wrote; and the order in which changes of tags are told.
alter table member_tag drop constraint member_tag_source_check;
alter table member_tag add constraint member_tag_source_check check (source in ('manual', 'bulk', 'import', 'rule', 'wecom', 'exchange'));
alter table member_tag_log add column logged_xid xid8 not null default pg_current_xact_id();
create index member_tag_log_xid on member_tag_log (logged_xid, member_no);
