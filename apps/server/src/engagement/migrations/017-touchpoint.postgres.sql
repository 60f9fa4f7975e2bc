-- 渠道与触点 (CH-01): every place where the brand meets people, what realises it, who runs it, and how it stands.
create table touchpoint (
  id          uuid primary key default uuidv7(),
  -- What reports group by.
  no          int generated always as identity unique,
  -- What a mini program's page, an account's code or a link names as its source: `scene`, `sourceCode`, `utm_campaign`.
  key         text not null unique check (key ~ '^[a-z0-9]{8}$'),
  name        text not null check (name <> ''),
  -- touchpoints/vocabulary.ts: tells channel, class and documented limits.
  kind        text not null,
  org_unit_id uuid not null references org_unit (id),
  state       text not null default 'planned' check (state in ('planned', 'active', 'paused', 'retired')),
  -- Where it leads people (CH-03).
  landing     text not null check (landing in ('wecom', 'mini_program', 'group', 'official_account')),
  -- Levels that may run it: headquarters, region, dealer, store; empty = whoever may see it.
  run_by      text[] not null default '{}',
  -- codes: live codes and short links (touchpoint_code). scene: a mini program code or an account's QR that carries the key.
  -- ad_plan, outbound: what they are. Null = nothing yet.
  means       text check (means in ('codes', 'scene', 'ad_plan', 'outbound')),
  ad_plan_no  int unique references ad_plan (no) on delete set null,
  note        text not null default '',
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  state_at    timestamptz not null,
  check (state <> 'active' or means is not null),
  check ((means = 'ad_plan') or ad_plan_no is null)
);
create index touchpoint_unit on touchpoint (org_unit_id, id desc);

-- A code belongs to one touchpoint, so that nobody is counted twice.
create table touchpoint_code (
  code_id       uuid primary key references live_code on delete cascade,
  touchpoint_no int not null references touchpoint (no) on delete cascade
);
create index touchpoint_code_touchpoint on touchpoint_code (touchpoint_no);

create table touchpoint_outbound (
  outbound_id   uuid primary key references outbound on delete cascade,
  touchpoint_no int not null references touchpoint (no) on delete cascade
);
create index touchpoint_outbound_touchpoint on touchpoint_outbound (touchpoint_no);

-- What a day of it cost; of an ad plan `ad_spend` says so.
create table touchpoint_spend (
  touchpoint_no int not null references touchpoint (no) on delete cascade,
  day           date not null,
  amount_fen    bigint not null check (amount_fen >= 0),
  recorded_at   timestamptz not null,
  recorded_by   text not null,
  primary key (touchpoint_no, day)
);

-- Events that name a touchpoint's key as their source.
create table touchpoint_event (
  event_key     uuid primary key,
  touchpoint_no int not null references touchpoint (no) on delete cascade,
  origin_no     int not null,
  member_no     int not null,
  at            timestamptz not null
);
create index touchpoint_event_touchpoint on touchpoint_event (touchpoint_no, at);
create index touchpoint_event_member on touchpoint_event (member_no);
create index touchpoint_event_origin on touchpoint_event (origin_no);
create table touchpoint_event_cursor (
  only_row boolean primary key default true check (only_row),
  next_xid xid8 not null default '0'
);
insert into touchpoint_event_cursor default values;

-- Everything that leads from a touchpoint to somebody: who opened is a visitor by cookie, who arrived or acted is a member.
create view touchpoint_touch as
  select t.touchpoint_no, v.member_no, v.visitor_id, v.at
    from live_code_visit v join touchpoint_code t on t.code_id = v.code_id where v.ignored is null
  union all
  select t.no, v.member_no, v.visitor_id, v.at
    from live_code_visit v join touchpoint t on t.key = v.utm ->> 'campaign'
    where v.utm ? 'campaign' and v.ignored is null and not exists (select from touchpoint_code c where c.code_id = v.code_id)
  union all
  select t.touchpoint_no, a.member_no, null, a.arrived_at from live_code_arrival a join touchpoint_code t on t.code_id = a.code_id
  union all
  select t.no, a.member_no, a.visitor_id, a.at from ad_plan_touch a join touchpoint t on t.ad_plan_no = a.plan_no
  union all
  select t.touchpoint_no, d.member_no, null, d.at from outbound_delivery d join touchpoint_outbound t on t.outbound_id = d.outbound_id
    where d.outcome in ('sent', 'delivered') and d.member_no is not null and d.at is not null
  union all
  select e.touchpoint_no, e.member_no, null, e.at from touchpoint_event e;

-- A code that rests: its address says so and its ways leave the platform, until it is taken up again.
alter table live_code add column paused_at timestamptz;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{touchpoint.read,touchpoint.write}'::text[]),
  ('region_manager', '{touchpoint.read,touchpoint.write}'::text[]),
  ('store_manager', '{touchpoint.read,touchpoint.write}'::text[]),
  ('activity_operator', '{touchpoint.read,touchpoint.write}'::text[]),
  ('analyst', '{touchpoint.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
