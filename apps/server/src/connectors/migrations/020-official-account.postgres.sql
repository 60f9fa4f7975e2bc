-- 公众号: what kind of account it is, which decides what it may do (CH-11), and how far its followers were read.
create table official_account_profile (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  kind              text not null default 'service' check (kind in ('subscription', 'service')),
  verified          boolean not null default true,
  -- Menu: what operators prepare and what was last published, JSON of `MenuPlan`.
  menu_draft        jsonb not null default '{"buttons": [], "conditional": []}',
  menu_published    jsonb,
  menu_published_at timestamptz,
  -- The followers' sync: where the next page begins; null = not running.
  sync_next         text,
  sync_started_at   timestamptz,
  sync_done_at      timestamptz,
  sync_count        int not null default 0,
  sync_failure      text,
  version           int not null default 1
);

-- 关注者: one person's relation to one official account.
create table official_follower (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  origin_no         int,
  member_no         int,
  following         boolean not null,
  followed_at       timestamptz,
  left_at           timestamptz,
  -- The last event about the relation: an older one that arrives late changes nothing.
  event_at          timestamptz not null,
  subscribe_scene   text,
  qr_scene          text not null default '',
  tag_ids           int[] not null default '{}',
  seen_at           timestamptz,
  primary key (wechat_account_id, openid),
  check ((origin_no is null) = (member_no is null))
);
create index official_follower_member on official_follower (member_no) where member_no is not null;
create index official_follower_origin on official_follower (origin_no) where origin_no is not null;
create index official_follower_scene on official_follower (wechat_account_id, qr_scene) where qr_scene <> '';

-- 客服消息额度: what a person's own action allows us to send them, until when (wechat-api.md §1.5).
create table official_window (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  reason            text not null check (reason in ('message', 'menu', 'follow', 'scan')),
  opened_at         timestamptz not null,
  expires_at        timestamptz not null,
  allowed           int not null,
  used              int not null default 0,
  primary key (wechat_account_id, openid, reason),
  check (used <= allowed)
);

-- 订阅授权: how many notices a person still accepts, per template; official accounts and mini programs alike.
create table subscription_grant (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  openid            text not null,
  template_id       text not null,
  accepted          int not null default 0,
  used              int not null default 0,
  rejected_at       timestamptz,
  updated_at        timestamptz not null default now(),
  primary key (wechat_account_id, openid, template_id),
  check (used <= accepted)
);
-- Choices that were counted: a callback that is worked off again counts nothing twice.
create table subscription_choice (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  choice_key        text not null,
  at                timestamptz not null,
  primary key (wechat_account_id, choice_key)
);

-- 自动回复: what new followers and keywords are answered with (CH-08, CH-09).
create table official_reply_rule (
  id                uuid primary key default uuidv7(),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  kind              text not null check (kind in ('follow', 'keyword', 'menu', 'default')),
  name              text not null,
  -- keyword: words; menu: keys; follow: beginnings of the code's scene, none = everybody.
  words             text[] not null default '{}',
  match             text not null default 'contain' check (match in ('contain', 'equal')),
  -- JSON of `ReplyPart[]`: the first is answered at once, the others follow as customer-service messages.
  parts             jsonb not null,
  sort              int not null default 0,
  enabled           boolean not null default true,
  used              bigint not null default 0,
  version           int not null default 1,
  updated_at        timestamptz not null default now(),
  updated_by        text not null
);
create index official_reply_rule_account on official_reply_rule (wechat_account_id, kind, sort, id);

-- 发布: drafts that were handed over for publishing.
create table official_publication (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  publish_id        text not null,
  media_id          text not null,
  title             text not null,
  -- null: not decided; otherwise publish_status of wechat-api.md §1.8.
  status            smallint,
  article_id        text,
  urls              text[] not null default '{}',
  submitted_at      timestamptz not null default now(),
  settled_at        timestamptz,
  primary key (wechat_account_id, publish_id)
);

update role set permissions = role.permissions || '{official_account.read,official_account.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
