-- 工具矩阵 (IN-11): the tools in use by function, beside our own connections, which stand where they are.
create table tool (
  id           uuid primary key default uuidv7(),
  name         text not null check (name <> ''),
  vendor       text not null default '',
  -- official: of the platform itself. self: developed ourselves. vendor: of a third party.
  provider     text not null check (provider in ('official', 'self', 'vendor')),
  -- tools/vocabulary.ts
  functions    text[] not null check (cardinality(functions) > 0),
  -- official: the data lies with the platform and here. connected: it comes here by API or file. island: it stays there.
  data_link    text not null check (data_link in ('official', 'connected', 'island')),
  state        text not null check (state in ('planned', 'in_use', 'ended')),
  owner        text not null default '',
  contract_ends date,
  yearly_fen   bigint check (yearly_fen >= 0),
  note         text not null default '',
  version      int not null default 1,
  created_at   timestamptz not null,
  created_by   text not null
);

-- Per function: the operating model that it serves, and who makes it, with what either would cost (IN-12, IN-21).
create table tool_part (
  function           text primary key,
  -- What the brand wants to do with it; "" = not planned yet.
  model              text not null default '',
  choice             text check (choice in ('official', 'self', 'vendor')),
  years              int not null default 3 check (years between 1 and 10),
  self_setup_fen     bigint check (self_setup_fen >= 0),
  self_yearly_fen    bigint check (self_yearly_fen >= 0),
  vendor_setup_fen   bigint check (vendor_setup_fen >= 0),
  vendor_yearly_fen  bigint check (vendor_yearly_fen >= 0),
  note               text not null default '',
  version            int not null default 1,
  updated_at         timestamptz not null,
  updated_by         text not null
);

update role set permissions = role.permissions || added.permissions
from (values ('hq_operator', '{tool.read,tool.write}'::text[]), ('analyst', '{tool.read}'::text[])) as added (code, permissions)
where role.code = added.code and not '*' = any(role.permissions);
