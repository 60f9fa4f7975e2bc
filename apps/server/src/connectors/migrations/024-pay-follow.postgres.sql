-- 支付后关注: a payment whose payer followed an official account on the page after it (CH-29).
create table pay_follow (
  payment_id        uuid primary key references payment,
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  origin_no         int not null,
  member_no         int not null,
  followed_at       timestamptz not null,
  unique (wechat_account_id, openid, followed_at)
);
create index pay_follow_member on pay_follow (member_no);
create index pay_follow_origin on pay_follow (origin_no);
create index official_follower_paid on official_follower (followed_at) where subscribe_scene = 'ADD_SCENE_PAID';
