-- 小程序矩阵: what a mini program of the brand is for (CH-20).
create table mini_program_profile (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  role              text not null check (role in ('service_entry', 'after_sales', 'content', 'dealer_stores', 'mall')),
  version           int not null default 1,
  updated_at        timestamptz not null default now(),
  updated_by        text not null
);

-- 分享卡片: a page of a mini program that somebody passes on. The key travels with the card, in its address or in the scene of a code.
create table mini_program_share (
  key               text primary key check (key ~ '^[0-9A-Za-z]{12}$'),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  page              text not null,
  title             text not null default '',
  -- Who shared: a member, or somebody of the staff.
  origin_no         int,
  member_no         int,
  staff_id          uuid references staff,
  -- The card that the sharer came by themselves.
  parent_key        text,
  created_at        timestamptz not null,
  check ((member_no is null) <> (staff_id is null) and (origin_no is null) = (member_no is null))
);
create index mini_program_share_member on mini_program_share (member_no);
create index mini_program_share_origin on mini_program_share (origin_no);
create index mini_program_share_staff on mini_program_share (staff_id, created_at);

alter table mini_program_user
  -- The card that led to the first visit, and to the latest; null = not by a card.
  add column first_share_key text,
  add column last_share_key  text,
  -- The mini program from which the first visit came.
  add column first_from_app  text,
  -- The store whose home was shown last; what is shown when no place is told.
  add column last_store_no   int,
  add column last_store_at   timestamptz;

-- 首页规则: how the home page follows the visitor's place (CH-21). A field that is null is taken from the unit above.
create table mini_program_home_rule (
  org_unit_id      uuid primary key references org_unit on delete cascade,
  scan_and_go      boolean,
  in_store_metres  int check (in_store_metres between 20 and 2000),
  home_delivery    boolean,
  delivery_metres  int check (delivery_metres between 100 and 200000),
  delivery_minutes int check (delivery_minutes between 10 and 4320),
  -- Orders are taken while the store is closed, for later.
  delivers_closed  boolean,
  version          int not null default 1,
  updated_at       timestamptz not null default now(),
  updated_by       text not null
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{mini_program.read,mini_program.home}'::text[]),
  ('region_manager', '{mini_program.read,mini_program.home}'::text[]),
  ('store_manager', '{mini_program.read}'::text[]),
  ('analyst', '{mini_program.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
