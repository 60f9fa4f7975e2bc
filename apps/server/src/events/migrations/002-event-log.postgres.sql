-- What members did, each event once (DT-02). Append-only but for member_no, which a merge or its undo moves.
create table event_log (
  seq         bigint generated always as identity primary key,
  event_key   uuid not null unique,
  source      text not null,
  event_id    text not null,
  type        text not null,
  origin_no   int not null,
  member_no   int not null,
  occurred_at timestamptz(3) not null,
  received_at timestamptz(3) not null default now(),
  store_no    int,
  channel     text,
  properties  jsonb not null default '{}',
  -- Set on insert only, and hence not called changed_xid: a merge must not send the row to ClickHouse again, where rows are
  -- append-only too.
  logged_xid  xid8 not null default pg_current_xact_id()
);
create index event_log_timeline on event_log (member_no, occurred_at desc, seq desc);
create index event_log_origin on event_log (origin_no);
create index event_log_logged_xid on event_log (logged_xid);
create index event_log_occurred_at on event_log using brin (occurred_at);
