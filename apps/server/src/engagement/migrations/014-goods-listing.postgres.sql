-- 商品中台 (DT-01): on which front a product is listed, at what price, as the system that lists it says.
create table goods_listing (
  sku        text not null check (sku <> ''),
  front      text not null check (front in ('store', 'mini_program', 'official_account', 'wecom', 'wechat_shop')),
  -- Null = the front does not say.
  price_fen  bigint check (price_fen >= 0),
  state      text not null check (state in ('listed', 'delisted')),
  -- Page of the product on the front: URL or mini program path.
  url        text not null default '',
  source     text not null,
  updated_at timestamptz not null,
  primary key (sku, front)
);
create index goods_listing_front on goods_listing (front, sku) where state = 'listed';

update role set permissions = role.permissions || '{goods_listing.write}'::text[]
where code = 'hq_operator' and not '*' = any(permissions);
