-- 关注者分组 (IN-02): tags of an official account; one may be kept equal to a tag of ours.
create table official_group (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  tag_id            int not null,
  name              text not null,
  -- Followers with this tag belong to the group, others do not; null = who was put there by hand.
  follows_tag_no    int references tag (tag_no),
  settled_at        timestamptz,
  failure           text,
  version           int not null default 1,
  updated_at        timestamptz not null default now(),
  updated_by        text not null,
  primary key (wechat_account_id, tag_id)
);

-- 素材: permanent files of an account that were handed to the platform from here.
create table official_material (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  media_id          text not null,
  kind              text not null check (kind in ('image', 'voice', 'video', 'thumb')),
  name              text not null,
  size_bytes        int not null,
  -- The platform's address of a picture.
  url               text,
  uploaded_at       timestamptz not null,
  uploaded_by       text not null,
  primary key (wechat_account_id, media_id)
);
create index official_material_newest on official_material (wechat_account_id, uploaded_at desc, media_id);

-- 定位与用途 (CH-12, CH-13).
alter table official_account_profile add column positioning text
  check (positioning in ('knowledge', 'commerce', 'interaction', 'media', 'website'));
alter table official_reply_rule add column purpose text check (purpose in ('brand', 'fans', 'business'));
alter table official_publication add column purpose text check (purpose in ('brand', 'fans', 'business'));
-- `<msg_data_id>_<idx>` is an article's name in the platform's figures.
alter table official_publication add column msg_data_id text;
create index official_publication_figures on official_publication (wechat_account_id, msg_data_id) where msg_data_id is not null;

-- What the platform counts of articles, per day (wechat-api.md §1.12).
create table official_article_day (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  msgid             text not null,
  day               date not null,
  read_users        int not null,
  -- Of them, who came from 搜一搜.
  search_users      int not null,
  share_users       int not null,
  primary key (wechat_account_id, msgid, day)
);
-- The last day of which the figures were read.
alter table official_account_profile add column article_figures_to date;
alter table official_account_profile add column article_figures_failure text;

-- 小绿书 (CH-14, CH-15): short picture notes, each with its own trade link.
create table official_note (
  id                uuid primary key default uuidv7(),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  title             text not null check (title <> ''),
  body              text not null,
  -- media_ids of permanent pictures, in order.
  pictures          text[] not null check (cardinality(pictures) > 0),
  purpose           text not null check (purpose in ('brand', 'fans', 'business')),
  -- scene 场景图, pain_point 痛点, festival 节日, life 生活分享
  angle             text not null check (angle in ('scene', 'pain_point', 'festival', 'life')),
  -- Where it sells: what was asked for, JSON of `NoteTrade`; null = nowhere.
  trade             jsonb,
  -- The link that was opened for it (engagement's content_link).
  link_no           int unique,
  -- The picture with the link's code, handed over as the note's last one.
  code_media_id     text,
  draft_media_id    text,
  publish_id        text,
  -- Somebody is handing it over; taken away by the next try after five minutes.
  handing_since     timestamptz,
  failure           text,
  version           int not null default 1,
  created_at        timestamptz not null,
  created_by        text not null,
  updated_at        timestamptz not null,
  unique (wechat_account_id, publish_id)
);
create index official_note_newest on official_note (wechat_account_id, id desc);

-- 视频号 (IN-04): what the platform tells of the account and its live shows.
alter table wechat_account drop constraint wechat_account_platform_check;
alter table wechat_account add constraint wechat_account_platform_check
  check (platform in ('wecom', 'official_account', 'mini_program', 'wechat_pay', 'wechat_shop', 'video_channel'));

create table video_channel_profile (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  finder_id         text not null,
  nickname          text not null,
  fans              int not null,
  read_at           timestamptz not null,
  failure           text
);
create table video_channel_fans (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  day               date not null,
  fans              int not null,
  primary key (wechat_account_id, day)
);
create table video_live (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  export_id         text not null,
  started_at        timestamptz not null,
  seconds           int not null,
  viewers           int not null,
  likes             int not null,
  shares            int not null,
  comments          int not null,
  average_seconds   int not null,
  most_online       int not null,
  new_followers     int not null,
  read_at           timestamptz not null,
  primary key (wechat_account_id, export_id)
);
create index video_live_started on video_live (wechat_account_id, started_at desc);
create table video_live_notice (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  notice_id         text not null,
  -- As the platform says; its values are not documented.
  status            int not null,
  starts_at         timestamptz not null,
  description       text not null,
  read_at           timestamptz not null,
  primary key (wechat_account_id, notice_id)
);
