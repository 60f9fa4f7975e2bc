-- 触达策略: what kind of touch a message is, how much it matters, when it may go, and why somebody was left out.
alter table outbound
  -- marketing: wants something. service: serves. transaction: about a purchase. reply: answers what the person just said or did.
  add column kind      text not null default 'marketing' check (kind in ('marketing', 'service', 'transaction', 'reply')),
  -- Of two that want the same person, the higher one goes.
  add column priority  smallint not null default 50 check (priority between 0 and 100),
  -- When it is to reach people: its place in everybody's budget of touches.
  add column send_at   timestamptz not null default now(),
  -- It names its people: when none of them is left, nothing is handed over.
  add column addressed boolean not null default false;
update outbound set send_at = created_at;
create index outbound_send on outbound (send_at);

alter table outbound_delivery drop constraint outbound_delivery_outcome_check;
alter table outbound_delivery add constraint outbound_delivery_outcome_check check (outcome in ('waiting', 'sent', 'delivered', 'not_friend',
  'cap_reached', 'not_chosen', 'no_address', 'unreachable', 'blocked', 'no_quota', 'failed', 'expired', 'cancelled',
  'no_consent', 'in_control', 'quiet_hours', 'frequency_capped', 'quota_exhausted', 'lower_priority'));

update role set permissions = role.permissions || '{touch_policy.read,touch_policy.write}'::text[]
where code in ('hq_operator') and not '*' = any(permissions);
