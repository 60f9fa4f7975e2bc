-- 外发: what was handed to a platform for delivery, once per business key and part, and what came of it.
create table outbound (
  id           uuid primary key default uuidv7(),
  business_key text not null,
  -- More targets than one call takes are handed over in parts.
  part         int not null default 1,
  channel      text not null check (channel in ('wecom_mass', 'wecom_group', 'wecom_moment', 'wecom_app',
    'official_template', 'official_subscribe', 'official_service', 'mini_subscribe')),
  -- The account that sends, as its connector knows it.
  account_id   uuid not null,
  title        text not null,
  content      jsonb not null,
  -- Who has to confirm; '' = whoever the platform chooses, or nobody.
  sender_key   text not null default '',
  -- waiting: not handed over yet. sending: a call is on its way. uncertain: the call's answer was lost. accepted: the platform has
  -- it, results come. settled: nothing more will come.
  state        text not null default 'waiting' check (state in ('waiting', 'sending', 'uncertain', 'accepted', 'settled', 'refused', 'cancelled')),
  -- The platform's name for it.
  platform_key text,
  handed_at    timestamptz,
  -- How often it was handed over, looked for after a lost answer, and asked for results.
  tries        int not null default 0,
  searches     int not null default 0,
  polls        int not null default 0,
  reminders    int not null default 0,
  next_at      timestamptz not null default now(),
  -- The last refusal: the platform's code (0 = no answer), why, and what to do.
  errcode      int,
  reason       text,
  remedy       text,
  created_at   timestamptz not null default now(),
  created_by   text not null,
  settled_at   timestamptz,
  unique (business_key, part)
);
create index outbound_due on outbound (next_at) where state in ('waiting', 'sending', 'uncertain', 'accepted');
create index outbound_recent on outbound (created_at desc, id desc);
create unique index outbound_platform on outbound (account_id, platform_key) where platform_key is not null;

-- Who has to confirm in their client, and whether they did.
create table outbound_sender (
  outbound_id  uuid not null references outbound on delete cascade,
  sender_key   text not null,
  confirmed_at timestamptz,
  -- Their results were read to the end.
  collected_at timestamptz,
  primary key (outbound_id, sender_key)
);

-- What came of it, person by person (or group by group).
create table outbound_delivery (
  outbound_id uuid not null references outbound on delete cascade,
  -- external_userid, chat_id, openid or userid; member:<number> where there is no address.
  target_key  text not null,
  origin_no   int,
  member_no   int,
  sender_key  text,
  outcome     text not null default 'waiting' check (outcome in ('waiting', 'sent', 'delivered', 'not_friend', 'cap_reached', 'not_chosen',
    'no_address', 'unreachable', 'blocked', 'no_quota', 'failed', 'expired', 'cancelled')),
  reason      text,
  at          timestamptz,
  primary key (outbound_id, target_key),
  check ((origin_no is null) = (member_no is null))
);
create index outbound_delivery_member on outbound_delivery (member_no) where member_no is not null;
create index outbound_delivery_origin on outbound_delivery (origin_no) where origin_no is not null;

update role set permissions = role.permissions || '{outbound.read,outbound.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
