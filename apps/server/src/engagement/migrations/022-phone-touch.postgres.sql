-- 短信与 AI 外呼 (CH-25): what goes to people's numbers. Numbers are named by the blind index of the identifier, never in the clear.
alter table outbound drop constraint outbound_channel_check;
alter table outbound add constraint outbound_channel_check check (channel in ('wecom_mass', 'wecom_group', 'wecom_moment', 'wecom_app',
  'official_template', 'official_subscribe', 'official_service', 'mini_subscribe', 'sms', 'ai_call'));
alter table outbound_delivery drop constraint outbound_delivery_outcome_check;
alter table outbound_delivery add constraint outbound_delivery_outcome_check check (outcome in ('waiting', 'sent', 'delivered', 'not_friend',
  'cap_reached', 'not_chosen', 'no_address', 'unreachable', 'blocked', 'no_quota', 'failed', 'expired', 'cancelled',
  'no_consent', 'in_control', 'quiet_hours', 'frequency_capped', 'quota_exhausted', 'lower_priority', 'on_block_list'));

-- What the service has approved to be sent or said: a text with {variables}, or the script of a call.
create table phone_template (
  id           uuid primary key default uuidv7(),
  service_id   uuid not null,
  kind         text not null check (kind in ('sms', 'ai_call')),
  -- The service's own name of it.
  code         text not null check (code <> ''),
  name         text not null check (name <> ''),
  -- 【signature】 before a text message; '' for a call.
  signature    text not null default '',
  text         text not null check (text <> ''),
  purpose      text not null check (purpose in ('marketing', 'service')),
  paused_at    timestamptz,
  -- Why it was paused, for who wants to send it.
  paused_why   text,
  version      int not null default 1,
  created_at   timestamptz not null,
  created_by   text not null,
  archived_at  timestamptz
);
create unique index phone_template_code on phone_template (service_id, code) where archived_at is null;

-- Numbers that are left alone, by one way or by both.
create table phone_block (
  number_key uuid not null,
  channel    text not null check (channel in ('sms', 'ai_call')),
  source     text not null check (source in ('asked', 'complained', 'service', 'hand')),
  reason     text not null default '',
  at         timestamptz not null,
  -- Null = for good.
  until      timestamptz,
  by         text not null,
  primary key (number_key, channel)
);

create table phone_complaint (
  id          bigint generated always as identity primary key,
  number_key  uuid not null,
  channel     text not null check (channel in ('sms', 'ai_call')),
  outbound_id uuid references outbound on delete set null,
  template_id uuid references phone_template,
  -- The number that the call came from; '' for a text message.
  line        text not null default '',
  at          timestamptz not null,
  unique (number_key, channel, at)
);
create index phone_complaint_number on phone_complaint (number_key, at);
create index phone_complaint_at on phone_complaint (at);

-- Every attempt to call somebody, as the service told of it.
create table call_attempt (
  outbound_id  uuid not null references outbound on delete cascade,
  target_key   text not null,
  attempt      int not null check (attempt >= 1),
  origin_no    int,
  member_no    int,
  line         text not null default '',
  started_at   timestamptz not null,
  -- Local day of the week (1 = Monday) and hour of the start: what the best hours are looked up by.
  weekday      int not null,
  hour         int not null,
  outcome      text not null check (outcome in ('answered', 'no_answer', 'busy', 'off', 'refused', 'invalid')),
  seconds      int not null default 0 check (seconds >= 0),
  intent       text check (intent in ('A', 'B', 'C', 'D', 'E')),
  wants_person bool not null default false,
  -- What the person said, in the service's words; sealed.
  said_sealed  text,
  -- Who dealt with it, when somebody should ring back.
  done_at      timestamptz,
  done_by      text,
  done_note    text,
  primary key (outbound_id, target_key, attempt)
);
create index call_attempt_member on call_attempt (member_no) where member_no is not null;
create index call_attempt_origin on call_attempt (origin_no) where origin_no is not null;
create index call_attempt_started on call_attempt (started_at);
create index call_attempt_open on call_attempt (started_at) where done_at is null and (wants_person or intent in ('A', 'B'));

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{phone_touch.read,phone_touch.write,phone_touch.follow}'::text[]),
  ('compliance_officer', '{phone_touch.read,phone_touch.write}'::text[]),
  ('region_manager', '{phone_touch.follow}'::text[]),
  ('store_manager', '{phone_touch.follow}'::text[]),
  ('guide', '{phone_touch.follow}'::text[])
) as added (code, permissions)
where role.code = added.code;
