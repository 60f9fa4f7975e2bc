-- 添加关系: one member of a company following one customer, now or once.
create table wecom_follow (
  corp_id         text not null,
  userid          text not null,
  external_userid text not null,
  -- Null: heard only of its end, or an identifier that is nobody.
  origin_no       int,
  member_no       int,
  -- half: the customer added, the member has not agreed. lost: the customer deleted the member. ended: gone on both sides.
  state           text not null check (state in ('half', 'active', 'lost', 'ended')),
  -- The platform's createtime: with the pair it names one episode of the relation. Null: only the end is known.
  began_at        timestamptz,
  ended_at        timestamptz,
  -- customer, guide, transfer; sync: missing when read, nobody said why.
  ended_by        text check (ended_by in ('customer', 'guide', 'transfer', 'sync')),
  add_way         smallint,
  -- State of the code or link by which they met.
  source_state    text not null default '',
  oper_userid     text,
  -- What the guide wrote: personal, sealed. Phones are a hint for people, never an identity.
  remark_sealed      text,
  description_sealed text,
  phones_sealed      text,
  -- Company tags on which both sides agree: the base of the three-way comparison.
  tag_ids         text[] not null default '{}',
  -- Keyed hash of what was read: equal = nothing to do.
  digest          bytea,
  -- The last sync that saw it.
  seen_run        bigint,
  read_at         timestamptz not null default now(),
  -- Tags that could not be handed over: when to try again, how often it was tried, and the last refusal.
  push_after      timestamptz,
  push_tries      smallint not null default 0,
  push_errcode    int,
  primary key (corp_id, userid, external_userid),
  check ((origin_no is null) = (member_no is null))
);
create index wecom_follow_external on wecom_follow (corp_id, external_userid);
create index wecom_follow_member on wecom_follow (member_no);
create index wecom_follow_origin on wecom_follow (origin_no);
create index wecom_follow_state on wecom_follow (corp_id, source_state) where source_state <> '';
create index wecom_follow_push on wecom_follow (push_after) where push_after is not null;

-- 欢迎语: one attempt per welcome code, before and after the call.
create table wecom_welcome (
  callback_seq    bigint primary key,
  corp_id         text not null,
  userid          text not null,
  external_userid text not null,
  source_state    text not null default '',
  -- sending: the call is on its way. missed: the code had died before anybody sent.
  outcome         text not null default 'sending' check (outcome in ('sending', 'sent', 'already', 'off', 'missed', 'refused')),
  errcode         int,
  reason          text,
  occurred_at     timestamptz not null,
  received_at     timestamptz not null,
  settled_at      timestamptz
);
create index wecom_welcome_recent on wecom_welcome (corp_id, received_at desc);
create index wecom_welcome_external on wecom_welcome (corp_id, external_userid);
-- Callbacks that may bring a welcome code are looked for each time one arrives.
create index wechat_callback_contact_added on wechat_callback (received_at)
  where event in ('change_external_contact.add_external_contact', 'change_external_contact.add_half_external_contact');
