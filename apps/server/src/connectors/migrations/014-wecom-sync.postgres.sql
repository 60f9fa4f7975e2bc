-- 同步: one run over directory, tags, customers and groups of an account.
create table wecom_sync_run (
  id                bigint primary key generated always as identity,
  wechat_account_id uuid not null references wechat_account on delete cascade,
  corp_id           text not null,
  -- reconcile: the same reading, asked for nightly, to find and repair what differs.
  kind              text not null check (kind in ('full', 'reconcile')),
  state             text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  phase             text not null default 'directory' check (phase in ('directory', 'tags', 'customers', 'groups', 'finish')),
  requested_by      text not null,
  created_at        timestamptz not null default now(),
  started_at        timestamptz,
  phase_at          timestamptz,
  ended_at          timestamptz,
  -- How often a worker took it up: more than once after a crash.
  takes             int not null default 0,
  customers_done    int not null default 0,
  groups_done       int not null default 0,
  -- What to tell the operator: [{code, title, detail}].
  warnings          jsonb not null default '[]',
  -- What differed, counted by kind, with some examples: {counts: {…}, examples: [{kind, subject}]}.
  report            jsonb not null default '{"counts": {}, "examples": []}',
  failure           text
);
create unique index wecom_sync_run_open on wecom_sync_run (corp_id) where state in ('waiting', 'running');
create index wecom_sync_run_recent on wecom_sync_run (corp_id, id desc);

-- The saved place: up to 100 members whose customers, or groups, are read page by page.
create table wecom_sync_part (
  run_id     bigint not null references wecom_sync_run on delete cascade,
  what       text not null check (what in ('customers', 'groups')),
  no         int not null,
  userids    text[] not null,
  -- What the next page is asked with; '' = from the start.
  cursor     text not null default '',
  started_at timestamptz,
  done_at    timestamptz,
  primary key (run_id, what, no)
);
