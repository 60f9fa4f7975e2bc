-- Acknowledged events that could not enter the log, with the reason; replayed after mending.
create table event_dead_letter (
  event_key   uuid primary key,
  source      text not null,
  event_id    text not null,
  type        text,
  request_id  uuid not null,
  received_at timestamptz(3) not null,
  failed_at   timestamptz(3) not null default now(),
  attempts    int not null default 1,
  reason_code text not null,
  -- Where in the event, e.g. `properties.amountFen`; empty = the event as a whole.
  reason_path text not null,
  -- Chinese, for the reviewer.
  reason      text not null,
  raw         text not null,
  edited_at   timestamptz(3),
  edited_by   text
);
create index event_dead_letter_failed_at on event_dead_letter (failed_at desc, event_key);
create index event_dead_letter_reason on event_dead_letter (reason_code, failed_at desc, event_key);
