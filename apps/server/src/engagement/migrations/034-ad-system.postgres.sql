-- 广告系统 (IN-07): advertiser accounts, the clicks that they tell of, what came of a click and is told back, and what the days cost.
create table ad_account (
  no            int generated always as identity primary key,
  id            uuid not null unique default uuidv7(),
  name          text not null check (name <> ''),
  org_unit_id   uuid not null references org_unit (id),
  -- The advertiser's number at the platform.
  account_key   text not null unique,
  -- The last part of the address that the platform tells clicks to: /t/<mark>.
  mark          text not null unique check (mark ~ '^[a-z0-9]{8}$'),
  base_url      text not null,
  -- Answers to calls are given only with a token (鉴权开).
  authenticated boolean not null,
  token_sealed  text,
  conv_id       text not null default '',
  -- Of a mini program or account authorised to the advertiser; its openids are told beside the click. '' = none is told.
  wechat_app_id text not null default '',
  click_macro   text not null,
  enabled       boolean not null default true,
  version       int not null default 1,
  created_at    timestamptz not null,
  created_by    text not null,
  -- The last click that the platform told of, and the last answer to a call.
  heard_at      timestamptz,
  answered_at   timestamptz,
  failure       text,
  check (authenticated = (token_sealed is not null))
);

-- What the platform calls the stages that are told back.
create table ad_account_action (
  account_no  int not null references ad_account on delete cascade,
  stage       text not null,
  action_type text not null check (action_type ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  primary key (account_no, stage)
);

-- Plans that an account pays for. `match`: in the name or number of a campaign or ad, it says whose cost that is.
create table ad_account_plan (
  account_no int not null references ad_account on delete cascade,
  plan_no    int not null references ad_plan (no) on delete cascade,
  match      text not null,
  primary key (account_no, plan_no),
  unique (account_no, match)
);
create index ad_account_plan_plan on ad_account_plan (plan_no);

-- 广告点击: known by the platform's own number, which the landing page is opened with. Nobody yet: who it was is in ad_click_touch.
create table ad_click (
  no         int generated always as identity primary key,
  click_key  text not null unique check (char_length(click_key) between 6 and 200),
  account_no int references ad_account on delete set null,
  plan_no    int references ad_plan (no) on delete set null,
  code_id    uuid references live_code on delete set null,
  -- What the platform wants back with each conversion (__CALLBACK__).
  callback   text check (char_length(callback) <= 4000),
  clicked_at timestamptz not null,
  -- When somebody stood on our page with it, and in which browser.
  landed_at  timestamptz,
  visitor_id uuid
);
create index ad_click_account on ad_click (account_no, clicked_at);
create index ad_click_visitor on ad_click (visitor_id) where visitor_id is not null;

create table ad_click_touch (
  click_no  int primary key references ad_click on delete cascade,
  origin_no int not null,
  member_no int not null,
  at        timestamptz not null
);
create index ad_click_touch_member on ad_click_touch (member_no, at);
create index ad_click_touch_origin on ad_click_touch (origin_no);
create index ad_click_touch_at on ad_click_touch (at);
create table ad_click_cursor (
  only_row boolean primary key default true check (only_row),
  next_xid xid8 not null default '0'
);
insert into ad_click_cursor default values;

-- 转化: the first time that the person of a click passed a stage; told back once.
create table ad_conversion (
  no          int generated always as identity primary key,
  -- By which the platform knows one that it was told already (outer_action_id).
  id          uuid not null unique default uuidv7(),
  account_no  int not null references ad_account on delete cascade,
  click_no    int not null references ad_click on delete cascade,
  stage       text not null,
  -- '' = the account names none for this stage.
  action_type text not null,
  origin_no   int not null,
  member_no   int not null,
  at          timestamptz not null,
  value_fen   bigint,
  -- withheld: counted here and not told, with the cause.
  state       text not null check (state in ('waiting', 'told', 'refused', 'withheld')),
  cause       text,
  tries       int not null default 0,
  next_try_at timestamptz not null,
  told_at     timestamptz,
  unique (click_no, stage)
);
create index ad_conversion_due on ad_conversion (next_try_at) where state = 'waiting';
create index ad_conversion_account on ad_conversion (account_no, no desc);
create index ad_conversion_member on ad_conversion (member_no);
create index ad_conversion_origin on ad_conversion (origin_no);

-- The platform's own report, one row per ad and day; the last upload counts.
create table ad_report (
  account_no  int not null references ad_account on delete cascade,
  day         date not null,
  ad_key      text not null,
  campaign    text not null,
  ad          text not null,
  cost_fen    bigint not null check (cost_fen >= 0),
  impressions bigint check (impressions >= 0),
  clicks      bigint check (clicks >= 0),
  conversions bigint check (conversions >= 0),
  -- By the account's matches; null = nobody's yet.
  plan_no     int references ad_plan (no) on delete set null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (account_no, day, ad_key)
);
create index ad_report_plan on ad_report (plan_no, day);

alter table ad_spend add column source text not null default 'typed' check (source in ('typed', 'report'));
