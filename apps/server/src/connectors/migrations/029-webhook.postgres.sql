-- Event push (事件推送): a service provider's address that is told what happens (IN-20).
create table webhook (
  no                bigint generated always as identity primary key,
  id                uuid not null unique default gen_random_uuid(),
  name              text not null,
  url               text not null,
  event_types       text[] not null check (cardinality(event_types) > 0),
  org_unit_id       uuid not null references org_unit,
  -- JSON, newest first: while it is exchanged, deliveries are signed with both.
  secrets_sealed    text not null,
  exchanged_at      timestamptz,
  -- stopped: by Feilun, after days of failures. ended: for good.
  state             text not null default 'active' check (state in ('active', 'paused', 'stopped', 'ended')),
  -- Everything up to this place of the log is delivered or was not meant.
  cursor_xid        xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
  cursor_seq        bigint not null default 0,
  delivered_events  bigint not null default 0,
  delivered_at      timestamptz,
  failures          int not null default 0,
  failing_since     timestamptz,
  next_attempt_at   timestamptz,
  version           int not null default 1,
  created_by_name   text not null,
  created_at        timestamptz not null default now()
);

create table webhook_attempt (
  id            bigint generated always as identity primary key,
  webhook_no    bigint not null references webhook,
  delivery_id   text not null,
  at            timestamptz not null,
  events        int not null,
  status        int,
  -- Chinese, for the operator; null = taken.
  failure       text,
  took_ms       int not null,
  -- Where the delivery began: from here it can be sent again.
  from_xid      xid8 not null,
  from_seq      bigint not null
);
create index webhook_attempt_webhook on webhook_attempt (webhook_no, id desc);
create index webhook_attempt_at on webhook_attempt (at);

update role set permissions = role.permissions || '{webhook.write}'::text[]
where code = 'admin' and not 'webhook.write' = any(permissions);
