-- Files that were handed in for import. The content lies in `<data>/imports/`, or where the CLI found it.
create table import_file (
  id          uuid primary key default uuidv7(),
  name        text not null,
  size_bytes  bigint not null,
  sha256      text not null,
  -- Absolute for a file that the CLI reads in place; else a name below `<data>/imports/`.
  location    text not null,
  created_at  timestamptz not null default now(),
  created_by  text not null,
  -- Content removed: it holds personal data, and is not kept longer than the import needs it.
  removed_at  timestamptz
);

create index import_file_sha256 on import_file (sha256, created_at);

-- A saved mapping, recognised again by the fingerprint of the header row.
create table import_template (
  id          uuid primary key default uuidv7(),
  kind        text not null,
  name        text not null,
  fingerprint text not null,
  -- The plan as `ImportPlan`: columns, constants, options.
  plan        jsonb not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  updated_by  text not null,
  unique (kind, name)
);
create index import_template_fingerprint on import_template (fingerprint, updated_at desc);

create table import_run (
  no               int generated always as identity primary key,
  id               uuid not null unique default uuidv7(),
  kind             text not null,
  file_id          uuid not null references import_file (id),
  -- What to read from which column: an `ImportPlan`, fixed when the run starts.
  plan             jsonb not null,
  status           text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  phase            text not null default 'reading' check (phase in ('reading', 'applying', 'finished')),
  -- Part of the organisation that it may write to: null = everything.
  scope_stores     int[],
  bytes_read       bigint not null default 0,
  -- Checkpoint of the reading phase: rows (of the file, without header and blank lines) that were taken over.
  rows_read        bigint not null default 0,
  rows_accepted    bigint not null default 0,
  rows_rejected    bigint not null default 0,
  rows_unchanged   bigint not null default 0,
  -- Checkpoint of the applying phase: orders up to this key are written.
  applied_key      text,
  rows_staged      bigint not null default 0,
  rows_applied     bigint not null default 0,
  -- Documents or master records.
  created_count    bigint not null default 0,
  updated_count    bigint not null default 0,
  unchanged_count  bigint not null default 0,
  cancel_requested boolean not null default false,
  -- Unexpected errors since it last got ahead; it is given up after some.
  defects          int not null default 0,
  failure_code     text,
  failure          text,
  created_at       timestamptz not null default now(),
  created_by       text not null,
  created_by_name  text not null,
  started_at       timestamptz,
  finished_at      timestamptz
);
create index import_run_list on import_run (created_at desc, no desc);
create index import_run_unfinished on import_run (no) where status in ('queued', 'running');

-- Rows that were not taken over, each with where and why. `row_sealed` is the row as it stood in the file, encrypted: it
-- may hold personal data.
create table import_reject (
  run_no      int not null references import_run (no) on delete cascade,
  line        bigint not null,
  column_name text,
  reason_code text not null,
  reason      text not null,
  row_sealed  text not null,
  primary key (run_no, line)
);
create index import_reject_reason on import_reject (run_no, reason_code);
