-- 企业客户标签 and the product's tags, one to one.
create table wecom_tag_group (
  corp_id      text not null,
  group_id     text not null,
  name         text not null,
  sort         bigint not null default 0,
  tag_group_id uuid references tag_group,
  deleted_at   timestamptz,
  primary key (corp_id, group_id)
);
create table wecom_tag (
  corp_id    text not null,
  tag_id     text not null,
  group_id   text not null,
  name       text not null,
  sort       bigint not null default 0,
  -- Null: not taken over.
  tag_no     int references tag,
  deleted_at timestamptz,
  primary key (corp_id, tag_id)
);
create unique index wecom_tag_product on wecom_tag (corp_id, tag_no) where tag_no is not null and deleted_at is null;

-- How far the log of tag changes was looked through for what WeCom has to hear.
create table wecom_tag_cursor (
  corp_id    text primary key,
  log_id     bigint not null default 0,
  looked_at  timestamptz not null default now()
);
