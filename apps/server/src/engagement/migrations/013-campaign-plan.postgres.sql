-- 活动框架: what a monthly campaign is made of: its slots, who may fill them, what is locked (CP-02).
create table campaign_framework (
  id         uuid primary key default uuidv7(),
  name       text not null unique check (name <> ''),
  theme      text not null default '',
  -- [{code, name, openTo: [level], lockedFields: [field], most}]
  slots      jsonb not null,
  -- What earlier campaigns showed, when it was distilled from them; results of plans made from it come back by `campaign_plan`.
  evidence   jsonb,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now()
);

-- 活动方案: one campaign over a period; slots are copied, so that a framework may change without touching plans.
create table campaign_plan (
  id           uuid primary key default uuidv7(),
  no           int generated always as identity unique,
  framework_id uuid references campaign_framework,
  name         text not null unique check (name <> ''),
  theme        text not null,
  content      text not null default '',
  starts_on    date not null,
  ends_on      date not null,
  -- Empty = all.
  formats      text[] not null default '{}',
  fronts       text[] not null default '{store}',
  slots        jsonb not null,
  state        text not null default 'draft' check (state in ('draft', 'open', 'settled', 'running', 'ended')),
  source       text not null default 'plan' check (source in ('plan', 'history')),
  version      int not null default 1,
  -- How many stores the plan was frozen for.
  stores       int,
  settled_at   timestamptz,
  measured_at  timestamptz,
  -- Everything that its stores sold in its period and in the one before: what its items are held against.
  store_now_fen    bigint,
  store_before_fen bigint,
  created_at   timestamptz not null default now(),
  created_by   text not null,
  check (starts_on <= ends_on)
);
create index campaign_plan_period on campaign_plan (starts_on desc, id desc);
create index campaign_plan_framework on campaign_plan (framework_id);

-- A line, where it comes from: headquarters, a region (any depth), a format within one of them, or a store.
create table campaign_line (
  id         uuid primary key default uuidv7(),
  plan_id    uuid not null references campaign_plan on delete cascade,
  unit_id    uuid not null references org_unit,
  format     text references store_format,
  slot       text not null,
  -- Null = an offer without a product of its own.
  sku        text,
  title      text not null check (title <> ''),
  price_li   bigint check (price_li >= 0),
  offer_kind text not null default 'none' check (offer_kind in ('none', 'price', 'discount', 'gift', 'coupon', 'bundle')),
  offer      text not null default '',
  fronts     text[] not null default '{}',
  why        text not null default '',
  version    int not null default 1,
  made_by    text not null,
  made_at    timestamptz not null default now()
);
create index campaign_line_plan on campaign_line (plan_id, id);

-- What a level below makes of a line from above: other values, or left out.
create table campaign_override (
  id            uuid primary key default uuidv7(),
  plan_id       uuid not null references campaign_plan on delete cascade,
  line_id       uuid not null references campaign_line on delete cascade,
  unit_id       uuid not null references org_unit,
  format        text references store_format,
  -- Of {sku, title, priceLi, offerKind, offer, present}.
  changes       jsonb not null,
  -- waiting: touches what is locked; headquarters' value stands until it consents.
  state         text not null check (state in ('in_force', 'waiting', 'approved', 'refused')),
  locked_fields text[] not null default '{}',
  why           text not null,
  version       int not null default 1,
  made_by       text not null,
  made_at       timestamptz not null default now(),
  decided_by    text,
  decided_at    timestamptz,
  decision      text,
  unique nulls not distinct (line_id, unit_id, format)
);
create index campaign_override_plan on campaign_override (plan_id, id);

-- The plan of each store as it was settled; nothing changes it any more.
create table campaign_store_plan (
  plan_id    uuid not null references campaign_plan on delete cascade,
  store_no   int not null,
  lines      json not null,
  line_count int not null,
  left_out   int not null,
  primary key (plan_id, store_no)
);

-- What came of a plan: exact figures per level, format, region, item and offer, over its period and the one before.
create table campaign_result (
  plan_id     uuid not null references campaign_plan on delete cascade,
  dimension   text not null check (dimension in ('total', 'level', 'format', 'region', 'item', 'line')),
  -- The level, format, unit number, sku, or line and format.
  key         text not null,
  amount_fen  bigint not null,
  orders      int not null,
  buyers      int not null,
  quantity    bigint not null,
  before_amount_fen bigint not null,
  before_orders     int not null,
  before_buyers     int not null,
  before_quantity   bigint not null,
  primary key (plan_id, dimension, key)
);

update role set permissions = role.permissions || '{plan.read,plan.write,plan.adapt}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
update role set permissions = role.permissions || '{plan.read,plan.adapt}'::text[]
where code in ('region_manager', 'store_manager') and not '*' = any(permissions);
update role set permissions = role.permissions || '{plan.read}'::text[]
where code in ('analyst', 'activity_operator', 'team_lead') and not '*' = any(permissions);
