-- Leads of business customers (ID-12): forms that people fill in at exhibitions and on the web, and what becomes of each lead.
create table lead_form (
  id              uuid primary key default uuidv7(),
  -- In the public address.
  code            text not null unique,
  title           text not null,
  source          text not null check (source in ('exhibition', 'web', 'referral')),
  -- Questions beyond company, person and phone: [{key, label, kind, required, options}].
  fields          jsonb not null default '[]',
  consent_text    text not null,
  consent_version text not null,
  store_no        int,
  opens_on        date,
  closes_on       date,
  closed_at       timestamptz,
  created_at      timestamptz not null default now(),
  created_by      text not null
);

create table lead (
  id          uuid primary key default uuidv7(),
  company_id  uuid references company,
  origin_no   int references member,
  member_no   int references member,
  form_id     uuid references lead_form,
  title       text not null,
  need        text,
  source      text not null check (source in ('exhibition', 'web', 'referral', 'visit', 'other')),
  status      text not null default 'new' check (status in ('new', 'contacted', 'qualified', 'won', 'lost')),
  lost_reason text check (lost_reason in ('price', 'competitor', 'no_budget', 'no_need', 'unreachable', 'duplicate', 'other')),
  expected_fen bigint,
  assigned_to uuid references staff,
  store_no    int,
  status_at   timestamptz not null,
  created_at  timestamptz not null,
  created_by  text not null,
  check ((origin_no is null) = (member_no is null)),
  check ((status = 'lost') = (lost_reason is not null))
);
create index lead_list on lead (status, id desc);
create index lead_company on lead (company_id);
create index lead_member on lead (member_no) where member_no is not null;
create index lead_origin on lead (origin_no) where origin_no is not null;

create table lead_step (
  id          bigint generated always as identity primary key,
  lead_id     uuid not null references lead,
  at          timestamptz not null,
  by          text not null,
  action      text not null check (action in ('created', 'moved', 'assigned', 'noted')),
  from_status text,
  to_status   text,
  note        text
);
create index lead_step_lead on lead_step (lead_id, id);

-- Each submission once: the browser makes the key before it sends.
create table lead_submission (
  submission_key uuid primary key,
  form_id        uuid not null references lead_form,
  lead_id        uuid not null references lead,
  origin_no      int not null references member,
  member_no      int not null references member,
  at             timestamptz not null,
  address_hash   uuid not null,
  answers_sealed text not null
);
create index lead_submission_pace on lead_submission (form_id, address_hash, at);
create index lead_submission_origin on lead_submission (origin_no);
create index lead_submission_member on lead_submission (member_no);

-- Feedback as input to products (DT-23).
create table feedback (
  id           uuid primary key default uuidv7(),
  origin_no    int references member,
  member_no    int references member,
  store_no     int,
  source       text not null check (source in ('guide', 'member', 'questionnaire', 'other')),
  stage        text not null check (stage in ('research', 'design', 'production', 'after_launch')),
  topic        text not null,
  sentiment    text not null check (sentiment in ('positive', 'neutral', 'negative')),
  body         text,
  skus         text[] not null default '{}',
  status       text not null default 'open' check (status in ('open', 'planned', 'done', 'declined')),
  answer       text,
  answered_at  timestamptz,
  answered_by  text,
  -- The customer was told what became of it.
  told_at      timestamptz,
  told_by      text,
  created_at   timestamptz not null,
  created_by   text not null,
  check ((origin_no is null) = (member_no is null))
);
create index feedback_list on feedback (status, id desc);
create index feedback_created on feedback (created_at);
create index feedback_member on feedback (member_no) where member_no is not null;
create index feedback_origin on feedback (origin_no) where origin_no is not null;
create index feedback_skus on feedback using gin (skus);

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{feedback.read,feedback.write,feedback.answer}'::text[]),
  ('region_manager', '{feedback.read,feedback.write}'::text[]),
  ('store_manager', '{feedback.read,feedback.write}'::text[]),
  ('guide', '{feedback.read,feedback.write}'::text[]),
  ('analyst', '{feedback.read}'::text[])
) as added (code, permissions)
where role.code = added.code;
