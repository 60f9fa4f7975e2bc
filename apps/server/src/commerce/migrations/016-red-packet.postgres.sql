-- 现金红包活动: cash for members by transfers of a merchant account, with a budget and limits per person (IN-06, AQ-15).
create table red_packet_campaign (
  id             uuid primary key default uuidv7(),
  -- Short enough for the scene of a mini program's code.
  no             int not null generated always as identity unique,
  name           text not null,
  merchant_id    uuid not null,
  -- The mini program in which people take the money.
  app_id         text not null,
  -- What the platform is told: transfer scene, 奖励说明 and the remark that the person reads.
  scene_id       text not null default '1000',
  reward         text not null,
  remark         text not null,
  -- A packet is drawn from here to there.
  min_fen        int not null check (min_fen >= 10),
  max_fen        int not null check (max_fen >= min_fen),
  budget_fen     bigint not null check (budget_fen > 0),
  -- Of packets that are paid or may still be: never more than the budget.
  spent_fen      bigint not null default 0 check (spent_fen between 0 and budget_fen),
  per_person     int not null check (per_person between 1 and 1000),
  per_person_day int not null check (per_person_day between 1 and 1000),
  starts_at      timestamptz not null,
  ends_at        timestamptz not null check (ends_at > starts_at),
  -- 红包接力: packets for new friends by this code, for joining by that one, and for friends who were invited.
  code_id        uuid,
  group_code_id  uuid,
  state          text not null default 'live' check (state in ('live', 'paused')),
  version        int not null default 1,
  created_by     text not null,
  created_at     timestamptz not null
);

create table red_packet (
  id          uuid primary key default uuidv7(),
  campaign_id uuid not null references red_packet_campaign,
  reason      text not null check (reason in ('operator', 'friend', 'group', 'invite')),
  -- What it is given for, once: whatever dies in between, the same again is the same packet.
  reason_key  text not null,
  origin_no   int not null,
  member_no   int not null,
  -- Known when the person comes to take it.
  openid      text,
  amount_fen  int not null check (amount_fen > 0),
  -- granted: until the person comes. asked: sent to the platform without an answer yet. waiting: for the person's 收款. lapsed: the money went
  -- back, as nobody took it. refused: the platform said no; it is sent again when the person comes again.
  state       text not null default 'granted' check (state in ('granted', 'asked', 'waiting', 'paid', 'lapsed', 'refused')),
  note        text,
  bill_no     text,
  package     text,
  tries       int not null default 0,
  next_try_at timestamptz not null default now(),
  granted_at  timestamptz not null,
  paid_at     timestamptz,
  unique (campaign_id, reason_key),
  check ((state = 'paid') = (paid_at is not null)),
  check (state in ('granted', 'lapsed') or openid is not null)
);
create index red_packet_member on red_packet (member_no, campaign_id);
create index red_packet_origin on red_packet (origin_no);
create index red_packet_due on red_packet (next_try_at) where state in ('asked', 'waiting');

-- 接力邀请: who brought whom; the first one counts.
create table red_packet_invite (
  campaign_id       uuid not null references red_packet_campaign,
  origin_no         int not null,
  member_no         int not null,
  inviter_origin_no int not null,
  invited_at        timestamptz not null,
  primary key (campaign_id, origin_no)
);
create index red_packet_invite_member on red_packet_invite (member_no);
create index red_packet_invite_origin on red_packet_invite (origin_no);
create index red_packet_invite_inviter on red_packet_invite (inviter_origin_no);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{red_packet.read,red_packet.write}'::text[]),
  ('activity_operator', '{red_packet.read,red_packet.write}'::text[])
) as added (code, permissions)
where role.code = added.code;
