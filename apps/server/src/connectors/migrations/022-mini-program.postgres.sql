-- 小程序: who signed in to which mini program, for whom one may send and what they came by.
create table mini_program_user (
  wechat_account_id  uuid not null references wechat_account on delete cascade,
  openid             text not null,
  origin_no          int not null,
  member_no          int not null,
  -- Signs data for the platform's own checks; replaced by every sign-in.
  session_key_sealed text not null,
  first_seen_at      timestamptz not null default now(),
  last_seen_at       timestamptz not null default now(),
  registered_at      timestamptz,
  -- The scene that led to the first visit.
  first_scene        text not null default '',
  primary key (wechat_account_id, openid)
);
create index mini_program_user_member on mini_program_user (member_no);
create index mini_program_user_origin on mini_program_user (origin_no);

-- 小程序码: a scene stands for a page and a source; the platform keeps at most 32 characters of it.
create table mini_program_code (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  scene             text not null check (length(scene) between 1 and 32),
  page              text not null default '',
  name              text not null,
  created_at        timestamptz not null default now(),
  created_by        text not null,
  primary key (wechat_account_id, scene)
);

update role set permissions = role.permissions || '{mini_program.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
