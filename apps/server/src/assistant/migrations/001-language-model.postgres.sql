-- Calls to the language model (IN-19): what was spent, and, sealed, what was asked and answered.
create table model_call (
  id            bigint generated always as identity primary key,
  purpose       text not null,
  model         text not null,
  at            timestamptz not null,
  asked_by      text not null,
  origin_no     int,
  member_no     int,
  outcome       text not null check (outcome in ('answered', 'refused')),
  cause         text,
  input_tokens  int not null,
  output_tokens int not null,
  took_ms       int not null,
  exchange_sealed text,
  check ((origin_no is null) = (member_no is null))
);
create index model_call_at on model_call (at);
create index model_call_member on model_call (member_no) where member_no is not null;
create index model_call_origin on model_call (origin_no) where origin_no is not null;

-- Tokens spent on a day of the shop: the row that limits them.
create table model_day (
  day    date primary key,
  tokens bigint not null
);

-- AI 画像: what the model wrote of a member, each sentence with the facts that it rests on.
create table member_narrative (
  origin_no  int primary key,
  member_no  int not null,
  facts      jsonb not null,
  facts_hash text not null,
  sentences  jsonb not null,
  dropped    int not null,
  model      text not null,
  written_at timestamptz not null,
  written_by text not null,
  -- What a colleague says of it.
  verdict    text check (verdict in ('right', 'wrong')),
  verdict_by text
);
create index member_narrative_member on member_narrative (member_no);

update role set permissions = role.permissions || '{assistant.use}'::text[]
where code in ('hq_operator', 'region_manager', 'store_manager', 'guide', 'analyst') and not '*' = any(permissions);
