-- The answer to an unsafe request, kept under the caller's Idempotency-Key so that a retry gets the same answer.
create table idempotency_key (
  actor_id     text not null,
  key          text not null,
  request_hash text not null,
  status       int,
  response     jsonb,
  created_at   timestamptz not null default now(),
  primary key (actor_id, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);
