-- Which workers are alive. A process that dies without a goodbye leaves its jobs and their queues locked; whoever looks next
-- frees what the silent ones held.
create table job_worker (
  worker_id text primary key,
  seen_at   timestamptz not null default now()
);
