-- 工作台功能: what headquarters puts on the guides' workbench (IN-23). web: a page of another system. mini_program: a page of a mini
-- program. share: a page of a mini program that guides pass on to customers, each under their own name.
create table workbench_function (
  id          uuid primary key default uuidv7(),
  kind        text not null check (kind in ('web', 'mini_program', 'share')),
  name        text not null check (name <> ''),
  note        text not null default '',
  -- Of web.
  address     text not null default '',
  -- Of the others.
  app_id      text not null default '',
  page        text not null default '',
  -- Whose people see it: posts at or below this unit, in one of these roles; no role = all.
  org_unit_id uuid not null references org_unit (id),
  role_codes  text[] not null default '{}',
  position    int not null default 0,
  enabled     boolean not null default true,
  version     int not null default 1,
  updated_at  timestamptz not null,
  updated_by  text not null,
  check ((kind = 'web') = (address <> '')),
  check ((kind = 'web') = (app_id = ''))
);

-- 一次性身份: tells the embedded system once who opened it. Only a keyed hash is kept.
create table workbench_token (
  token_index bytea primary key,
  function_id uuid not null references workbench_function on delete cascade,
  staff_id    uuid not null references staff (id),
  issued_at   timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  used_by     text
);
create index workbench_token_expiry on workbench_token (expires_at);
create index workbench_token_function on workbench_token (function_id, issued_at);

update role set permissions = role.permissions || '{workbench.write}'::text[]
where code in ('hq_operator', 'region_manager') and not '*' = any(permissions);
