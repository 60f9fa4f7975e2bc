-- 继承: customers and groups handed from one member of a company to others, after leaving or on the job (GD-14).
create table inheritance_plan (
  id                uuid primary key default uuidv7(),
  wechat_account_id uuid not null references wechat_account on delete cascade,
  corp_id           text not null,
  kind              text not null check (kind in ('resigned', 'on_job')),
  handover_userid   text not null,
  -- JSON of `SplitRule`.
  rule              jsonb not null,
  -- What customers are greeted with when they were handed over on the job.
  message           text not null default '',
  state             text not null default 'draft' check (state in ('draft', 'working', 'done', 'cancelled')),
  next_at           timestamptz not null default now(),
  -- The last refusal of the platform.
  reason            text,
  remedy            text,
  created_at        timestamptz not null default now(),
  created_by        text not null,
  started_at        timestamptz,
  settled_at        timestamptz
);
create unique index inheritance_plan_open on inheritance_plan (corp_id, handover_userid) where state in ('draft', 'working');
create index inheritance_plan_due on inheritance_plan (next_at) where state = 'working';

create table inheritance_item (
  plan_id            uuid not null references inheritance_plan on delete cascade,
  kind               text not null check (kind in ('customer', 'group')),
  -- external_userid or chat_id
  target_key         text not null,
  origin_no          int,
  member_no          int,
  -- Null: nobody has room.
  takeover_userid    text,
  -- asking: a call is on its way, or its answer was lost. waiting: the platform's 24 hours. limited: handed over too often lately.
  state              text not null default 'planned' check (state in ('planned', 'asking', 'waiting', 'done', 'customer_refused', 'taker_full',
    'limited', 'rejected', 'no_taker', 'cancelled')),
  errcode            int,
  asked_at           timestamptz,
  takes_over_at      timestamptz,
  settled_at         timestamptz,
  -- What the former guide knew: carried over after the takeover.
  remark_sealed      text,
  description_sealed text,
  tag_ids            text[] not null default '{}',
  carried_at         timestamptz,
  carry_tries        int not null default 0,
  carry_errcode      int,
  primary key (plan_id, kind, target_key),
  check ((origin_no is null) = (member_no is null))
);
create index inheritance_item_target on inheritance_item (target_key, asked_at) where asked_at is not null;
create index inheritance_item_member on inheritance_item (member_no) where member_no is not null;
create index inheritance_item_origin on inheritance_item (origin_no) where origin_no is not null;

update role set permissions = role.permissions || '{inheritance.read,inheritance.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
