-- 个人微信迁移: customers and groups of guides' personal WeChat on their way into the company's WeCom (ID-08).
create table wechat_move (
  id         uuid primary key default uuidv7(),
  name       text not null,
  due_on     date,
  closed_at  timestamptz,
  created_by text not null,
  created_at timestamptz not null
);

create table wechat_move_customer (
  no            bigint generated always as identity primary key,
  move_id       uuid not null references wechat_move,
  guide_id      uuid not null references staff,
  store_no      int not null,
  -- Keyed hash of guide and phone, WeChat id or name: the same person is entered once, however often the list is sent.
  row_key       bytea not null,
  -- As `identifier.value_index`: matched to members without opening anything.
  phone_key     uuid,
  phone_sealed  text,
  -- What the guide calls the person, their WeChat id, and what the guide noted: JSON, sealed.
  about_sealed  text not null,
  tag_nos       int[] not null default '{}',
  origin_no     int references member,
  member_no     int references member,
  step          text check (step in ('called', 'asked', 'refused')),
  step_at       timestamptz,
  step_by       text,
  -- Tags were carried over to the member who arrived.
  settled_at    timestamptz,
  created_at    timestamptz not null,
  unique (move_id, row_key),
  check ((origin_no is null) = (member_no is null))
);
create index wechat_move_customer_guide on wechat_move_customer (move_id, guide_id, no);
create index wechat_move_customer_member on wechat_move_customer (member_no) where member_no is not null;
create index wechat_move_customer_origin on wechat_move_customer (origin_no) where origin_no is not null;
create index wechat_move_customer_phone on wechat_move_customer (phone_key) where member_no is null;

create table wechat_move_group (
  id         uuid primary key default uuidv7(),
  move_id    uuid not null references wechat_move,
  guide_id   uuid not null references staff,
  store_no   int not null,
  name       text not null,
  -- As the guide counted them in the personal group.
  people     int not null check (people between 1 and 500),
  -- The company's group that took its place.
  group_key  uuid unique,
  linked_at  timestamptz,
  linked_by  text,
  created_at timestamptz not null,
  unique (move_id, guide_id, name)
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{wechat_move.manage,wechat_move.work}'::text[]),
  ('region_manager', '{wechat_move.manage,wechat_move.work}'::text[]),
  ('store_manager', '{wechat_move.manage,wechat_move.work}'::text[]),
  ('guide', '{wechat_move.work}'::text[])) added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
