-- 导购助手 (AQ-12): which guide looks after a follower, and the store in which.
alter table official_follower
  add column guide_staff_id uuid references staff (id),
  add column guide_store_no int,
  add column guided_at timestamptz,
  add check ((guide_staff_id is null) = (guided_at is null));
create index official_follower_guide on official_follower (guide_staff_id, wechat_account_id) where guide_staff_id is not null;

-- Guide messages that may be opened: article pushes grant them, opening contact outside the free window uses them.
create table official_guide_credit (
  id                bigint generated always as identity primary key,
  wechat_account_id uuid not null references wechat_account on delete cascade,
  staff_id          uuid not null references staff (id),
  kind              text not null check (kind in ('push', 'used', 'corrected')),
  amount            int not null check (amount <> 0 and (kind = 'used') <= (amount < 0)),
  -- What happened, once: an article push that is told of again grants nothing more.
  entry_key         text unique,
  note              text not null default '',
  at                timestamptz not null,
  by                text not null
);
create index official_guide_credit_guide on official_guide_credit (wechat_account_id, staff_id, id desc);

-- What guides wrote to their followers.
create table official_guide_message (
  id                uuid primary key default uuidv7(),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  origin_no         int,
  member_no         int,
  staff_id          uuid not null references staff (id),
  kind              text not null check (kind in ('text', 'card')),
  text              text not null,
  url               text,
  -- service: sent by us inside the window. helper: the guide sends it in WeChat's own 导购助手, which alone may do so outside.
  transport         text not null check (transport in ('service', 'helper')),
  -- The credit that it counts against; null: free.
  credit_id         bigint references official_guide_credit,
  at                timestamptz not null,
  -- When the guide said that it was sent.
  told_sent_at      timestamptz,
  check ((transport = 'helper') = (credit_id is not null)),
  check ((origin_no is null) = (member_no is null))
);
create index official_guide_message_person on official_guide_message (wechat_account_id, openid, at desc);
create index official_guide_message_member on official_guide_message (member_no) where member_no is not null;
create index official_guide_message_origin on official_guide_message (origin_no) where origin_no is not null;

update role set permissions = role.permissions || '{official_follower.serve}'::text[]
where code in ('hq_operator', 'region_manager', 'store_manager', 'guide') and not '*' = any(permissions);
