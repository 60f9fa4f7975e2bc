-- Services that send text messages or place calls, behind one signed interface.
create table message_service (
  id            uuid primary key default uuidv7(),
  kind          text not null check (kind in ('sms', 'ai_call')),
  name          text not null check (name <> ''),
  base_url      text not null,
  app_key       text not null,
  secret_sealed text not null,
  -- Numbers that calls come from.
  lines         text[] not null default '{}',
  enabled       bool not null default true,
  version       int not null default 1,
  created_at    timestamptz not null,
  created_by    text not null,
  -- The last receipt, and the last check.
  heard_at      timestamptz,
  checked_at    timestamptz,
  findings      jsonb not null default '[]'
);
