-- 小店会员: who joined the shop's membership, with their phone or without.
create table wechat_shop_member (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  origin_no         int,
  member_no         int,
  joined_at         timestamptz,
  -- False: joined but declined to give the number; nothing ties them to a member known by phone.
  phone_given       boolean not null default false,
  grade             smallint,
  -- The shop's own points, read-only; ours are in point_lot.
  score             bigint,
  left_at           timestamptz,
  -- The last thing known of joining and leaving: an older one that arrives late changes nothing.
  event_at          timestamptz not null,
  seen_at           timestamptz not null,
  primary key (wechat_account_id, openid),
  check ((origin_no is null) = (member_no is null))
);
create index wechat_shop_member_member on wechat_shop_member (member_no) where member_no is not null;
create index wechat_shop_member_origin on wechat_shop_member (origin_no) where origin_no is not null;

-- 分享员: who passes the shop's products on; orders that they bring count for the staff member named here.
create table wechat_shop_sharer (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  origin_no         int,
  member_no         int,
  nickname          text not null,
  sharer_type       smallint not null,
  bound_at          timestamptz not null,
  unbound_at        timestamptz,
  staff_id          uuid references staff (id),
  seen_at           timestamptz not null,
  primary key (wechat_account_id, openid),
  check ((origin_no is null) = (member_no is null))
);
create index wechat_shop_sharer_member on wechat_shop_sharer (member_no) where member_no is not null;
create index wechat_shop_sharer_origin on wechat_shop_sharer (origin_no) where origin_no is not null;

-- 转私域入口: which live code lay in the parcels, hung in the live room or stood on the product page, from which day to which (AQ-28).
create table wechat_shop_way (
  id                uuid primary key default uuidv7(),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  kind              text not null check (kind in ('parcel_card', 'live_screen', 'product_page', 'after_purchase')),
  code_id           uuid not null references live_code (id),
  from_day          date not null,
  to_day            date check (to_day >= from_day),
  set_by            text not null,
  created_at        timestamptz not null default now()
);
create index wechat_shop_way_account on wechat_shop_way (wechat_account_id, from_day);

update role set permissions = role.permissions || '{wechat_shop.read,wechat_shop.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
