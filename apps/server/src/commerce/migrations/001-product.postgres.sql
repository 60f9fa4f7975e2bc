-- The goods hub's master data (DT-21): one row per sellable code.
create table product (
  sku           text primary key,
  name          text not null,
  category      text,
  brand         text,
  unit          text,
  barcode       text,
  list_price_li bigint check (list_price_li >= 0),
  status        text not null default 'on_sale' check (status in ('on_sale', 'off_sale')),
  -- `import` / `api`: kept by somebody; `order`: first seen in an order, waiting for master data.
  origin        text not null default 'import' check (origin in ('import', 'api', 'order')),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index product_search on product using gin ((sku || ' ' || name || ' ' || coalesce(barcode, '')) gin_trgm_ops);
create index product_category on product (category, sku);
