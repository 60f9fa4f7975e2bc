-- 异业合作与私域置换 (CH-32): brands that people are exchanged with, what was agreed, and what each side gained.
create table partner (
  id             uuid primary key default uuidv7(),
  org_unit_id    uuid not null references org_unit (id),
  brand          text not null check (brand <> ''),
  company        text not null default '',
  industry       text not null,
  -- Why its audience fits ours, in the operators' words.
  audience_note  text not null default '',
  -- Who to talk to there: JSON {name, phone, title}, sealed; null = nobody said.
  contact_sealed text,
  contract_no    text not null default '',
  -- Where the signed paper lies: a file number or an address.
  contract_file  text not null default '',
  contract_from  date,
  contract_to    date,
  version        int not null default 1,
  created_at     timestamptz not null,
  created_by     text not null,
  archived_at    timestamptz,
  check (contract_to >= contract_from)
);
create unique index partner_brand on partner (org_unit_id, lower(brand)) where archived_at is null;

create table cooperation (
  id          uuid primary key default uuidv7(),
  -- What reports group by.
  no          int generated always as identity unique,
  partner_id  uuid not null references partner (id),
  org_unit_id uuid not null references org_unit (id),
  kind        text not null,
  name        text not null check (name <> ''),
  starts_on   date not null,
  ends_on     date not null,
  -- By what both sides agreed to weigh the exchange.
  measure     text not null,
  note        text not null default '',
  state       text not null default 'planned' check (state in ('planned', 'running', 'ended', 'cancelled')),
  version     int not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  state_at    timestamptz not null,
  -- 复盘: what was decided, and the figures as they stood then.
  verdict     text check (verdict in ('again', 'adjust', 'stop')),
  review      text,
  figures     jsonb,
  reviewed_at timestamptz,
  reviewed_by text,
  check (ends_on >= starts_on),
  check ((reviewed_at is null) = (verdict is null) and (verdict is null) = (figures is null))
);
create index cooperation_unit on cooperation (org_unit_id, id desc);
create index cooperation_partner on cooperation (partner_id, id desc);

-- What each side promised. to_us: the partner leads people to us.
create table cooperation_term (
  cooperation_no int not null references cooperation (no) on delete cascade,
  position       int not null,
  flow           text not null check (flow in ('to_us', 'to_them')),
  measure        text not null,
  amount         bigint not null check (amount > 0),
  says           text not null default '',
  primary key (cooperation_no, position)
);

create table cooperation_check (
  cooperation_no int not null references cooperation (no) on delete cascade,
  item           text not null,
  done_at        timestamptz not null,
  done_by        text not null,
  primary key (cooperation_no, item)
);

-- Links made for one cooperation: ours that the partner places, and theirs that we place, opened through a short link of ours.
create table cooperation_channel (
  link_no        int primary key references content_link (no),
  cooperation_no int not null references cooperation (no) on delete cascade,
  flow           text not null check (flow in ('to_us', 'to_them')),
  form           text not null
);
create index cooperation_channel_cooperation on cooperation_channel (cooperation_no);

-- Our coupons that the partner hands out.
create table cooperation_coupon (
  batch_id       uuid primary key references coupon_batch (id),
  cooperation_no int not null references cooperation (no) on delete cascade,
  added_at       timestamptz not null
);
create index cooperation_coupon_cooperation on cooperation_coupon (cooperation_no);

-- What people say of one day; the counted figures stand in their own tables.
create table cooperation_entry (
  cooperation_no int not null references cooperation (no) on delete cascade,
  flow           text not null check (flow in ('to_us', 'to_them')),
  measure        text not null,
  -- Whose word it is; the partner's is entered for it.
  told_by        text not null check (told_by in ('us', 'them')),
  day            date not null,
  amount         bigint not null check (amount >= 0),
  -- Who at the partner said so.
  teller         text not null default '',
  recorded_at    timestamptz not null,
  recorded_by    text not null,
  primary key (cooperation_no, flow, measure, told_by, day)
);

-- Read-only pages for the partner: no personal data, taken once a day.
create table cooperation_share (
  id             uuid primary key default uuidv7(),
  cooperation_no int not null references cooperation (no) on delete cascade,
  -- SHA-256 of the token in the address, which nobody can read back.
  token_hash     bytea not null unique,
  expires_at     timestamptz not null,
  created_at     timestamptz not null,
  created_by     text not null,
  revoked_at     timestamptz,
  opened         int not null default 0,
  last_opened_at timestamptz,
  -- What the page shows on `taken_on`.
  page           jsonb,
  taken_on       date
);
create index cooperation_share_cooperation on cooperation_share (cooperation_no);

-- Everything by which a cooperation leads somebody to us: openings, arrivals, events that name a link, coupons taken. Written out over
-- the tables, so that the touches of one member are found by index.
create view cooperation_touch as
  select c.cooperation_no, c.link_no, v.member_no, v.visitor_id, v.at
    from live_code_visit v join content_link l on l.code_id = v.code_id join cooperation_channel c on c.link_no = l.no
    where c.flow = 'to_us' and v.ignored is null
  union all
  select c.cooperation_no, c.link_no, a.member_no, null, a.arrived_at
    from live_code_arrival a join content_link l on l.code_id = a.code_id join cooperation_channel c on c.link_no = l.no
    where c.flow = 'to_us'
  union all
  select c.cooperation_no, c.link_no, t.member_no, null, t.at
    from content_touch t join cooperation_channel c on c.link_no = t.link_no where c.flow = 'to_us'
  union all
  select c.cooperation_no, null, k.member_no, null, k.claimed_at
    from coupon k join cooperation_coupon c on c.batch_id = k.batch_id where k.claimed_at is not null;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{partner.read,partner.write}'::text[]),
  ('region_manager', '{partner.read,partner.write}'::text[]),
  ('activity_operator', '{partner.read,partner.write}'::text[]),
  ('store_manager', '{partner.read}'::text[]),
  ('analyst', '{partner.read}'::text[])
) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
