-- The tier as lists show and filter it; insight owns its rules and history and writes it through `setMemberTiers`.
alter table member add column tier text;
create index member_tier_list on member (tier, member_no desc) where status = 'active' and tier is not null;
-- Where the rotation of the sealing key has come to, per table.
create table key_rotation (
  what      text primary key,
  key_id    text not null,
  place     text not null,
  done      boolean not null default false,
  rows      bigint not null default 0,
  updated_at timestamptz not null default now()
);
