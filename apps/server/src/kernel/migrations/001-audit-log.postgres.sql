-- Who changed what, and who read personal data (RK rows, OR-05). Append-only.
create table audit_log (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default now(),
  actor_kind  text not null check (actor_kind in ('staff', 'api_key', 'system')),
  actor_id    text not null,
  actor_name  text not null,
  action      text not null,
  subject_kind text not null,
  subject_id  text not null,
  -- Where in the organisation it happened, so that readers see their part only.
  org_path    ltree,
  detail      jsonb not null default '{}',
  ip          inet,
  request_id  text
);
create index audit_log_subject on audit_log (subject_kind, subject_id, id desc);
create index audit_log_actor on audit_log (actor_id, id desc);
create index audit_log_at on audit_log (at desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_is_append_only before update or delete on audit_log
  for each row execute function refuse_audit_change();
