-- 支付券批次: coupons of one kind that a merchant account gives out through its platform, with the limits that hold here (CH-34).
create table coupon_batch (
  id            uuid primary key default uuidv7(),
  -- Short enough for the scene of a mini program's code.
  no            int not null generated always as identity unique,
  -- plain: whoever is given one or takes one. social: what a payer passes on to friends (社交立减金).
  kind          text not null default 'plain' check (kind in ('plain', 'social')),
  name          text not null,
  goods_name    text not null,
  merchant_id   uuid not null,
  -- Under which people are known to the platform.
  app_id        text not null,
  off_fen       bigint not null check (off_fen > 0),
  min_spend_fen bigint not null check (min_spend_fen > off_fen),
  starts_at     timestamptz not null,
  ends_at       timestamptz not null check (ends_at > starts_at),
  -- Days a coupon is good for from its claim; null: until the batch ends.
  valid_days    int check (valid_days between 1 and 365),
  stock         int not null check (stock > 0),
  per_person    int not null check (per_person between 1 and 100),
  -- It is good in stores below these units; none: everywhere.
  unit_ids      uuid[] not null default '{}',
  -- Of social ones: to how many friends a payer may pass one on, from what payment on.
  share_count   int check (share_count between 1 and 50),
  share_min_fen bigint,
  -- Our own reminder before a coupon ends, JSON of `CouponReminder`; null: the platform's alone.
  reminder      jsonb,
  state         text not null default 'opening' check (state in ('opening', 'live', 'paused', 'failed')),
  -- Why the platform refused it, and what to do.
  note          text,
  platform_key  text,
  -- Coupons that are out or on their way: never more than the stock.
  taken         int not null default 0 check (taken <= stock),
  version       int not null default 1,
  created_by    text not null,
  created_at    timestamptz not null,
  check ((kind = 'social') = (share_count is not null)),
  check (state in ('opening', 'failed') or platform_key is not null)
);
create unique index coupon_batch_platform on coupon_batch (merchant_id, platform_key);

-- 社交立减金: what one payer may pass on to friends after one payment.
create table coupon_share (
  key        text primary key,
  batch_id   uuid not null references coupon_batch,
  payment_id uuid not null references payment,
  origin_no  int not null,
  member_no  int not null,
  allowance  int not null,
  taken      int not null default 0 check (taken <= allowance),
  created_at timestamptz not null,
  unique (batch_id, payment_id)
);
create index coupon_share_member on coupon_share (member_no);
create index coupon_share_origin on coupon_share (origin_no);

-- 支付券: one coupon of one person.
create table coupon (
  id            uuid primary key default uuidv7(),
  batch_id      uuid not null references coupon_batch,
  -- The caller's own key: the same again is the same coupon.
  request_key   text not null,
  code          text,
  app_id        text not null,
  openid        text not null,
  origin_no     int not null,
  member_no     int not null,
  -- handed: by an operator. scan, pay_page: taken in the mini program. friend: from a payer. platform: taken in WeChat itself.
  via           text not null check (via in ('handed', 'scan', 'pay_page', 'friend', 'platform')),
  share_key     text references coupon_share,
  -- Where it was taken.
  store_no      int,
  -- asked: being given. held: by an open payment.
  state         text not null default 'asked' check (state in ('asked', 'claimed', 'held', 'used', 'refused')),
  note          text,
  claimed_at    timestamptz,
  valid_from    timestamptz,
  valid_until   timestamptz,
  reminded_at   timestamptz,
  payment_id    uuid references payment,
  used_at       timestamptz,
  used_store_no int,
  -- When the platform was told of the use; until then it is told again.
  told_at       timestamptz,
  tries         int not null default 0,
  next_try_at   timestamptz not null default now(),
  created_at    timestamptz not null,
  unique (batch_id, request_key),
  check (state in ('asked', 'refused') or (code is not null and valid_until is not null)),
  check ((state = 'held') <= (payment_id is not null)),
  check ((state = 'used') = (used_at is not null))
);
create unique index coupon_code on coupon (batch_id, code);
create index coupon_by_code on coupon (code) where code is not null;
create index coupon_batch_member on coupon (batch_id, member_no);
create index coupon_member on coupon (member_no);
create index coupon_origin on coupon (origin_no);
create index coupon_payment on coupon (payment_id) where payment_id is not null;
-- By origin: a merge of two friends later must not collide.
create unique index coupon_friend on coupon (share_key, origin_no) where share_key is not null and state <> 'refused';
create index coupon_due on coupon (next_try_at) where state = 'asked' or (state = 'used' and told_at is null);
create index coupon_ending on coupon (valid_until) where state = 'claimed' and reminded_at is null;

alter table payment add column coupon_id uuid references coupon, add column coupon_off_fen bigint not null default 0;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{coupon.read,coupon.write}'::text[]),
  ('region_manager', '{coupon.read}'::text[]),
  ('store_manager', '{coupon.read}'::text[]),
  ('activity_operator', '{coupon.read,coupon.write}'::text[])
) as added (code, permissions)
where role.code = added.code;
