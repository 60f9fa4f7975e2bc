-- A person's lawful request to be forgotten: asked, reviewed, executed. It outlives the person's data and holds none of it.
create table erasure_request (
  id                uuid primary key default uuidv7(),
  origin_no         int not null references member,
  member_no         int not null references member,
  status            text not null default 'requested' check (status in ('requested', 'approved', 'rejected', 'executed')),
  received_via      text not null,
  received_on       date not null,
  -- By when the person must have an answer.
  due_on            date not null,
  -- What the person said; gone once executed or rejected.
  note              text,
  requested_at      timestamptz not null,
  requested_by      text not null,
  reviewed_at       timestamptz,
  reviewed_by       text,
  review_note       text,
  -- The profiles that the reviewer saw: a merge or split since asks for another look.
  reviewed_profiles int[],
  executed_at       timestamptz,
  executed_by       text,
  executed_xid      xid8,
  -- Rows erased, by table.
  erased            jsonb,
  -- Both engines are clean and nothing that was under way came after.
  settled_at        timestamptz
);
create index erasure_request_member on erasure_request (member_no);
create index erasure_request_origin on erasure_request (origin_no);
create index erasure_request_list on erasure_request (status, id desc);

-- The identifiers that an undo would need are gone.
alter table merge_log add column erased_at timestamptz;

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{erasure.request}'::text[]),
  ('store_manager', '{erasure.request}'::text[]),
  ('compliance_officer', '{erasure.request,erasure.review}'::text[])
) as added (code, permissions)
where role.code = added.code;
