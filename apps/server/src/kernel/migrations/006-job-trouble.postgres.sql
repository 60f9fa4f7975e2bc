-- The last failure of each kind of background job, and when it next succeeded: what graphile-worker forgets as soon as a job is done or replaced.
create table job_trouble (
  job           text primary key,
  -- Failures since it last succeeded.
  times         int not null check (times > 0),
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  -- 'statement_limit': a statement took longer than the job allows; 'error': anything else.
  reason        text not null check (reason in ('statement_limit', 'error')),
  message       text not null,
  -- Since then it has succeeded; null = not yet.
  solved_at     timestamptz
);
