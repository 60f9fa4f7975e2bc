-- 微信小店: what the operator set for a shop.
create table wechat_shop (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  -- Whose sales its orders are; null = headquarters' own.
  store_no          int,
  -- Compared with the platform every night.
  nightly           boolean not null default true,
  version           int not null default 1
);

-- An order as the platform last told it; the sale itself is in sales_order. Nothing here says who a person is.
create table wechat_shop_order (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  order_id          text not null,
  status            smallint not null,
  created_at        timestamptz not null,
  paid_at           timestamptz,
  amount_fen        bigint not null,
  items             int not null,
  gift_id           text,
  send_type         smallint,
  -- Where it was bought: order_scene, the live, the way it was shared, and through which account.
  scene             smallint,
  live_id           text,
  share_scene       smallint,
  sharer_type       smallint,
  source_type       smallint,
  source_account    text,
  finder_id         text,
  shipped_at        timestamptz,
  received_at       timestamptz,
  settled_at        timestamptz,
  -- Of what was read: an older reading never replaces a newer one.
  platform_at       timestamptz not null,
  read_at           timestamptz not null,
  digest            bytea not null,
  primary key (wechat_account_id, order_id)
);
create index wechat_shop_order_paid on wechat_shop_order (wechat_account_id, paid_at desc, order_id desc) where paid_at is not null;

-- Who pays, who receives a gift, who shared the product.
create table wechat_shop_party (
  wechat_account_id uuid not null,
  order_id          text not null,
  role              text not null check (role in ('payer', 'receiver', 'sharer')),
  openid            text not null,
  origin_no         int,
  member_no         int,
  primary key (wechat_account_id, order_id, role),
  foreign key (wechat_account_id, order_id) references wechat_shop_order on delete cascade,
  check ((origin_no is null) = (member_no is null))
);
create index wechat_shop_party_member on wechat_shop_party (member_no) where member_no is not null;
create index wechat_shop_party_origin on wechat_shop_party (origin_no) where origin_no is not null;
create index wechat_shop_party_sharer on wechat_shop_party (wechat_account_id, openid) where role = 'sharer';

-- 售后: also those that are under way or came to nothing; money that went back is in refund.
create table wechat_shop_aftersale (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  aftersale_id      text not null,
  order_id          text not null,
  type              text not null,
  status            text not null,
  pieces            int not null,
  amount_fen        bigint not null,
  created_at        timestamptz not null,
  completed_at      timestamptz,
  platform_at       timestamptz not null,
  read_at           timestamptz not null,
  primary key (wechat_account_id, aftersale_id)
);
create index wechat_shop_aftersale_order on wechat_shop_aftersale (wechat_account_id, order_id);

-- Goods as the shop shows them; seen_at: when they were last listed.
create table wechat_shop_product (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  product_id        text not null,
  title             text not null,
  status            smallint not null,
  edit_status       smallint,
  min_price_fen     bigint,
  skus              jsonb not null,
  seen_at           timestamptz not null,
  primary key (wechat_account_id, product_id)
);

-- 同步: one run over products, orders, after-sales, members and sharers of a shop.
create table wechat_shop_sync_run (
  id                bigint primary key generated always as identity,
  wechat_account_id uuid not null references wechat_account on delete cascade,
  kind              text not null check (kind in ('full', 'reconcile')),
  state             text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  phase             text not null default 'products' check (phase in ('products', 'orders', 'aftersales', 'members', 'sharers', 'finish')),
  -- What is read: from here until the run was asked for.
  since             timestamptz not null,
  requested_by      text not null,
  created_at        timestamptz not null default now(),
  started_at        timestamptz,
  ended_at          timestamptz,
  -- How often a worker took it up: more than once after a crash.
  takes             int not null default 0,
  -- The saved place: the window of time within the phase, and what the next page is asked with.
  part              int not null default 0,
  parts             int not null default 1,
  cursor            text not null default '',
  products_done     int not null default 0,
  orders_done       int not null default 0,
  aftersales_done   int not null default 0,
  members_done      int not null default 0,
  -- What differed, by kind, with some examples: {counts: {…}, examples: [{kind, subject}]}.
  report            jsonb not null default '{"counts": {}, "examples": []}',
  warnings          text[] not null default '{}',
  failure           text
);
create unique index wechat_shop_sync_run_open on wechat_shop_sync_run (wechat_account_id) where state in ('waiting', 'running');
create index wechat_shop_sync_run_recent on wechat_shop_sync_run (wechat_account_id, id desc);
