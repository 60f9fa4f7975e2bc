-- 广告投放 (CH-30): what is spent on an ad, and by which codes and links its people are known.
create table ad_plan (
  id            uuid primary key default uuidv7(),
  -- What reports group by.
  no            int generated always as identity unique,
  -- What a link, a mini program's page or an account's code names as its source: `utm_campaign`, `sourceCode`, `scene`.
  key           text not null unique check (key ~ '^[a-z0-9]{8}$'),
  name          text not null check (name <> ''),
  kind          text not null,
  -- The chain that people are led along (AQ-22).
  chain         text not null,
  -- Its part in seeding: talk, trial, share; null = none.
  seeding       text check (seeding in ('talk', 'trial', 'share')),
  -- With whom: a platform, a KOL, a brand that private traffic is exchanged with.
  partner       text not null default '',
  note          text not null default '',
  org_unit_id   uuid not null references org_unit (id),
  starts_on     date not null,
  ends_on       date not null,
  budget_fen    bigint check (budget_fen > 0),
  version       int not null default 1,
  created_at    timestamptz not null,
  created_by    text not null,
  archived_at   timestamptz,
  check (ends_on >= starts_on)
);
create index ad_plan_unit on ad_plan (org_unit_id, id desc);

-- Codes and short links that stand in the ad; a code belongs to one plan, so that nobody is counted twice.
create table ad_plan_code (
  code_id uuid primary key references live_code on delete cascade,
  plan_no int not null references ad_plan (no) on delete cascade
);
create index ad_plan_code_plan on ad_plan_code (plan_no);

create table ad_spend (
  plan_no     int not null references ad_plan (no) on delete cascade,
  day         date not null,
  amount_fen  bigint not null check (amount_fen >= 0),
  -- As the platform reports them.
  impressions bigint check (impressions >= 0),
  clicks      bigint check (clicks >= 0),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (plan_no, day)
);

-- Events that name a plan as their source; openings of codes and arrivals by them are read where they are.
create table ad_touch (
  event_key uuid primary key,
  plan_no   int not null references ad_plan (no) on delete cascade,
  origin_no int not null,
  member_no int not null,
  at        timestamptz not null,
  -- The code whose slug was named; null = the plan's own key.
  code_id   uuid references live_code on delete set null
);
create index ad_touch_plan on ad_touch (plan_no, at);
create index ad_touch_member on ad_touch (member_no);
create index ad_touch_origin on ad_touch (origin_no);
create table ad_touch_cursor (
  only_row boolean primary key default true check (only_row),
  next_xid xid8 not null default '0'
);
insert into ad_touch_cursor default values;

-- Openings of a link that was given out with a plan's own `utm_campaign`.
create index live_code_visit_campaign on live_code_visit ((utm ->> 'campaign'), at) where utm ? 'campaign';

-- Everything that leads from an ad to somebody: openings, arrivals, events. `code_id` tells the ways into a plan apart (null: its own key);
-- who opened is a visitor by cookie, who arrived or acted is a member, and of one way both may be the same person.
create view ad_plan_touch as
  select a.plan_no, v.code_id, v.member_no, v.visitor_id, v.at
    from live_code_visit v join ad_plan_code a on a.code_id = v.code_id where v.ignored is null
  union all
  select p.no, null, v.member_no, v.visitor_id, v.at
    from live_code_visit v join ad_plan p on p.key = v.utm ->> 'campaign'
    where v.utm ? 'campaign' and v.ignored is null and not exists (select from ad_plan_code a where a.code_id = v.code_id)
  union all
  select a.plan_no, r.code_id, r.member_no, null, r.arrived_at from live_code_arrival r join ad_plan_code a on a.code_id = r.code_id
  union all
  select t.plan_no, t.code_id, t.member_no, null, t.at from ad_touch t;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{ad_plan.read,ad_plan.write}'::text[]),
  ('region_manager', '{ad_plan.read,ad_plan.write}'::text[]),
  ('activity_operator', '{ad_plan.read,ad_plan.write}'::text[]),
  ('store_manager', '{ad_plan.read}'::text[]),
  ('analyst', '{ad_plan.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
