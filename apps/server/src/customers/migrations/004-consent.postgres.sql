-- What a member agreed to or withdrew, word by word; nothing is ever changed.
create table consent_record (
  id           bigint generated always as identity primary key,
  origin_no    int not null,
  member_no    int not null,
  purpose      text not null,
  channel      text not null,
  granted      boolean not null,
  at           timestamptz not null,
  source       text not null,
  -- Which wording of the privacy policy or authorisation the person saw.
  text_version text,
  evidence     jsonb not null default '{}',
  recorded_by  text not null,
  recorded_at  timestamptz not null default now()
);
create unique index consent_record_once on consent_record (origin_no, purpose, channel, at, granted, source);
create index consent_record_member on consent_record (member_no, purpose, channel, at desc);

-- What holds now: the latest word per purpose and channel over all profiles of the member; of two at one moment, the withdrawal.
create view consent as
  select distinct on (member_no, purpose, channel) member_no, purpose, channel, granted, at, source, text_version, evidence, recorded_by
  from consent_record
  order by member_no, purpose, channel, at desc, granted, id desc;
