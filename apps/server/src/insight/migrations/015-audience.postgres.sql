-- 人群包 (DT-16): members chosen by a filter at one moment, and the file that an advertising platform or the guides' WeCom gets of them.
create table audience (
  id             uuid primary key default uuidv7(),
  name           text not null check (name <> ''),
  target         text not null check (target in ('ad_platform', 'wecom')),
  -- The advertising platform it is for, as people call it; '' for WeCom.
  platform       text not null default '',
  -- Why the data leaves Feilun.
  purpose        text not null check (purpose <> ''),
  -- Whose members: those of the stores below it.
  org_unit_id    uuid not null references org_unit (id),
  filter         jsonb not null,
  -- [{"kind": "phone_md5"}, {"kind": "openid", "scope": "wx…"}]
  columns        jsonb not null,
  format         text not null check (format in ('csv', 'txt')),
  compressed     boolean not null,
  upper_case     boolean not null,
  rows_per_file  int not null check (rows_per_file > 0),
  -- Members kept out at random, to compare with; in 1/10000.
  holdout_bp     int not null default 0 check (holdout_bp between 0 and 5000),
  seed           bigint not null,
  state          text not null default 'choosing'
    check (state in ('choosing', 'waiting', 'writing', 'ready', 'expired', 'refused', 'rejected', 'discarded', 'failed')),
  -- Where choosing (member number) and then writing (profile number) goes on; the highest number there is.
  place          int not null default 0,
  last_place     int not null,
  -- Members by reason of being left out.
  left_out       jsonb not null default '{}',
  chosen         int not null default 0,
  held_out       int not null default 0,
  lines          int not null default 0,
  -- Why it was refused, rejected or failed.
  note           text,
  created_at     timestamptz not null,
  created_by     text not null,
  created_by_id  text not null,
  decided_at     timestamptz,
  decided_by     text,
  ready_at       timestamptz,
  expires_at     timestamptz,
  -- The first download: from here on what members do is compared.
  downloaded_at  timestamptz,
  downloads      int not null default 0
);
create index audience_list on audience (org_unit_id, id desc);
create index audience_due on audience (expires_at) where state = 'ready';

-- Who was chosen, frozen.
create table audience_member (
  audience_id uuid not null references audience on delete cascade,
  origin_no   int not null,
  member_no   int not null,
  part        text not null check (part in ('chosen', 'sent', 'held_out', 'dropped')),
  primary key (audience_id, origin_no)
);
create index audience_member_member on audience_member (member_no, audience_id);
create index audience_member_origin on audience_member (origin_no);

-- The file in pieces, sealed: [[profile number, [line, …]], …].
create table audience_piece (
  audience_id uuid not null references audience on delete cascade,
  seq         int not null,
  first_no    int not null,
  last_no     int not null,
  lines       int not null,
  sealed      text not null,
  primary key (audience_id, seq)
);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{audience.read,audience.approve}'::text[]),
  ('compliance_officer', '{audience.read,audience.approve}'::text[]),
  ('analyst', '{audience.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
