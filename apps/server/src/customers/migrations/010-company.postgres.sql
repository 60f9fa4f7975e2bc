-- Business customers (ID-12): companies, and members as their contacts.
create table company (
  id             uuid primary key default uuidv7(),
  name           text not null,
  -- The name without what companies of one name differ by in writing (companies/rules.ts): finds duplicates.
  name_key       text not null,
  credit_code    text unique,
  industry       text,
  size           text check (size in ('micro', 'small', 'medium', 'large')),
  region         text,
  -- Who looks after it; the store puts it into a scope, none = headquarters.
  owner_staff_id uuid references staff,
  store_no       int,
  created_at     timestamptz not null default now(),
  created_by     text not null,
  updated_at     timestamptz not null default now()
);
create index company_name_key on company (name_key);
create index company_name on company using gin (name gin_trgm_ops);
create index company_store on company (store_no);

create table company_contact (
  company_id     uuid not null references company,
  origin_no      int not null references member,
  member_no      int not null references member,
  position       text,
  department     text,
  decision_power text not null default 'unknown' check (decision_power in ('decides', 'influences', 'uses', 'introduces', 'unknown')),
  remark         text,
  added_at       timestamptz not null default now(),
  added_by       text not null,
  primary key (company_id, origin_no)
);
create index company_contact_member on company_contact (member_no);
create index company_contact_origin on company_contact (origin_no);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{business.read,business.write,business.form}'::text[]),
  ('region_manager', '{business.read,business.write}'::text[]),
  ('store_manager', '{business.read,business.write}'::text[]),
  ('guide', '{business.read,business.write}'::text[]),
  ('analyst', '{business.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
