-- Acknowledged events on their way into the log. A row lives for seconds: processing deletes it in the transaction that
-- writes event_log or event_dead_letter, so nothing is lost and nothing is done twice.
create table event_inbox (
  seq         bigint generated always as identity primary key,
  -- First 16 bytes of SHA-256(source, NUL, event_id).
  event_key   uuid not null unique,
  source      text not null,
  event_id    text not null,
  request_id  uuid not null,
  received_at timestamptz(3) not null default now(),
  -- The envelope as sent; values of sensitive identifiers are sealed.
  raw         text not null
) with (
  -- A queue: keep it vacuumed all the time, or claiming wades through dead rows.
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1,
  autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_threshold = 1000000000
);
