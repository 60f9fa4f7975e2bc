-- 接入账号: an app or account on a WeChat platform that Feilun acts for. Only base_url and keys tell one WeChat from another.
create table wechat_account (
  id             uuid primary key default uuidv7(),
  platform       text not null check (platform in ('wecom', 'official_account', 'mini_program', 'wechat_pay', 'wechat_shop')),
  -- corpid, appid or mchid
  account_id     text not null,
  -- WeCom: the app within the corp; '' elsewhere.
  agent_id       text not null default '',
  -- WeCom: 'app' works with customers, 'contact_sync' reads the directory.
  purpose        text not null default 'app' check (purpose in ('app', 'contact_sync')),
  name           text not null,
  base_url       text not null,
  -- JSON of `AccountSecrets`, sealed.
  secrets_sealed text not null,
  enabled        boolean not null default true,
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  updated_by     text not null,
  unique (platform, account_id, agent_id, purpose)
);

-- What was obtained for an account and expires: access tokens and JS tickets. One row, so that one refresher serves all processes.
create table wechat_token (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  kind              text not null,
  value_sealed      text not null,
  expires_at        timestamptz not null,
  renewed_at        timestamptz not null default now(),
  primary key (wechat_account_id, kind)
);

-- Calls taken from a platform's allowance, by path and window; processes take them in advance, some at a time.
create table wechat_call_window (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  path              text not null,
  -- 60 or 3600
  seconds           int not null,
  started_at        timestamptz not null,
  calls             int not null,
  primary key (wechat_account_id, path, seconds)
);

-- Calls that a platform refused or that never came back, added up for the operator.
create table wechat_refusal (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  path              text not null,
  -- The platform's code; 0 = no answer.
  errcode           int not null,
  times             bigint not null default 1,
  first_at          timestamptz not null default now(),
  last_at           timestamptz not null default now(),
  last_message      text not null,
  primary key (wechat_account_id, path, errcode)
);

-- Callbacks as they arrived: stored before they are answered, worked off after.
create table wechat_callback (
  seq               bigint primary key generated always as identity,
  wechat_account_id uuid not null references wechat_account on delete cascade,
  -- What makes a second delivery the same one: SHA-256 of the platform's key, first 16 bytes.
  dedupe_key        bytea not null,
  -- e.g. change_external_contact/add_external_contact
  event             text not null,
  -- Whom it is about: events of one subject are worked off one after the other.
  subject           text not null,
  occurred_at       timestamptz not null,
  received_at       timestamptz not null default now(),
  -- The plain XML or JSON, sealed: it carries ids and texts of persons.
  payload_sealed    text not null,
  state             text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  tries             int not null default 0,
  next_try_at       timestamptz not null default now(),
  reason            text,
  settled_at        timestamptz,
  unique (wechat_account_id, dedupe_key)
);
create index wechat_callback_waiting on wechat_callback (next_try_at, seq) where state = 'waiting';
create index wechat_callback_parked on wechat_callback (seq) where state = 'parked';
create index wechat_callback_settled on wechat_callback (settled_at) where state = 'done';

-- What was sent to a callback address and not accepted: wrong signature, wrong key, no XML. Bodies are not kept.
create table wechat_callback_refusal (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  reason            text not null,
  times             bigint not null default 1,
  first_at          timestamptz not null default now(),
  last_at           timestamptz not null default now(),
  primary key (wechat_account_id, reason)
);
