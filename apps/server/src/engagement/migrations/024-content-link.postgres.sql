-- 内容链接 (CH-15, CH-16, CH-31): the one way by which a piece of content leads somewhere, so that what it brought is known.
create table content_link (
  no         int generated always as identity primary key,
  -- What a mini program's page names as its source, and the slug of a link of ours.
  key        text not null unique check (key ~ '^[a-z0-9]{6,16}$'),
  name       text not null check (name <> ''),
  -- web: a short link of ours. mini_program: a page, opened with `scene` = key. code: a live code that stands already.
  way        text not null check (way in ('web', 'mini_program', 'code')),
  code_id    uuid unique references live_code (id),
  app_id     text,
  page       text,
  created_at timestamptz not null,
  created_by text not null,
  check ((way = 'mini_program') = (code_id is null)),
  check ((way = 'mini_program') = (app_id is not null and page is not null))
);

-- Events that name a link's key as their source; openings of codes and arrivals by them are read where they are.
create table content_touch (
  event_key uuid primary key,
  link_no   int not null references content_link (no) on delete cascade,
  origin_no int not null,
  member_no int not null,
  at        timestamptz not null
);
create index content_touch_link on content_touch (link_no, at);
create index content_touch_member on content_touch (member_no);
create index content_touch_origin on content_touch (origin_no);
create table content_touch_cursor (
  only_row boolean primary key default true check (only_row),
  next_xid xid8 not null default '0'
);
insert into content_touch_cursor default values;

-- Everything that leads from a piece of content to somebody: who opened is a visitor by cookie, who arrived or acted a member.
create view content_link_touch as
  select l.no as link_no, v.member_no, v.visitor_id, v.at
    from live_code_visit v join content_link l on l.code_id = v.code_id where v.ignored is null
  union all
  select l.no, a.member_no, null, a.arrived_at from live_code_arrival a join content_link l on l.code_id = a.code_id
  union all
  select t.link_no, t.member_no, null, t.at from content_touch t;

-- 视频号 (CH-16, CH-17): an account with its one tone and what marks its works.
create table video_account (
  id          uuid primary key default uuidv7(),
  name        text not null unique check (name <> ''),
  -- The platform's own id, as the connected account tells it; "" = not connected.
  finder_id   text not null default '',
  org_unit_id uuid not null references org_unit (id),
  -- Positioning: what it stands for, and which kinds of works belong to it.
  tone        text not null default '',
  themes      text[] not null default '{}',
  -- Style: what every title and every work's topics carry.
  title_mark  text not null default '',
  topics      text[] not null default '{}',
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  archived_at timestamptz
);

create table video_work (
  id           uuid primary key default uuidv7(),
  account_id   uuid not null references video_account (id),
  -- What makes a second import the same work: the export's id, else day and title.
  work_key     text not null,
  kind         text not null check (kind in ('video', 'pictures')),
  title        text not null check (title <> ''),
  topics       text[] not null default '{}',
  seconds      int check (seconds between 1 and 3600),
  pictures     int check (pictures between 1 and 9),
  published_at timestamptz not null,
  -- brand, star, product, unboxing, event, other; null = not said yet.
  theme        text,
  -- Whether the cover carries the account's mark; null = nobody has looked.
  cover_marked boolean,
  -- 发起活动: collects works of users.
  is_activity  boolean not null default false,
  -- As the platform's export says; null = not known.
  plays        bigint check (plays >= 0),
  likes        bigint check (likes >= 0),
  comments     bigint check (comments >= 0),
  shares       bigint check (shares >= 0),
  favourites   bigint check (favourites >= 0),
  follows      bigint check (follows >= 0),
  figures_at   timestamptz,
  -- Where it leads: friend, group, mini_program, article, shop; null = nowhere.
  leads_to     text,
  link_no      int unique references content_link (no),
  source       text not null check (source in ('entered', 'import')),
  version      int not null default 1,
  created_at   timestamptz not null,
  created_by   text not null,
  unique (account_id, work_key),
  check (link_no is null or leads_to is not null)
);
create index video_work_published on video_work (account_id, published_at desc, id desc);

-- 搜一搜 (CH-31): words and zones by which the brand is found.
create table search_word (
  id          uuid primary key default uuidv7(),
  -- brand_zone: 品牌专区. topic: 话题标签. keyword: 搜索词.
  kind        text not null check (kind in ('brand_zone', 'topic', 'keyword')),
  word        text not null check (word <> ''),
  org_unit_id uuid not null references org_unit (id),
  -- Of a brand zone: its class as the platform granted it.
  class       text check (class in ('A', 'B', 'C')),
  note        text not null default '',
  -- The live show that it announces: before it begins 预约, until its end 直播中.
  live_title  text not null default '',
  live_from   timestamptz,
  live_until  timestamptz,
  link_no     int unique references content_link (no),
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  archived_at timestamptz,
  unique (kind, word),
  check ((kind = 'brand_zone') = (class is not null)),
  check ((live_from is null) = (live_until is null) and live_until > live_from)
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{content.read,content.write}'::text[]),
  ('activity_operator', '{content.read,content.write}'::text[]),
  ('analyst', '{content.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
