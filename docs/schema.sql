-- Made by "npm run generate" from the migrations. Read it, do not run it.

table ad_account
  no integer not null identity
  id uuid not null default uuidv7()
  name text not null
  org_unit_id uuid not null
  account_key text not null
  mark text not null
  base_url text not null
  authenticated boolean not null
  token_sealed text
  conv_id text not null default ''::text
  wechat_app_id text not null default ''::text
  click_macro text not null
  enabled boolean not null default true
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  heard_at timestamp with time zone
  answered_at timestamp with time zone
  failure text
  constraint ad_account_check CHECK ((authenticated = (token_sealed IS NOT NULL)))
  constraint ad_account_mark_check CHECK ((mark ~ '^[a-z0-9]{8}$'::text))
  constraint ad_account_name_check CHECK ((name <> ''::text))
  constraint ad_account_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint ad_account_pkey PRIMARY KEY (no)
  constraint ad_account_account_key_key UNIQUE (account_key)
  constraint ad_account_id_key UNIQUE (id)
  constraint ad_account_mark_key UNIQUE (mark)

table ad_account_action
  account_no integer not null
  stage text not null
  action_type text not null
  constraint ad_account_action_action_type_check CHECK ((action_type ~ '^[A-Z][A-Z0-9_]{1,39}$'::text))
  constraint ad_account_action_account_no_fkey FOREIGN KEY (account_no) REFERENCES ad_account(no) ON DELETE CASCADE
  constraint ad_account_action_pkey PRIMARY KEY (account_no, stage)

table ad_account_plan
  account_no integer not null
  plan_no integer not null
  match text not null
  constraint ad_account_plan_account_no_fkey FOREIGN KEY (account_no) REFERENCES ad_account(no) ON DELETE CASCADE
  constraint ad_account_plan_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE CASCADE
  constraint ad_account_plan_pkey PRIMARY KEY (account_no, plan_no)
  constraint ad_account_plan_account_no_match_key UNIQUE (account_no, match)
  CREATE INDEX ad_account_plan_plan ON public.ad_account_plan USING btree (plan_no)

table ad_click
  no integer not null identity
  click_key text not null
  account_no integer
  plan_no integer
  code_id uuid
  callback text
  clicked_at timestamp with time zone not null
  landed_at timestamp with time zone
  visitor_id uuid
  constraint ad_click_callback_check CHECK ((char_length(callback) <= 4000))
  constraint ad_click_click_key_check CHECK (((char_length(click_key) >= 6) AND (char_length(click_key) <= 200)))
  constraint ad_click_account_no_fkey FOREIGN KEY (account_no) REFERENCES ad_account(no) ON DELETE SET NULL
  constraint ad_click_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE SET NULL
  constraint ad_click_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE SET NULL
  constraint ad_click_pkey PRIMARY KEY (no)
  constraint ad_click_click_key_key UNIQUE (click_key)
  CREATE INDEX ad_click_account ON public.ad_click USING btree (account_no, clicked_at)
  CREATE INDEX ad_click_visitor ON public.ad_click USING btree (visitor_id) WHERE (visitor_id IS NOT NULL)

table ad_click_cursor
  only_row boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint ad_click_cursor_only_row_check CHECK (only_row)
  constraint ad_click_cursor_pkey PRIMARY KEY (only_row)

table ad_click_touch
  click_no integer not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  constraint ad_click_touch_click_no_fkey FOREIGN KEY (click_no) REFERENCES ad_click(no) ON DELETE CASCADE
  constraint ad_click_touch_pkey PRIMARY KEY (click_no)
  CREATE INDEX ad_click_touch_at ON public.ad_click_touch USING btree (at)
  CREATE INDEX ad_click_touch_member ON public.ad_click_touch USING btree (member_no, at)
  CREATE INDEX ad_click_touch_origin ON public.ad_click_touch USING btree (origin_no)

table ad_conversion
  no integer not null identity
  id uuid not null default uuidv7()
  account_no integer not null
  click_no integer not null
  stage text not null
  action_type text not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  value_fen bigint
  state text not null
  cause text
  tries integer not null default 0
  next_try_at timestamp with time zone not null
  told_at timestamp with time zone
  constraint ad_conversion_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'told'::text, 'refused'::text, 'withheld'::text])))
  constraint ad_conversion_account_no_fkey FOREIGN KEY (account_no) REFERENCES ad_account(no) ON DELETE CASCADE
  constraint ad_conversion_click_no_fkey FOREIGN KEY (click_no) REFERENCES ad_click(no) ON DELETE CASCADE
  constraint ad_conversion_pkey PRIMARY KEY (no)
  constraint ad_conversion_click_no_stage_key UNIQUE (click_no, stage)
  constraint ad_conversion_id_key UNIQUE (id)
  CREATE INDEX ad_conversion_account ON public.ad_conversion USING btree (account_no, no DESC)
  CREATE INDEX ad_conversion_due ON public.ad_conversion USING btree (next_try_at) WHERE (state = 'waiting'::text)
  CREATE INDEX ad_conversion_member ON public.ad_conversion USING btree (member_no)
  CREATE INDEX ad_conversion_origin ON public.ad_conversion USING btree (origin_no)

table ad_plan
  id uuid not null default uuidv7()
  no integer not null identity
  key text not null
  name text not null
  kind text not null
  chain text not null
  seeding text
  partner text not null default ''::text
  note text not null default ''::text
  org_unit_id uuid not null
  starts_on date not null
  ends_on date not null
  budget_fen bigint
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint ad_plan_budget_fen_check CHECK ((budget_fen > 0))
  constraint ad_plan_check CHECK ((ends_on >= starts_on))
  constraint ad_plan_key_check CHECK ((key ~ '^[a-z0-9]{8}$'::text))
  constraint ad_plan_name_check CHECK ((name <> ''::text))
  constraint ad_plan_seeding_check CHECK ((seeding = ANY (ARRAY['talk'::text, 'trial'::text, 'share'::text])))
  constraint ad_plan_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint ad_plan_pkey PRIMARY KEY (id)
  constraint ad_plan_key_key UNIQUE (key)
  constraint ad_plan_no_key UNIQUE (no)
  CREATE INDEX ad_plan_unit ON public.ad_plan USING btree (org_unit_id, id DESC)

table ad_plan_code
  code_id uuid not null
  plan_no integer not null
  constraint ad_plan_code_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint ad_plan_code_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE CASCADE
  constraint ad_plan_code_pkey PRIMARY KEY (code_id)
  CREATE INDEX ad_plan_code_plan ON public.ad_plan_code USING btree (plan_no)

table ad_plan_report
  plan_no integer not null
  figures jsonb not null
  days jsonb not null
  as_of timestamp with time zone not null
  constraint ad_plan_report_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE CASCADE
  constraint ad_plan_report_pkey PRIMARY KEY (plan_no)

table ad_report
  account_no integer not null
  day date not null
  ad_key text not null
  campaign text not null
  ad text not null
  cost_fen bigint not null
  impressions bigint
  clicks bigint
  conversions bigint
  plan_no integer
  imported_at timestamp with time zone not null
  imported_by text not null
  constraint ad_report_clicks_check CHECK ((clicks >= 0))
  constraint ad_report_conversions_check CHECK ((conversions >= 0))
  constraint ad_report_cost_fen_check CHECK ((cost_fen >= 0))
  constraint ad_report_impressions_check CHECK ((impressions >= 0))
  constraint ad_report_account_no_fkey FOREIGN KEY (account_no) REFERENCES ad_account(no) ON DELETE CASCADE
  constraint ad_report_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE SET NULL
  constraint ad_report_pkey PRIMARY KEY (account_no, day, ad_key)
  CREATE INDEX ad_report_plan ON public.ad_report USING btree (plan_no, day)

table ad_spend
  plan_no integer not null
  day date not null
  amount_fen bigint not null
  impressions bigint
  clicks bigint
  recorded_at timestamp with time zone not null
  recorded_by text not null
  source text not null default 'typed'::text
  constraint ad_spend_amount_fen_check CHECK ((amount_fen >= 0))
  constraint ad_spend_clicks_check CHECK ((clicks >= 0))
  constraint ad_spend_impressions_check CHECK ((impressions >= 0))
  constraint ad_spend_source_check CHECK ((source = ANY (ARRAY['typed'::text, 'report'::text])))
  constraint ad_spend_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE CASCADE
  constraint ad_spend_pkey PRIMARY KEY (plan_no, day)

table ad_touch
  event_key uuid not null
  plan_no integer not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  code_id uuid
  constraint ad_touch_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE SET NULL
  constraint ad_touch_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES ad_plan(no) ON DELETE CASCADE
  constraint ad_touch_pkey PRIMARY KEY (event_key)
  CREATE INDEX ad_touch_member ON public.ad_touch USING btree (member_no)
  CREATE INDEX ad_touch_origin ON public.ad_touch USING btree (origin_no)
  CREATE INDEX ad_touch_plan ON public.ad_touch USING btree (plan_no, at)

table ad_touch_cursor
  only_row boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint ad_touch_cursor_only_row_check CHECK (only_row)
  constraint ad_touch_cursor_pkey PRIMARY KEY (only_row)

table api_key
  id uuid not null default uuidv7()
  name text not null
  hint text not null
  key_hash bytea not null
  permissions text[] not null
  org_unit_id uuid not null
  created_by uuid not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone
  last_used_at timestamp with time zone
  revoked_at timestamp with time zone
  constraint api_key_name_check CHECK ((name <> ''::text))
  constraint api_key_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id)
  constraint api_key_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint api_key_pkey PRIMARY KEY (id)
  constraint api_key_key_hash_key UNIQUE (key_hash)
  CREATE INDEX api_key_unit ON public.api_key USING btree (org_unit_id)

table attribution_cursor
  one boolean not null default true
  next_xid xid8 not null default '0'::xid8
  until_xid xid8
  after_id bigint not null default 0
  constraint attribution_cursor_one_check CHECK (one)
  constraint attribution_cursor_pkey PRIMARY KEY (one)

table attribution_rule
  version integer not null identity
  starts_on date not null
  rule jsonb not null
  note text not null default ''::text
  created_at timestamp with time zone not null
  created_by text not null
  constraint attribution_rule_pkey PRIMARY KEY (version)
  CREATE INDEX attribution_rule_start ON public.attribution_rule USING btree (starts_on DESC, version DESC)

table attribution_run
  id uuid not null default uuidv7()
  kind text not null
  state text not null default 'waiting'::text
  from_day date not null
  to_day date not null
  rule jsonb
  total integer not null default 0
  done integer not null default 0
  place jsonb
  changed integer not null default 0
  tally jsonb not null default '{}'::jsonb
  failure text
  created_at timestamp with time zone not null
  created_by text not null
  ended_at timestamp with time zone
  constraint attribution_run_check CHECK ((from_day < to_day))
  constraint attribution_run_check1 CHECK (((kind = 'trial'::text) = (rule IS NOT NULL)))
  constraint attribution_run_kind_check CHECK ((kind = ANY (ARRAY['trial'::text, 'recompute'::text])))
  constraint attribution_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint attribution_run_pkey PRIMARY KEY (id)
  CREATE INDEX attribution_run_newest ON public.attribution_run USING btree (created_at DESC)

table audience
  id uuid not null default uuidv7()
  name text not null
  target text not null
  platform text not null default ''::text
  purpose text not null
  org_unit_id uuid not null
  filter jsonb not null
  columns jsonb not null
  format text not null
  compressed boolean not null
  upper_case boolean not null
  rows_per_file integer not null
  holdout_bp integer not null default 0
  seed bigint not null
  state text not null default 'choosing'::text
  place integer not null default 0
  last_place integer not null
  left_out jsonb not null default '{}'::jsonb
  chosen integer not null default 0
  held_out integer not null default 0
  lines integer not null default 0
  note text
  created_at timestamp with time zone not null
  created_by text not null
  created_by_id text not null
  decided_at timestamp with time zone
  decided_by text
  ready_at timestamp with time zone
  expires_at timestamp with time zone
  downloaded_at timestamp with time zone
  downloads integer not null default 0
  constraint audience_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'txt'::text])))
  constraint audience_holdout_bp_check CHECK (((holdout_bp >= 0) AND (holdout_bp <= 5000)))
  constraint audience_name_check CHECK ((name <> ''::text))
  constraint audience_purpose_check CHECK ((purpose <> ''::text))
  constraint audience_rows_per_file_check CHECK ((rows_per_file > 0))
  constraint audience_state_check CHECK ((state = ANY (ARRAY['choosing'::text, 'waiting'::text, 'writing'::text, 'ready'::text, 'expired'::text, 'refused'::text, 'rejected'::text, 'discarded'::text, 'failed'::text])))
  constraint audience_target_check CHECK ((target = ANY (ARRAY['ad_platform'::text, 'wecom'::text])))
  constraint audience_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint audience_pkey PRIMARY KEY (id)
  CREATE INDEX audience_due ON public.audience USING btree (expires_at) WHERE (state = 'ready'::text)
  CREATE INDEX audience_list ON public.audience USING btree (org_unit_id, id DESC)

table audience_member
  audience_id uuid not null
  origin_no integer not null
  member_no integer not null
  part text not null
  constraint audience_member_part_check CHECK ((part = ANY (ARRAY['chosen'::text, 'sent'::text, 'held_out'::text, 'dropped'::text])))
  constraint audience_member_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES audience(id) ON DELETE CASCADE
  constraint audience_member_pkey PRIMARY KEY (audience_id, origin_no)
  CREATE INDEX audience_member_member ON public.audience_member USING btree (member_no, audience_id)
  CREATE INDEX audience_member_origin ON public.audience_member USING btree (origin_no)

table audience_piece
  audience_id uuid not null
  seq integer not null
  first_no integer not null
  last_no integer not null
  lines integer not null
  sealed text not null
  constraint audience_piece_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES audience(id) ON DELETE CASCADE
  constraint audience_piece_pkey PRIMARY KEY (audience_id, seq)

table audit_log
  id bigint not null identity
  at timestamp with time zone not null default now()
  actor_kind text not null
  actor_id text not null
  actor_name text not null
  action text not null
  subject_kind text not null
  subject_id text not null
  org_path ltree
  detail jsonb not null default '{}'::jsonb
  ip inet
  request_id text
  constraint audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'api_key'::text, 'system'::text])))
  constraint audit_log_pkey PRIMARY KEY (id)
  CREATE INDEX audit_log_actor ON public.audit_log USING btree (actor_id, id DESC)
  CREATE INDEX audit_log_at ON public.audit_log USING btree (at DESC)
  CREATE INDEX audit_log_subject ON public.audit_log USING btree (subject_kind, subject_id, id DESC)

table brand
  id uuid not null default uuidv7()
  code text not null
  name text not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint brand_code_check CHECK ((code <> ''::text))
  constraint brand_name_check CHECK ((name <> ''::text))
  constraint brand_pkey PRIMARY KEY (id)
  constraint brand_code_key UNIQUE (code)
  constraint brand_name_key UNIQUE (name)

table call_attempt
  outbound_id uuid not null
  target_key text not null
  attempt integer not null
  origin_no integer
  member_no integer
  line text not null default ''::text
  started_at timestamp with time zone not null
  weekday integer not null
  hour integer not null
  outcome text not null
  seconds integer not null default 0
  intent text
  wants_person boolean not null default false
  said_sealed text
  done_at timestamp with time zone
  done_by text
  done_note text
  constraint call_attempt_attempt_check CHECK ((attempt >= 1))
  constraint call_attempt_intent_check CHECK ((intent = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text])))
  constraint call_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'no_answer'::text, 'busy'::text, 'off'::text, 'refused'::text, 'invalid'::text])))
  constraint call_attempt_seconds_check CHECK ((seconds >= 0))
  constraint call_attempt_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound(id) ON DELETE CASCADE
  constraint call_attempt_pkey PRIMARY KEY (outbound_id, target_key, attempt)
  CREATE INDEX call_attempt_member ON public.call_attempt USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX call_attempt_open ON public.call_attempt USING btree (started_at) WHERE ((done_at IS NULL) AND (wants_person OR (intent = ANY (ARRAY['A'::text, 'B'::text]))))
  CREATE INDEX call_attempt_origin ON public.call_attempt USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX call_attempt_started ON public.call_attempt USING btree (started_at)

table campaign_framework
  id uuid not null default uuidv7()
  name text not null
  theme text not null default ''::text
  slots jsonb not null
  evidence jsonb
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  created_by text not null
  updated_at timestamp with time zone not null default now()
  constraint campaign_framework_name_check CHECK ((name <> ''::text))
  constraint campaign_framework_pkey PRIMARY KEY (id)
  constraint campaign_framework_name_key UNIQUE (name)

table campaign_line
  id uuid not null default uuidv7()
  plan_id uuid not null
  unit_id uuid not null
  format text
  slot text not null
  sku text
  title text not null
  price_li bigint
  offer_kind text not null default 'none'::text
  offer text not null default ''::text
  fronts text[] not null default '{}'::text[]
  why text not null default ''::text
  version integer not null default 1
  made_by text not null
  made_at timestamp with time zone not null default now()
  constraint campaign_line_offer_kind_check CHECK ((offer_kind = ANY (ARRAY['none'::text, 'price'::text, 'discount'::text, 'gift'::text, 'coupon'::text, 'bundle'::text])))
  constraint campaign_line_price_li_check CHECK ((price_li >= 0))
  constraint campaign_line_title_check CHECK ((title <> ''::text))
  constraint campaign_line_format_fkey FOREIGN KEY (format) REFERENCES store_format(code)
  constraint campaign_line_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES campaign_plan(id) ON DELETE CASCADE
  constraint campaign_line_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_unit(id)
  constraint campaign_line_pkey PRIMARY KEY (id)
  CREATE INDEX campaign_line_plan ON public.campaign_line USING btree (plan_id, id)

table campaign_override
  id uuid not null default uuidv7()
  plan_id uuid not null
  line_id uuid not null
  unit_id uuid not null
  format text
  changes jsonb not null
  state text not null
  locked_fields text[] not null default '{}'::text[]
  why text not null
  version integer not null default 1
  made_by text not null
  made_at timestamp with time zone not null default now()
  decided_by text
  decided_at timestamp with time zone
  decision text
  constraint campaign_override_state_check CHECK ((state = ANY (ARRAY['in_force'::text, 'waiting'::text, 'approved'::text, 'refused'::text])))
  constraint campaign_override_format_fkey FOREIGN KEY (format) REFERENCES store_format(code)
  constraint campaign_override_line_id_fkey FOREIGN KEY (line_id) REFERENCES campaign_line(id) ON DELETE CASCADE
  constraint campaign_override_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES campaign_plan(id) ON DELETE CASCADE
  constraint campaign_override_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_unit(id)
  constraint campaign_override_pkey PRIMARY KEY (id)
  constraint campaign_override_line_id_unit_id_format_key UNIQUE NULLS NOT DISTINCT (line_id, unit_id, format)
  CREATE INDEX campaign_override_plan ON public.campaign_override USING btree (plan_id, id)

table campaign_plan
  id uuid not null default uuidv7()
  no integer not null identity
  framework_id uuid
  name text not null
  theme text not null
  content text not null default ''::text
  starts_on date not null
  ends_on date not null
  formats text[] not null default '{}'::text[]
  fronts text[] not null default '{store}'::text[]
  slots jsonb not null
  state text not null default 'draft'::text
  source text not null default 'plan'::text
  version integer not null default 1
  stores integer
  settled_at timestamp with time zone
  measured_at timestamp with time zone
  store_now_fen bigint
  store_before_fen bigint
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint campaign_plan_check CHECK ((starts_on <= ends_on))
  constraint campaign_plan_name_check CHECK ((name <> ''::text))
  constraint campaign_plan_source_check CHECK ((source = ANY (ARRAY['plan'::text, 'history'::text])))
  constraint campaign_plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'settled'::text, 'running'::text, 'ended'::text])))
  constraint campaign_plan_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES campaign_framework(id)
  constraint campaign_plan_pkey PRIMARY KEY (id)
  constraint campaign_plan_name_key UNIQUE (name)
  constraint campaign_plan_no_key UNIQUE (no)
  CREATE INDEX campaign_plan_framework ON public.campaign_plan USING btree (framework_id)
  CREATE INDEX campaign_plan_period ON public.campaign_plan USING btree (starts_on DESC, id DESC)

table campaign_result
  plan_id uuid not null
  dimension text not null
  key text not null
  amount_fen bigint not null
  orders integer not null
  buyers integer not null
  quantity bigint not null
  before_amount_fen bigint not null
  before_orders integer not null
  before_buyers integer not null
  before_quantity bigint not null
  constraint campaign_result_dimension_check CHECK ((dimension = ANY (ARRAY['total'::text, 'level'::text, 'format'::text, 'region'::text, 'item'::text, 'line'::text])))
  constraint campaign_result_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES campaign_plan(id) ON DELETE CASCADE
  constraint campaign_result_pkey PRIMARY KEY (plan_id, dimension, key)

table campaign_store_plan
  plan_id uuid not null
  store_no integer not null
  lines json not null
  line_count integer not null
  left_out integer not null
  constraint campaign_store_plan_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES campaign_plan(id) ON DELETE CASCADE
  constraint campaign_store_plan_pkey PRIMARY KEY (plan_id, store_no)

table company
  id uuid not null default uuidv7()
  name text not null
  name_key text not null
  credit_code text
  industry text
  size text
  region text
  owner_staff_id uuid
  store_no integer
  created_at timestamp with time zone not null default now()
  created_by text not null
  updated_at timestamp with time zone not null default now()
  constraint company_size_check CHECK ((size = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text])))
  constraint company_owner_staff_id_fkey FOREIGN KEY (owner_staff_id) REFERENCES staff(id)
  constraint company_pkey PRIMARY KEY (id)
  constraint company_credit_code_key UNIQUE (credit_code)
  CREATE INDEX company_name ON public.company USING gin (name gin_trgm_ops)
  CREATE INDEX company_name_key ON public.company USING btree (name_key)
  CREATE INDEX company_store ON public.company USING btree (store_no)

table company_contact
  company_id uuid not null
  origin_no integer not null
  member_no integer not null
  position text
  department text
  decision_power text not null default 'unknown'::text
  remark text
  added_at timestamp with time zone not null default now()
  added_by text not null
  constraint company_contact_decision_power_check CHECK ((decision_power = ANY (ARRAY['decides'::text, 'influences'::text, 'uses'::text, 'introduces'::text, 'unknown'::text])))
  constraint company_contact_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id)
  constraint company_contact_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint company_contact_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint company_contact_pkey PRIMARY KEY (company_id, origin_no)
  CREATE INDEX company_contact_member ON public.company_contact USING btree (member_no)
  CREATE INDEX company_contact_origin ON public.company_contact USING btree (origin_no)

table consent_record
  id bigint not null identity
  origin_no integer not null
  member_no integer not null
  purpose text not null
  channel text not null
  granted boolean not null
  at timestamp with time zone not null
  source text not null
  text_version text
  evidence jsonb not null default '{}'::jsonb
  recorded_by text not null
  recorded_at timestamp with time zone not null default now()
  constraint consent_record_pkey PRIMARY KEY (id)
  CREATE INDEX consent_record_member ON public.consent_record USING btree (member_no, purpose, channel, at DESC)
  CREATE UNIQUE INDEX consent_record_once ON public.consent_record USING btree (origin_no, purpose, channel, at, granted, source)

table content_link
  no integer not null identity
  key text not null
  name text not null
  way text not null
  code_id uuid
  app_id text
  page text
  created_at timestamp with time zone not null
  created_by text not null
  constraint content_link_check CHECK (((way = 'mini_program'::text) = (code_id IS NULL)))
  constraint content_link_check1 CHECK (((way = 'mini_program'::text) = ((app_id IS NOT NULL) AND (page IS NOT NULL))))
  constraint content_link_key_check CHECK ((key ~ '^[a-z0-9]{6,16}$'::text))
  constraint content_link_name_check CHECK ((name <> ''::text))
  constraint content_link_way_check CHECK ((way = ANY (ARRAY['web'::text, 'mini_program'::text, 'code'::text])))
  constraint content_link_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint content_link_pkey PRIMARY KEY (no)
  constraint content_link_code_id_key UNIQUE (code_id)
  constraint content_link_key_key UNIQUE (key)

table content_piece
  id uuid not null default uuidv7()
  title text not null
  theme text not null default ''::text
  facts text not null default ''::text
  skus text[] not null default '{}'::text[]
  target_url text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint content_piece_title_check CHECK ((title <> ''::text))
  constraint content_piece_pkey PRIMARY KEY (id)
  CREATE INDEX content_piece_recent ON public.content_piece USING btree (created_at DESC, id DESC) WHERE (archived_at IS NULL)

table content_touch
  event_key uuid not null
  link_no integer not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  constraint content_touch_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no) ON DELETE CASCADE
  constraint content_touch_pkey PRIMARY KEY (event_key)
  CREATE INDEX content_touch_link ON public.content_touch USING btree (link_no, at)
  CREATE INDEX content_touch_member ON public.content_touch USING btree (member_no)
  CREATE INDEX content_touch_origin ON public.content_touch USING btree (origin_no)

table content_touch_cursor
  only_row boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint content_touch_cursor_only_row_check CHECK (only_row)
  constraint content_touch_cursor_pkey PRIMARY KEY (only_row)

table content_variant
  id uuid not null default uuidv7()
  piece_id uuid not null
  front text not null
  headline text not null default ''::text
  body text not null
  planned_at timestamp with time zone
  link_no integer
  placed_at timestamp with time zone
  address text
  work_id uuid
  version integer not null default 1
  written_at timestamp with time zone not null
  written_by text not null
  constraint content_variant_body_check CHECK ((body <> ''::text))
  constraint content_variant_check CHECK (((placed_at IS NOT NULL) OR ((address IS NULL) AND (work_id IS NULL))))
  constraint content_variant_front_check CHECK ((front = ANY (ARRAY['moment'::text, 'one_to_one'::text, 'group'::text, 'article'::text, 'note'::text, 'subscription'::text, 'video'::text, 'sms'::text])))
  constraint content_variant_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no)
  constraint content_variant_piece_id_fkey FOREIGN KEY (piece_id) REFERENCES content_piece(id)
  constraint content_variant_work_id_fkey FOREIGN KEY (work_id) REFERENCES video_work(id)
  constraint content_variant_pkey PRIMARY KEY (id)
  constraint content_variant_link_no_key UNIQUE (link_no)
  constraint content_variant_piece_id_front_key UNIQUE (piece_id, front)
  CREATE INDEX content_variant_planned ON public.content_variant USING btree (planned_at) WHERE (planned_at IS NOT NULL)

table cooperation
  id uuid not null default uuidv7()
  no integer not null identity
  partner_id uuid not null
  org_unit_id uuid not null
  kind text not null
  name text not null
  starts_on date not null
  ends_on date not null
  measure text not null
  note text not null default ''::text
  state text not null default 'planned'::text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  state_at timestamp with time zone not null
  verdict text
  review text
  figures jsonb
  reviewed_at timestamp with time zone
  reviewed_by text
  constraint cooperation_check CHECK ((ends_on >= starts_on))
  constraint cooperation_check1 CHECK ((((reviewed_at IS NULL) = (verdict IS NULL)) AND ((verdict IS NULL) = (figures IS NULL))))
  constraint cooperation_name_check CHECK ((name <> ''::text))
  constraint cooperation_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'ended'::text, 'cancelled'::text])))
  constraint cooperation_verdict_check CHECK ((verdict = ANY (ARRAY['again'::text, 'adjust'::text, 'stop'::text])))
  constraint cooperation_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint cooperation_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id)
  constraint cooperation_pkey PRIMARY KEY (id)
  constraint cooperation_no_key UNIQUE (no)
  CREATE INDEX cooperation_partner ON public.cooperation USING btree (partner_id, id DESC)
  CREATE INDEX cooperation_unit ON public.cooperation USING btree (org_unit_id, id DESC)

table cooperation_channel
  link_no integer not null
  cooperation_no integer not null
  flow text not null
  form text not null
  constraint cooperation_channel_flow_check CHECK ((flow = ANY (ARRAY['to_us'::text, 'to_them'::text])))
  constraint cooperation_channel_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_channel_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no)
  constraint cooperation_channel_pkey PRIMARY KEY (link_no)
  CREATE INDEX cooperation_channel_cooperation ON public.cooperation_channel USING btree (cooperation_no)

table cooperation_check
  cooperation_no integer not null
  item text not null
  done_at timestamp with time zone not null
  done_by text not null
  constraint cooperation_check_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_check_pkey PRIMARY KEY (cooperation_no, item)

table cooperation_coupon
  batch_id uuid not null
  cooperation_no integer not null
  added_at timestamp with time zone not null
  constraint cooperation_coupon_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES coupon_batch(id)
  constraint cooperation_coupon_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_coupon_pkey PRIMARY KEY (batch_id)
  CREATE INDEX cooperation_coupon_cooperation ON public.cooperation_coupon USING btree (cooperation_no)

table cooperation_entry
  cooperation_no integer not null
  flow text not null
  measure text not null
  told_by text not null
  day date not null
  amount bigint not null
  teller text not null default ''::text
  recorded_at timestamp with time zone not null
  recorded_by text not null
  constraint cooperation_entry_amount_check CHECK ((amount >= 0))
  constraint cooperation_entry_flow_check CHECK ((flow = ANY (ARRAY['to_us'::text, 'to_them'::text])))
  constraint cooperation_entry_told_by_check CHECK ((told_by = ANY (ARRAY['us'::text, 'them'::text])))
  constraint cooperation_entry_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_entry_pkey PRIMARY KEY (cooperation_no, flow, measure, told_by, day)

table cooperation_share
  id uuid not null default uuidv7()
  cooperation_no integer not null
  token_hash bytea not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null
  created_by text not null
  revoked_at timestamp with time zone
  opened integer not null default 0
  last_opened_at timestamp with time zone
  page jsonb
  taken_on date
  constraint cooperation_share_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_share_pkey PRIMARY KEY (id)
  constraint cooperation_share_token_hash_key UNIQUE (token_hash)
  CREATE INDEX cooperation_share_cooperation ON public.cooperation_share USING btree (cooperation_no)

table cooperation_term
  cooperation_no integer not null
  position integer not null
  flow text not null
  measure text not null
  amount bigint not null
  says text not null default ''::text
  constraint cooperation_term_amount_check CHECK ((amount > 0))
  constraint cooperation_term_flow_check CHECK ((flow = ANY (ARRAY['to_us'::text, 'to_them'::text])))
  constraint cooperation_term_cooperation_no_fkey FOREIGN KEY (cooperation_no) REFERENCES cooperation(no) ON DELETE CASCADE
  constraint cooperation_term_pkey PRIMARY KEY (cooperation_no, "position")

table coupon
  id uuid not null default uuidv7()
  batch_id uuid not null
  request_key text not null
  code text
  app_id text not null
  openid text not null
  origin_no integer not null
  member_no integer not null
  via text not null
  share_key text
  store_no integer
  state text not null default 'asked'::text
  note text
  claimed_at timestamp with time zone
  valid_from timestamp with time zone
  valid_until timestamp with time zone
  reminded_at timestamp with time zone
  payment_id uuid
  used_at timestamp with time zone
  used_store_no integer
  told_at timestamp with time zone
  tries integer not null default 0
  next_try_at timestamp with time zone not null default now()
  created_at timestamp with time zone not null
  returns integer not null default 0
  returned_at timestamp with time zone
  constraint coupon_check CHECK (((state = ANY (ARRAY['asked'::text, 'refused'::text])) OR ((code IS NOT NULL) AND (valid_until IS NOT NULL))))
  constraint coupon_check1 CHECK (((state = 'held'::text) <= (payment_id IS NOT NULL)))
  constraint coupon_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'claimed'::text, 'held'::text, 'used'::text, 'returning'::text, 'refused'::text])))
  constraint coupon_used_at CHECK (((state = ANY (ARRAY['used'::text, 'returning'::text])) = (used_at IS NOT NULL)))
  constraint coupon_via_check CHECK ((via = ANY (ARRAY['handed'::text, 'scan'::text, 'pay_page'::text, 'friend'::text, 'platform'::text])))
  constraint coupon_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES coupon_batch(id)
  constraint coupon_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id)
  constraint coupon_share_key_fkey FOREIGN KEY (share_key) REFERENCES coupon_share(key)
  constraint coupon_pkey PRIMARY KEY (id)
  constraint coupon_batch_id_request_key_key UNIQUE (batch_id, request_key)
  CREATE INDEX coupon_batch_member ON public.coupon USING btree (batch_id, member_no)
  CREATE INDEX coupon_by_code ON public.coupon USING btree (code) WHERE (code IS NOT NULL)
  CREATE UNIQUE INDEX coupon_code ON public.coupon USING btree (batch_id, code)
  CREATE INDEX coupon_due ON public.coupon USING btree (next_try_at) WHERE ((state = 'asked'::text) OR ((state = 'used'::text) AND (told_at IS NULL)))
  CREATE INDEX coupon_ending ON public.coupon USING btree (valid_until) WHERE ((state = 'claimed'::text) AND (reminded_at IS NULL))
  CREATE UNIQUE INDEX coupon_friend ON public.coupon USING btree (share_key, origin_no) WHERE ((share_key IS NOT NULL) AND (state <> 'refused'::text))
  CREATE INDEX coupon_member ON public.coupon USING btree (member_no)
  CREATE INDEX coupon_origin ON public.coupon USING btree (origin_no)
  CREATE INDEX coupon_payment ON public.coupon USING btree (payment_id) WHERE (payment_id IS NOT NULL)
  CREATE INDEX coupon_returning ON public.coupon USING btree (next_try_at) WHERE (state = 'returning'::text)

table coupon_batch
  id uuid not null default uuidv7()
  no integer not null identity
  kind text not null default 'plain'::text
  name text not null
  goods_name text not null
  merchant_id uuid not null
  app_id text not null
  off_fen bigint not null
  min_spend_fen bigint not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  valid_days integer
  stock integer not null
  per_person integer not null
  unit_ids uuid[] not null default '{}'::uuid[]
  share_count integer
  share_min_fen bigint
  reminder jsonb
  state text not null default 'opening'::text
  note text
  platform_key text
  taken integer not null default 0
  version integer not null default 1
  created_by text not null
  created_at timestamp with time zone not null
  constraint coupon_batch_check CHECK ((min_spend_fen > off_fen))
  constraint coupon_batch_check1 CHECK ((ends_at > starts_at))
  constraint coupon_batch_check2 CHECK ((taken <= stock))
  constraint coupon_batch_check3 CHECK (((kind = 'social'::text) = (share_count IS NOT NULL)))
  constraint coupon_batch_check4 CHECK (((state = ANY (ARRAY['opening'::text, 'failed'::text])) OR (platform_key IS NOT NULL)))
  constraint coupon_batch_kind_check CHECK ((kind = ANY (ARRAY['plain'::text, 'social'::text])))
  constraint coupon_batch_off_fen_check CHECK ((off_fen > 0))
  constraint coupon_batch_per_person_check CHECK (((per_person >= 1) AND (per_person <= 100)))
  constraint coupon_batch_share_count_check CHECK (((share_count >= 1) AND (share_count <= 50)))
  constraint coupon_batch_state_check CHECK ((state = ANY (ARRAY['opening'::text, 'live'::text, 'paused'::text, 'failed'::text])))
  constraint coupon_batch_stock_check CHECK ((stock > 0))
  constraint coupon_batch_valid_days_check CHECK (((valid_days >= 1) AND (valid_days <= 365)))
  constraint coupon_batch_pkey PRIMARY KEY (id)
  constraint coupon_batch_no_key UNIQUE (no)
  CREATE UNIQUE INDEX coupon_batch_platform ON public.coupon_batch USING btree (merchant_id, platform_key)

table coupon_share
  key text not null
  batch_id uuid not null
  payment_id uuid not null
  origin_no integer not null
  member_no integer not null
  allowance integer not null
  taken integer not null default 0
  created_at timestamp with time zone not null
  constraint coupon_share_check CHECK ((taken <= allowance))
  constraint coupon_share_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES coupon_batch(id)
  constraint coupon_share_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id)
  constraint coupon_share_pkey PRIMARY KEY (key)
  constraint coupon_share_batch_id_payment_id_key UNIQUE (batch_id, payment_id)
  CREATE INDEX coupon_share_member ON public.coupon_share USING btree (member_no)
  CREATE INDEX coupon_share_origin ON public.coupon_share USING btree (origin_no)

table customer_group
  id uuid not null default uuidv7()
  platform text not null
  account_key text not null
  chat_key text not null
  name text not null
  notice text not null default ''::text
  owner_key text not null
  owner_staff_id uuid
  store_no integer
  owner_status smallint not null default 0
  opened_at timestamp with time zone not null
  dismissed_at timestamp with time zone
  member_version text not null default ''::text
  staff_count integer not null default 0
  customer_count integer not null default 0
  read_at timestamp with time zone not null default now()
  constraint customer_group_platform_check CHECK ((platform = 'wecom'::text))
  constraint customer_group_pkey PRIMARY KEY (id)
  constraint customer_group_platform_account_key_chat_key_key UNIQUE (platform, account_key, chat_key)
  CREATE INDEX customer_group_owner ON public.customer_group USING btree (account_key, owner_key) WHERE (dismissed_at IS NULL)
  CREATE INDEX customer_group_store ON public.customer_group USING btree (store_no) WHERE (dismissed_at IS NULL)

table customer_group_member
  id uuid not null default uuidv7()
  group_id uuid not null
  person_key text not null
  kind text not null
  origin_no integer
  member_no integer
  joined_at timestamp with time zone not null
  join_way text not null
  invited_by text
  source_state text not null default ''::text
  left_at timestamp with time zone
  left_by text
  constraint customer_group_member_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint customer_group_member_join_way_check CHECK ((join_way = ANY (ARRAY['invited'::text, 'link'::text, 'code'::text])))
  constraint customer_group_member_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'customer'::text])))
  constraint customer_group_member_left_by_check CHECK ((left_by = ANY (ARRAY['self'::text, 'removed'::text, 'dismissed'::text, 'sync'::text])))
  constraint customer_group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id)
  constraint customer_group_member_pkey PRIMARY KEY (id)
  CREATE INDEX customer_group_member_group ON public.customer_group_member USING btree (group_id, joined_at DESC)
  CREATE INDEX customer_group_member_joined ON public.customer_group_member USING btree (joined_at) WHERE (left_at IS NULL)
  CREATE INDEX customer_group_member_member ON public.customer_group_member USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX customer_group_member_origin ON public.customer_group_member USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE UNIQUE INDEX customer_group_member_present ON public.customer_group_member USING btree (group_id, person_key) WHERE (left_at IS NULL)
  CREATE INDEX customer_group_member_state ON public.customer_group_member USING btree (source_state) WHERE (source_state <> ''::text)

table daily_report
  id uuid not null default uuidv7()
  day date not null
  org_unit_id uuid not null
  version integer not null default 1
  submitted_at timestamp with time zone not null
  submitted_by text not null
  late boolean not null
  constraint daily_report_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint daily_report_pkey PRIMARY KEY (id)
  constraint daily_report_day_org_unit_id_key UNIQUE (day, org_unit_id)
  CREATE INDEX daily_report_unit ON public.daily_report USING btree (org_unit_id, day DESC)

table daily_report_comment
  id bigint not null identity
  report_id uuid not null
  body text not null
  at timestamp with time zone not null
  by text not null
  constraint daily_report_comment_body_check CHECK ((body <> ''::text))
  constraint daily_report_comment_report_id_fkey FOREIGN KEY (report_id) REFERENCES daily_report(id)
  constraint daily_report_comment_pkey PRIMARY KEY (id)
  CREATE INDEX daily_report_comment_report ON public.daily_report_comment USING btree (report_id, id)

table daily_report_reminder
  id bigint not null identity
  day date not null
  org_unit_id uuid not null
  at timestamp with time zone not null
  by text not null
  constraint daily_report_reminder_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint daily_report_reminder_pkey PRIMARY KEY (id)
  CREATE INDEX daily_report_reminder_unit ON public.daily_report_reminder USING btree (org_unit_id, day, id DESC)

table daily_report_summary
  day date not null
  org_unit_id uuid not null
  version integer not null
  body text not null
  submitted integer not null
  expected integer not null
  at timestamp with time zone not null
  by text not null
  constraint daily_report_summary_body_check CHECK ((body <> ''::text))
  constraint daily_report_summary_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint daily_report_summary_pkey PRIMARY KEY (day, org_unit_id, version)

table daily_report_version
  report_id uuid not null
  version integer not null
  figures jsonb not null
  happened text not null
  needed text not null default ''::text
  reason text
  saved_at timestamp with time zone not null
  saved_by text not null
  constraint daily_report_version_check CHECK (((version = 1) = (reason IS NULL)))
  constraint daily_report_version_report_id_fkey FOREIGN KEY (report_id) REFERENCES daily_report(id)
  constraint daily_report_version_pkey PRIMARY KEY (report_id, version)

table dealer_terms
  org_unit_id uuid not null
  accepts boolean not null
  area_codes text[] not null
  radius_metres integer
  daily_cap integer
  weight integer not null
  commission_bp integer not null
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint dealer_terms_commission_bp_check CHECK (((commission_bp >= 0) AND (commission_bp <= 10000)))
  constraint dealer_terms_daily_cap_check CHECK ((daily_cap > 0))
  constraint dealer_terms_radius_metres_check CHECK ((radius_metres > 0))
  constraint dealer_terms_weight_check CHECK (((weight >= 1) AND (weight <= 1000)))
  constraint dealer_terms_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint dealer_terms_pkey PRIMARY KEY (org_unit_id)

table delivery_change
  id uuid not null default uuidv7()
  shipment_id uuid not null
  was_from timestamp with time zone not null
  was_until timestamp with time zone not null
  asked_from timestamp with time zone not null
  asked_until timestamp with time zone not null
  reason text not null
  state text not null default 'waiting'::text
  refusal text
  asked_at timestamp with time zone not null
  asked_by text not null
  answered_at timestamp with time zone
  told_at timestamp with time zone
  told_by text
  constraint delivery_change_check CHECK (((state = 'waiting'::text) = (answered_at IS NULL)))
  constraint delivery_change_check1 CHECK (((state = 'refused'::text) OR (refusal IS NULL)))
  constraint delivery_change_check2 CHECK ((asked_from < asked_until))
  constraint delivery_change_reason_check CHECK ((reason = ANY (ARRAY['customer_asked'::text, 'nobody_home'::text, 'store_busy'::text, 'weather'::text, 'stock_late'::text])))
  constraint delivery_change_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text])))
  constraint delivery_change_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id) ON DELETE CASCADE
  constraint delivery_change_pkey PRIMARY KEY (id)
  CREATE INDEX delivery_change_list ON public.delivery_change USING btree (state, id DESC)
  CREATE INDEX delivery_change_shipment ON public.delivery_change USING btree (shipment_id, id DESC)
  CREATE UNIQUE INDEX delivery_change_waiting ON public.delivery_change USING btree (shipment_id) WHERE (state = 'waiting'::text)

table department
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  name text not null
  purpose text not null default ''::text
  reports_to_staff_id uuid
  reports_to_department_id uuid
  reports_to_title text not null default ''::text
  version integer not null default 1
  closed_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint department_check CHECK (((reports_to_staff_id IS NULL) OR (reports_to_department_id IS NULL)))
  constraint department_check1 CHECK ((reports_to_department_id <> id))
  constraint department_name_check CHECK ((name <> ''::text))
  constraint department_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint department_reports_to_department_id_fkey FOREIGN KEY (reports_to_department_id) REFERENCES department(id)
  constraint department_reports_to_staff_id_fkey FOREIGN KEY (reports_to_staff_id) REFERENCES staff(id)
  constraint department_pkey PRIMARY KEY (id)
  CREATE INDEX department_above ON public.department USING btree (reports_to_department_id) WHERE (reports_to_department_id IS NOT NULL)
  CREATE UNIQUE INDEX department_name ON public.department USING btree (org_unit_id, name) WHERE (closed_at IS NULL)

table department_function
  id uuid not null default uuidv7()
  department_id uuid not null
  name text not null
  role_code text
  duties text not null default ''::text
  planned integer not null
  position integer not null
  constraint department_function_name_check CHECK ((name <> ''::text))
  constraint department_function_planned_check CHECK (((planned >= 0) AND (planned <= 999)))
  constraint department_function_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id)
  constraint department_function_role_code_fkey FOREIGN KEY (role_code) REFERENCES role(code)
  constraint department_function_pkey PRIMARY KEY (id)
  constraint department_function_name UNIQUE (department_id, name)

table department_member
  id uuid not null default uuidv7()
  function_id uuid not null
  staff_id uuid not null
  is_head boolean not null default false
  from_day date not null
  to_day date
  days daterange not null default daterange(from_day, to_day, '[]'::text)
  constraint department_member_check CHECK (((to_day IS NULL) OR (to_day >= from_day)))
  constraint department_member_function_id_fkey FOREIGN KEY (function_id) REFERENCES department_function(id)
  constraint department_member_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint department_member_pkey PRIMARY KEY (id)
  constraint department_member_no_overlap EXCLUDE USING gist (staff_id WITH =, function_id WITH =, days WITH &&)
  CREATE INDEX department_member_function ON public.department_member USING btree (function_id)

table device_day
  device_no integer not null
  day date not null
  events integer not null default 0
  late integer not null default 0
  refused integer not null default 0
  entered integer not null default 0
  constraint device_day_device_no_fkey FOREIGN KEY (device_no) REFERENCES store_device(no)
  constraint device_day_pkey PRIMARY KEY (device_no, day)

table device_event
  device_no integer not null
  event_id text not null
  session_no bigint
  type text not null
  occurred_at timestamp with time zone not null
  received_at timestamp with time zone not null
  sku text
  properties jsonb not null
  constraint device_event_type_check CHECK ((type = ANY (ARRAY['tried'::text, 'looked'::text, 'picked_up'::text, 'connected'::text, 'counted'::text])))
  constraint device_event_device_no_fkey FOREIGN KEY (device_no) REFERENCES store_device(no)
  constraint device_event_session_no_fkey FOREIGN KEY (session_no) REFERENCES device_session(no)
  constraint device_event_pkey PRIMARY KEY (device_no, event_id)
  CREATE INDEX device_event_received ON public.device_event USING btree (received_at)
  CREATE INDEX device_event_session ON public.device_event USING btree (session_no) WHERE (session_no IS NOT NULL)

table device_session
  no bigint not null identity
  device_no integer not null
  session_key text not null
  started_at timestamp with time zone not null
  token_hash bytea
  token_expires_at timestamp with time zone
  origin_no integer
  member_no integer
  identified_at timestamp with time zone
  identified_by text
  constraint device_session_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint device_session_identified_by_check CHECK ((identified_by = ANY (ARRAY['mini_program'::text, 'web'::text])))
  constraint device_session_device_no_fkey FOREIGN KEY (device_no) REFERENCES store_device(no)
  constraint device_session_pkey PRIMARY KEY (no)
  constraint device_session_device_no_session_key_key UNIQUE (device_no, session_key)
  constraint device_session_token_hash_key UNIQUE (token_hash)
  CREATE INDEX device_session_member ON public.device_session USING btree (member_no, started_at DESC) WHERE (member_no IS NOT NULL)
  CREATE INDEX device_session_origin ON public.device_session USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX device_session_started ON public.device_session USING btree (device_no, started_at)

table drainage_plan
  id uuid not null default uuidv7()
  no integer not null identity
  name text not null
  org_unit_id uuid not null
  chain text
  incentive text not null default ''::text
  starts_on date not null
  ends_on date not null
  budget_fen bigint
  note text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint drainage_plan_budget_fen_check CHECK ((budget_fen > 0))
  constraint drainage_plan_check CHECK ((ends_on >= starts_on))
  constraint drainage_plan_name_check CHECK ((name <> ''::text))
  constraint drainage_plan_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint drainage_plan_pkey PRIMARY KEY (id)
  constraint drainage_plan_no_key UNIQUE (no)
  CREATE INDEX drainage_plan_unit ON public.drainage_plan USING btree (org_unit_id, id DESC)

table drainage_step
  plan_no integer not null
  position integer not null
  touchpoint_no integer not null
  constraint drainage_step_position_check CHECK ((("position" >= 1) AND ("position" <= 12)))
  constraint drainage_step_plan_no_fkey FOREIGN KEY (plan_no) REFERENCES drainage_plan(no) ON DELETE CASCADE
  constraint drainage_step_touchpoint_no_fkey FOREIGN KEY (touchpoint_no) REFERENCES touchpoint(no)
  constraint drainage_step_pkey PRIMARY KEY (plan_no, "position")
  constraint drainage_step_plan_no_touchpoint_no_key UNIQUE (plan_no, touchpoint_no)
  CREATE INDEX drainage_step_touchpoint ON public.drainage_step USING btree (touchpoint_no)

table erasure_request
  id uuid not null default uuidv7()
  origin_no integer not null
  member_no integer not null
  status text not null default 'requested'::text
  received_via text not null
  received_on date not null
  due_on date not null
  note text
  requested_at timestamp with time zone not null
  requested_by text not null
  reviewed_at timestamp with time zone
  reviewed_by text
  review_note text
  reviewed_profiles integer[]
  executed_at timestamp with time zone
  executed_by text
  executed_xid xid8
  erased jsonb
  settled_at timestamp with time zone
  constraint erasure_request_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'executed'::text])))
  constraint erasure_request_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint erasure_request_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint erasure_request_pkey PRIMARY KEY (id)
  CREATE INDEX erasure_request_list ON public.erasure_request USING btree (status, id DESC)
  CREATE INDEX erasure_request_member ON public.erasure_request USING btree (member_no)
  CREATE INDEX erasure_request_origin ON public.erasure_request USING btree (origin_no)

table event_dead_letter
  event_key uuid not null
  source text not null
  event_id text not null
  type text
  request_id uuid not null
  received_at timestamp(3) with time zone not null
  failed_at timestamp(3) with time zone not null default now()
  attempts integer not null default 1
  reason_code text not null
  reason_path text not null
  reason text not null
  raw text not null
  edited_at timestamp(3) with time zone
  edited_by text
  constraint event_dead_letter_pkey PRIMARY KEY (event_key)
  CREATE INDEX event_dead_letter_failed_at ON public.event_dead_letter USING btree (failed_at DESC, event_key)
  CREATE INDEX event_dead_letter_reason ON public.event_dead_letter USING btree (reason_code, failed_at DESC, event_key)

table event_inbox
  seq bigint not null identity
  event_key uuid not null
  source text not null
  event_id text not null
  request_id uuid not null
  received_at timestamp(3) with time zone not null default now()
  raw text not null
  constraint event_inbox_pkey PRIMARY KEY (seq)
  constraint event_inbox_event_key_key UNIQUE (event_key)

table event_log
  seq bigint not null identity
  event_key uuid not null
  source text not null
  event_id text not null
  type text not null
  origin_no integer not null
  member_no integer not null
  occurred_at timestamp(3) with time zone not null
  received_at timestamp(3) with time zone not null default now()
  store_no integer
  channel text
  properties jsonb not null default '{}'::jsonb
  logged_xid xid8 not null default pg_current_xact_id()
  constraint event_log_pkey PRIMARY KEY (seq)
  constraint event_log_event_key_key UNIQUE (event_key)
  CREATE INDEX event_log_occurred_at ON public.event_log USING brin (occurred_at)
  CREATE INDEX event_log_order ON public.event_log USING btree (logged_xid, seq)
  CREATE INDEX event_log_origin ON public.event_log USING btree (origin_no)
  CREATE INDEX event_log_product_talk ON public.event_log USING btree (occurred_at DESC) WHERE (type = 'product.talk_started'::text)
  CREATE INDEX event_log_service ON public.event_log USING btree (occurred_at DESC) WHERE (type = 'service.recorded'::text)
  CREATE INDEX event_log_timeline ON public.event_log USING btree (member_no, occurred_at DESC, seq DESC)

table exchange_day
  system_no integer not null
  day date not null
  reads integer not null default 0
  members_read bigint not null default 0
  writes integer not null default 0
  tags_written bigint not null default 0
  unchanged bigint not null default 0
  superseded bigint not null default 0
  rows_failed bigint not null default 0
  constraint exchange_day_system_no_fkey FOREIGN KEY (system_no) REFERENCES exchange_system(no)
  constraint exchange_day_pkey PRIMARY KEY (system_no, day)

table exchange_failure
  id bigint not null identity
  system_no integer not null
  at timestamp with time zone not null
  row_key text not null
  code text not null
  message text not null
  constraint exchange_failure_system_no_fkey FOREIGN KEY (system_no) REFERENCES exchange_system(no)
  constraint exchange_failure_pkey PRIMARY KEY (id)
  CREATE INDEX exchange_failure_system ON public.exchange_failure USING btree (system_no, id DESC)

table exchange_system
  id uuid not null default uuidv7()
  no integer not null identity
  name text not null
  scope text not null
  api_key_id uuid not null
  personal boolean not null
  writes boolean not null
  place text
  read_at timestamp with time zone
  written_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by text not null
  ended_at timestamp with time zone
  constraint exchange_system_name_check CHECK ((name <> ''::text))
  constraint exchange_system_scope_check CHECK ((scope <> ''::text))
  constraint exchange_system_api_key_id_fkey FOREIGN KEY (api_key_id) REFERENCES api_key(id)
  constraint exchange_system_pkey PRIMARY KEY (id)
  constraint exchange_system_api_key_id_key UNIQUE (api_key_id)
  constraint exchange_system_name_key UNIQUE (name)
  constraint exchange_system_no_key UNIQUE (no)

table fact_retraction
  id bigint not null identity
  kind text not null
  document_id bigint not null
  business_day date not null
  version bigint not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint fact_retraction_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'refund'::text])))
  constraint fact_retraction_pkey PRIMARY KEY (id)
  CREATE INDEX fact_retraction_changed_xid ON public.fact_retraction USING btree (changed_xid)

table feed_cursor
  feed text not null
  delivered_xid xid8 not null default '0'::xid8
  pending_xid xid8
  delivered_rows bigint not null default 0
  delivered_at timestamp with time zone
  failure text
  constraint feed_cursor_pkey PRIMARY KEY (feed)

table feedback
  id uuid not null default uuidv7()
  origin_no integer
  member_no integer
  store_no integer
  source text not null
  stage text not null
  topic text not null
  sentiment text not null
  body text
  skus text[] not null default '{}'::text[]
  status text not null default 'open'::text
  answer text
  answered_at timestamp with time zone
  answered_by text
  told_at timestamp with time zone
  told_by text
  created_at timestamp with time zone not null
  created_by text not null
  constraint feedback_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint feedback_sentiment_check CHECK ((sentiment = ANY (ARRAY['positive'::text, 'neutral'::text, 'negative'::text])))
  constraint feedback_source_check CHECK ((source = ANY (ARRAY['guide'::text, 'member'::text, 'questionnaire'::text, 'other'::text])))
  constraint feedback_stage_check CHECK ((stage = ANY (ARRAY['research'::text, 'design'::text, 'production'::text, 'after_launch'::text])))
  constraint feedback_status_check CHECK ((status = ANY (ARRAY['open'::text, 'planned'::text, 'done'::text, 'declined'::text])))
  constraint feedback_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint feedback_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint feedback_pkey PRIMARY KEY (id)
  CREATE INDEX feedback_created ON public.feedback USING btree (created_at)
  CREATE INDEX feedback_list ON public.feedback USING btree (status, id DESC)
  CREATE INDEX feedback_member ON public.feedback USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX feedback_origin ON public.feedback USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX feedback_skus ON public.feedback USING gin (skus)

table friend_attempt
  no bigint not null identity
  person_no bigint not null
  guide_id uuid not null
  store_no integer not null
  day date not null
  sent_at timestamp with time zone not null
  in_window boolean not null
  call_result text
  card_complete boolean
  accepted_at timestamp with time zone
  constraint friend_attempt_guide_id_fkey FOREIGN KEY (guide_id) REFERENCES staff(id)
  constraint friend_attempt_person_no_fkey FOREIGN KEY (person_no) REFERENCES friend_task_person(no)
  constraint friend_attempt_pkey PRIMARY KEY (no)
  CREATE INDEX friend_attempt_guide ON public.friend_attempt USING btree (guide_id, day)
  CREATE INDEX friend_attempt_open ON public.friend_attempt USING btree (sent_at) WHERE (accepted_at IS NULL)
  CREATE INDEX friend_attempt_person ON public.friend_attempt USING btree (person_no, sent_at DESC)
  CREATE INDEX friend_attempt_store ON public.friend_attempt USING btree (store_no, day)

table friend_pause
  id uuid not null default uuidv7()
  guide_id uuid not null
  store_no integer not null
  kind text not null
  judged integer not null
  accepted integer not null
  line integer not null
  paused_at timestamp with time zone not null
  lifted_at timestamp with time zone
  lifted_by text
  reason text
  constraint friend_pause_kind_check CHECK ((kind = ANY (ARRAY['pause'::text, 'warning'::text])))
  constraint friend_pause_guide_id_fkey FOREIGN KEY (guide_id) REFERENCES staff(id)
  constraint friend_pause_pkey PRIMARY KEY (id)
  CREATE INDEX friend_pause_guide ON public.friend_pause USING btree (guide_id, paused_at DESC)
  CREATE UNIQUE INDEX friend_pause_open ON public.friend_pause USING btree (guide_id) WHERE (lifted_at IS NULL)

table friend_task
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  name text not null
  offer text not null default ''::text
  script text not null
  strangers text not null
  due_on date
  created_by text not null
  created_at timestamp with time zone not null
  closed_at timestamp with time zone
  constraint friend_task_strangers_check CHECK ((strangers = ANY (ARRAY['company'::text, 'guide'::text])))
  constraint friend_task_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint friend_task_pkey PRIMARY KEY (id)
  CREATE INDEX friend_task_unit ON public.friend_task USING btree (org_unit_id)

table friend_task_person
  no bigint not null identity
  task_id uuid not null
  guide_id uuid not null
  store_no integer not null
  phone_key uuid
  phone_sealed text
  name_sealed text
  origin_no integer
  member_no integer
  last_visit_on date
  value_fen bigint not null default 0
  call_result text
  called_at timestamp with time zone
  calls integer not null default 0
  accepted_at timestamp with time zone
  assigned_at timestamp with time zone not null
  constraint friend_task_person_call_result_check CHECK ((call_result = ANY (ARRAY['reached'::text, 'no_answer'::text, 'refused'::text, 'wrong_number'::text])))
  constraint friend_task_person_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint friend_task_person_check1 CHECK (((phone_key IS NULL) = (phone_sealed IS NULL)))
  constraint friend_task_person_guide_id_fkey FOREIGN KEY (guide_id) REFERENCES staff(id)
  constraint friend_task_person_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint friend_task_person_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint friend_task_person_task_id_fkey FOREIGN KEY (task_id) REFERENCES friend_task(id)
  constraint friend_task_person_pkey PRIMARY KEY (no)
  constraint friend_task_person_task_id_phone_key_key UNIQUE (task_id, phone_key)
  CREATE INDEX friend_task_person_guide ON public.friend_task_person USING btree (guide_id, task_id)
  CREATE INDEX friend_task_person_member ON public.friend_task_person USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX friend_task_person_origin ON public.friend_task_person USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX friend_task_person_phone ON public.friend_task_person USING btree (phone_key)

table gift
  order_id bigint not null
  origin_no integer
  member_no integer
  store_no integer
  channel text not null
  given_at timestamp(3) with time zone not null
  business_day date not null
  version bigint not null default 1
  updated_at timestamp with time zone not null default now()
  changed_xid xid8 not null default pg_current_xact_id()
  constraint gift_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint gift_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id)
  constraint gift_pkey PRIMARY KEY (order_id)
  CREATE INDEX gift_changed_xid ON public.gift USING btree (changed_xid)
  CREATE INDEX gift_member ON public.gift USING btree (member_no, given_at DESC, order_id DESC) WHERE (member_no IS NOT NULL)
  CREATE INDEX gift_origin ON public.gift USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table goal
  id uuid not null default uuidv7()
  month date not null
  metric text not null
  org_unit_id uuid not null
  target bigint
  proposed bigint
  confirmed_at timestamp with time zone
  confirmed_by text
  gap_reason text
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint goal_month_check CHECK ((month = date_trunc('month'::text, (month)::timestamp with time zone)))
  constraint goal_proposed_check CHECK ((proposed >= 0))
  constraint goal_target_check CHECK ((target >= 0))
  constraint goal_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint goal_pkey PRIMARY KEY (id)
  constraint goal_month_metric_org_unit_id_key UNIQUE (month, metric, org_unit_id)

table goal_assignment
  goal_id uuid not null
  staff_id uuid not null
  day date not null
  target bigint not null
  constraint goal_assignment_target_check CHECK ((target >= 0))
  constraint goal_assignment_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goal(id)
  constraint goal_assignment_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint goal_assignment_pkey PRIMARY KEY (goal_id, staff_id, day)
  CREATE INDEX goal_assignment_staff ON public.goal_assignment USING btree (staff_id, day)

table goal_change
  id bigint not null identity
  goal_id uuid not null
  kind text not null
  reason text
  detail jsonb not null default '{}'::jsonb
  changed_at timestamp with time zone not null
  changed_by text not null
  constraint goal_change_kind_check CHECK ((kind = ANY (ARRAY['target_set'::text, 'handed_down'::text, 'split_saved'::text, 'split_confirmed'::text, 'split_reopened'::text])))
  constraint goal_change_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goal(id)
  constraint goal_change_pkey PRIMARY KEY (id)
  CREATE INDEX goal_change_goal ON public.goal_change USING btree (goal_id, id DESC)

table goods_listing
  sku text not null
  front text not null
  price_fen bigint
  state text not null
  url text not null default ''::text
  source text not null
  updated_at timestamp with time zone not null
  constraint goods_listing_front_check CHECK ((front = ANY (ARRAY['store'::text, 'mini_program'::text, 'official_account'::text, 'wecom'::text, 'wechat_shop'::text])))
  constraint goods_listing_price_fen_check CHECK ((price_fen >= 0))
  constraint goods_listing_sku_check CHECK ((sku <> ''::text))
  constraint goods_listing_state_check CHECK ((state = ANY (ARRAY['listed'::text, 'delisted'::text])))
  constraint goods_listing_pkey PRIMARY KEY (sku, front)
  CREATE INDEX goods_listing_front ON public.goods_listing USING btree (front, sku) WHERE (state = 'listed'::text)

table group_activity
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  rules_text text not null
  org_unit_id uuid not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  rewards jsonb not null
  seed_hash text
  seed_sealed text
  seed text
  drawn_at timestamp with time zone
  ended_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by text not null
  constraint group_activity_check CHECK ((ends_at > starts_at))
  constraint group_activity_kind_check CHECK ((kind = ANY (ARRAY['lottery'::text, 'sign_in'::text])))
  constraint group_activity_name_check CHECK ((name <> ''::text))
  constraint group_activity_rules_text_check CHECK ((rules_text <> ''::text))
  constraint group_activity_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint group_activity_pkey PRIMARY KEY (id)
  CREATE INDEX group_activity_due ON public.group_activity USING btree (ends_at) WHERE ((kind = 'lottery'::text) AND (drawn_at IS NULL))
  CREATE INDEX group_activity_list ON public.group_activity USING btree (created_at DESC, id DESC)

table group_activity_group
  activity_id uuid not null
  group_id uuid not null
  constraint group_activity_group_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES group_activity(id) ON DELETE CASCADE
  constraint group_activity_group_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id)
  constraint group_activity_group_pkey PRIMARY KEY (activity_id, group_id)
  CREATE INDEX group_activity_group_of ON public.group_activity_group USING btree (group_id)

table group_entry
  no bigint not null identity
  activity_id uuid not null
  group_id uuid not null
  origin_no integer not null
  member_no integer not null
  day date not null
  at timestamp with time zone not null
  streak integer not null default 1
  points integer not null default 0
  source text not null
  constraint group_entry_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES group_activity(id) ON DELETE CASCADE
  constraint group_entry_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id)
  constraint group_entry_pkey PRIMARY KEY (no)
  CREATE INDEX group_entry_member ON public.group_entry USING btree (member_no)
  CREATE UNIQUE INDEX group_entry_once ON public.group_entry USING btree (activity_id, origin_no, day)
  CREATE INDEX group_entry_origin ON public.group_entry USING btree (origin_no)

table group_post
  id uuid not null default uuidv7()
  group_id uuid not null
  activity_id uuid
  kind text not null
  business_key text not null
  text text not null
  due_at timestamp with time zone not null
  stale_at timestamp with time zone not null
  done_at timestamp with time zone
  done_by text
  constraint group_post_kind_check CHECK ((kind = ANY (ARRAY['welcome'::text, 'opening'::text, 'reminder'::text, 'winners'::text])))
  constraint group_post_text_check CHECK ((text <> ''::text))
  constraint group_post_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES group_activity(id) ON DELETE CASCADE
  constraint group_post_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id)
  constraint group_post_pkey PRIMARY KEY (id)
  constraint group_post_business_key_key UNIQUE (business_key)
  CREATE INDEX group_post_group ON public.group_post USING btree (group_id, due_at DESC)
  CREATE INDEX group_post_open ON public.group_post USING btree (due_at) WHERE (done_at IS NULL)

table group_win
  activity_id uuid not null
  origin_no integer not null
  member_no integer not null
  prize integer not null
  rank integer not null
  given_at timestamp with time zone
  given_by text
  constraint group_win_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES group_activity(id) ON DELETE CASCADE
  constraint group_win_pkey PRIMARY KEY (activity_id, origin_no)
  CREATE INDEX group_win_member ON public.group_win USING btree (member_no)
  CREATE INDEX group_win_origin ON public.group_win USING btree (origin_no)

table guide_binding
  id uuid not null default uuidv7()
  origin_no integer not null
  member_no integer not null
  guide_id uuid
  store_no integer
  source text not null
  reason text
  bound_at timestamp with time zone not null
  unbound_at timestamp with time zone
  bound_by text not null
  constraint guide_binding_check CHECK (((guide_id IS NOT NULL) OR (store_no IS NOT NULL)))
  constraint guide_binding_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint guide_binding_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint guide_binding_pkey PRIMARY KEY (id)
  CREATE INDEX guide_binding_guide ON public.guide_binding USING btree (guide_id) WHERE (unbound_at IS NULL)
  CREATE INDEX guide_binding_member ON public.guide_binding USING btree (member_no, bound_at DESC)
  CREATE INDEX guide_binding_origin ON public.guide_binding USING btree (origin_no)

table guide_card_check
  staff_id uuid not null
  photo_real boolean not null
  checked_by text not null
  checked_at timestamp with time zone not null
  constraint guide_card_check_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint guide_card_check_pkey PRIMARY KEY (staff_id)

table guide_pause
  staff_id uuid not null
  paused_at timestamp with time zone not null
  until timestamp with time zone
  paused_by text not null
  constraint guide_pause_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint guide_pause_pkey PRIMARY KEY (staff_id)

table idempotency_key
  actor_id text not null
  key text not null
  request_hash text not null
  status integer
  response jsonb
  created_at timestamp with time zone not null default now()
  constraint idempotency_key_pkey PRIMARY KEY (actor_id, key)
  CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at)

table identifier
  value_index uuid not null
  kind text not null
  scope text not null default ''::text
  value_sealed text not null
  origin_no integer
  member_no integer
  shared boolean not null default false
  first_seen_at timestamp with time zone not null
  first_source text not null
  group_only boolean not null default false
  constraint identifier_pkey PRIMARY KEY (value_index)
  constraint identifier_origin_no_key UNIQUE (origin_no)
  CREATE INDEX identifier_member ON public.identifier USING btree (member_no)

table identifier_tie
  a uuid not null
  b uuid not null
  first_at timestamp with time zone not null
  last_at timestamp with time zone not null
  source text not null
  store_no integer
  channel text
  state text not null
  reason text
  decision text
  decided_at timestamp with time zone
  decided_by text
  decision_note text
  constraint identifier_tie_check CHECK ((a < b))
  constraint identifier_tie_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text])))
  constraint identifier_tie_state_check CHECK ((state = ANY (ARRAY['joined'::text, 'redundant'::text, 'refused'::text, 'ignored'::text, 'rejected'::text])))
  constraint identifier_tie_pkey PRIMARY KEY (a, b)
  CREATE INDEX identifier_tie_b ON public.identifier_tie USING btree (b)
  CREATE INDEX identifier_tie_review ON public.identifier_tie USING btree (first_at, a, b) WHERE ((state = 'refused'::text) AND (reason <> 'separated'::text) AND (decision IS NULL))

table import_file
  id uuid not null default uuidv7()
  name text not null
  size_bytes bigint not null
  sha256 text not null
  location text not null
  created_at timestamp with time zone not null default now()
  created_by text not null
  removed_at timestamp with time zone
  constraint import_file_pkey PRIMARY KEY (id)
  CREATE INDEX import_file_sha256 ON public.import_file USING btree (sha256, created_at)

table import_reject
  run_no integer not null
  line bigint not null
  column_name text
  reason_code text not null
  reason text not null
  row_sealed text not null
  constraint import_reject_run_no_fkey FOREIGN KEY (run_no) REFERENCES import_run(no) ON DELETE CASCADE
  constraint import_reject_pkey PRIMARY KEY (run_no, line)
  CREATE INDEX import_reject_reason ON public.import_reject USING btree (run_no, reason_code)

table import_run
  no integer not null identity
  id uuid not null default uuidv7()
  kind text not null
  file_id uuid not null
  plan jsonb not null
  status text not null default 'queued'::text
  phase text not null default 'reading'::text
  scope_stores integer[]
  bytes_read bigint not null default 0
  rows_read bigint not null default 0
  rows_accepted bigint not null default 0
  rows_rejected bigint not null default 0
  rows_unchanged bigint not null default 0
  applied_key text
  rows_staged bigint not null default 0
  rows_applied bigint not null default 0
  created_count bigint not null default 0
  updated_count bigint not null default 0
  unchanged_count bigint not null default 0
  cancel_requested boolean not null default false
  defects integer not null default 0
  failure_code text
  failure text
  created_at timestamp with time zone not null default now()
  created_by text not null
  created_by_name text not null
  started_at timestamp with time zone
  finished_at timestamp with time zone
  refunds_created bigint not null default 0
  refunds_updated bigint not null default 0
  refunds_unchanged bigint not null default 0
  members_created bigint
  constraint import_run_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'applying'::text, 'finished'::text])))
  constraint import_run_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint import_run_file_id_fkey FOREIGN KEY (file_id) REFERENCES import_file(id)
  constraint import_run_pkey PRIMARY KEY (no)
  constraint import_run_id_key UNIQUE (id)
  CREATE INDEX import_run_list ON public.import_run USING btree (created_at DESC, no DESC)
  CREATE INDEX import_run_unfinished ON public.import_run USING btree (no) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]))

table import_template
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  fingerprint text not null
  plan jsonb not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint import_template_pkey PRIMARY KEY (id)
  constraint import_template_kind_name_key UNIQUE (kind, name)
  CREATE INDEX import_template_fingerprint ON public.import_template USING btree (fingerprint, updated_at DESC)

table import_unknown_guide
  run_no integer not null
  guide text not null
  rows bigint not null
  constraint import_unknown_guide_run_no_fkey FOREIGN KEY (run_no) REFERENCES import_run(no) ON DELETE CASCADE
  constraint import_unknown_guide_pkey PRIMARY KEY (run_no, guide)

table inheritance_item
  plan_id uuid not null
  kind text not null
  target_key text not null
  origin_no integer
  member_no integer
  takeover_userid text
  state text not null default 'planned'::text
  errcode integer
  asked_at timestamp with time zone
  takes_over_at timestamp with time zone
  settled_at timestamp with time zone
  remark_sealed text
  description_sealed text
  tag_ids text[] not null default '{}'::text[]
  carried_at timestamp with time zone
  carry_tries integer not null default 0
  carry_errcode integer
  constraint inheritance_item_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint inheritance_item_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'group'::text])))
  constraint inheritance_item_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'asking'::text, 'waiting'::text, 'done'::text, 'customer_refused'::text, 'taker_full'::text, 'limited'::text, 'rejected'::text, 'no_taker'::text, 'cancelled'::text])))
  constraint inheritance_item_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES inheritance_plan(id) ON DELETE CASCADE
  constraint inheritance_item_pkey PRIMARY KEY (plan_id, kind, target_key)
  CREATE INDEX inheritance_item_member ON public.inheritance_item USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX inheritance_item_origin ON public.inheritance_item USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX inheritance_item_target ON public.inheritance_item USING btree (target_key, asked_at) WHERE (asked_at IS NOT NULL)

table inheritance_plan
  id uuid not null default uuidv7()
  wechat_account_id uuid not null
  corp_id text not null
  kind text not null
  handover_userid text not null
  rule jsonb not null
  message text not null default ''::text
  state text not null default 'draft'::text
  next_at timestamp with time zone not null default now()
  reason text
  remedy text
  created_at timestamp with time zone not null default now()
  created_by text not null
  started_at timestamp with time zone
  settled_at timestamp with time zone
  constraint inheritance_plan_kind_check CHECK ((kind = ANY (ARRAY['resigned'::text, 'on_job'::text])))
  constraint inheritance_plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'working'::text, 'done'::text, 'cancelled'::text])))
  constraint inheritance_plan_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint inheritance_plan_pkey PRIMARY KEY (id)
  CREATE INDEX inheritance_plan_due ON public.inheritance_plan USING btree (next_at) WHERE (state = 'working'::text)
  CREATE UNIQUE INDEX inheritance_plan_open ON public.inheritance_plan USING btree (corp_id, handover_userid) WHERE (state = ANY (ARRAY['draft'::text, 'working'::text]))

table item_code_batch
  no integer not null identity
  id uuid not null default uuidv7()
  name text not null
  source text not null
  platform text not null default ''::text
  sku text not null
  lot text not null default ''::text
  produced_on date
  org_unit_id uuid not null
  code_id uuid not null
  tag_nos integer[] not null default '{}'::integer[]
  codes integer not null
  stopped_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint item_code_batch_check CHECK (((source = 'imported'::text) = (platform <> ''::text)))
  constraint item_code_batch_codes_check CHECK (((codes >= 0) AND (codes <= 1000000)))
  constraint item_code_batch_name_check CHECK ((name <> ''::text))
  constraint item_code_batch_source_check CHECK ((source = ANY (ARRAY['generated'::text, 'imported'::text])))
  constraint item_code_batch_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint item_code_batch_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint item_code_batch_sku_fkey FOREIGN KEY (sku) REFERENCES product(sku)
  constraint item_code_batch_pkey PRIMARY KEY (no)
  constraint item_code_batch_id_key UNIQUE (id)
  CREATE INDEX item_code_batch_unit ON public.item_code_batch USING btree (org_unit_id, no DESC)

table item_code_imported
  code_hash uuid not null
  batch_no integer not null
  serial integer not null
  constraint item_code_imported_batch_no_fkey FOREIGN KEY (batch_no) REFERENCES item_code_batch(no)
  constraint item_code_imported_pkey PRIMARY KEY (code_hash)
  constraint item_code_imported_batch_no_serial_key UNIQUE (batch_no, serial)

table item_code_miss
  day date not null
  scans integer not null
  constraint item_code_miss_pkey PRIMARY KEY (day)

table item_scan
  id bigint not null identity
  scan_key text
  batch_no integer not null
  serial integer not null
  at timestamp with time zone not null
  verdict text not null
  visitor_id uuid
  origin_no integer
  member_no integer
  store_no integer
  city text
  told_at timestamp with time zone
  constraint item_scan_verdict_check CHECK ((verdict = ANY (ARRAY['first'::text, 'repeat'::text, 'suspicious'::text])))
  constraint item_scan_batch_no_fkey FOREIGN KEY (batch_no) REFERENCES item_code_batch(no)
  constraint item_scan_pkey PRIMARY KEY (id)
  constraint item_scan_scan_key_key UNIQUE (scan_key)
  CREATE INDEX item_scan_at ON public.item_scan USING btree (at)
  CREATE INDEX item_scan_code ON public.item_scan USING btree (batch_no, serial, at)
  CREATE INDEX item_scan_member ON public.item_scan USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX item_scan_origin ON public.item_scan USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX item_scan_untold ON public.item_scan USING btree (id) WHERE ((told_at IS NULL) AND (member_no IS NOT NULL))
  CREATE INDEX item_scan_visitor ON public.item_scan USING btree (visitor_id) WHERE ((visitor_id IS NOT NULL) AND (member_no IS NULL))

table job_trouble
  job text not null
  times integer not null
  first_at timestamp with time zone not null
  last_at timestamp with time zone not null
  reason text not null
  message text not null
  solved_at timestamp with time zone
  constraint job_trouble_reason_check CHECK ((reason = ANY (ARRAY['statement_limit'::text, 'error'::text])))
  constraint job_trouble_times_check CHECK ((times > 0))
  constraint job_trouble_pkey PRIMARY KEY (job)

table job_worker
  worker_id text not null
  seen_at timestamp with time zone not null default now()
  constraint job_worker_pkey PRIMARY KEY (worker_id)

table key_rotation
  what text not null
  key_id text not null
  place text not null
  done boolean not null default false
  rows bigint not null default 0
  updated_at timestamp with time zone not null default now()
  constraint key_rotation_pkey PRIMARY KEY (what)

table lead
  id uuid not null default uuidv7()
  company_id uuid
  origin_no integer
  member_no integer
  form_id uuid
  title text not null
  need text
  source text not null
  status text not null default 'new'::text
  lost_reason text
  expected_fen bigint
  assigned_to uuid
  store_no integer
  status_at timestamp with time zone not null
  created_at timestamp with time zone not null
  created_by text not null
  intent_score integer
  constraint lead_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint lead_check1 CHECK (((status = 'lost'::text) = (lost_reason IS NOT NULL)))
  constraint lead_lost_reason_check CHECK ((lost_reason = ANY (ARRAY['price'::text, 'competitor'::text, 'no_budget'::text, 'no_need'::text, 'unreachable'::text, 'duplicate'::text, 'other'::text])))
  constraint lead_source_check CHECK ((source = ANY (ARRAY['exhibition'::text, 'web'::text, 'referral'::text, 'official_account'::text, 'download'::text, 'visit'::text, 'other'::text])))
  constraint lead_status_check CHECK ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text, 'won'::text, 'lost'::text])))
  constraint lead_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES staff(id)
  constraint lead_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id)
  constraint lead_form_id_fkey FOREIGN KEY (form_id) REFERENCES lead_form(id)
  constraint lead_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint lead_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint lead_pkey PRIMARY KEY (id)
  CREATE INDEX lead_by_intent ON public.lead USING btree (COALESCE(intent_score, '-1000'::integer) DESC, id DESC)
  CREATE INDEX lead_company ON public.lead USING btree (company_id)
  CREATE INDEX lead_list ON public.lead USING btree (status, id DESC)
  CREATE INDEX lead_member ON public.lead USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX lead_origin ON public.lead USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table lead_form
  id uuid not null default uuidv7()
  code text not null
  title text not null
  source text not null
  fields jsonb not null default '[]'::jsonb
  consent_text text not null
  consent_version text not null
  store_no integer
  opens_on date
  closes_on date
  closed_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  created_by text not null
  audience text not null default 'business'::text
  constraint lead_form_audience_check CHECK ((audience = ANY (ARRAY['business'::text, 'person'::text])))
  constraint lead_form_source_check CHECK ((source = ANY (ARRAY['exhibition'::text, 'web'::text, 'referral'::text, 'official_account'::text, 'download'::text, 'visit'::text])))
  constraint lead_form_pkey PRIMARY KEY (id)
  constraint lead_form_code_key UNIQUE (code)

table lead_step
  id bigint not null identity
  lead_id uuid not null
  at timestamp with time zone not null
  by text not null
  action text not null
  from_status text
  to_status text
  note text
  constraint lead_step_action_check CHECK ((action = ANY (ARRAY['created'::text, 'moved'::text, 'assigned'::text, 'noted'::text])))
  constraint lead_step_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead(id)
  constraint lead_step_pkey PRIMARY KEY (id)
  CREATE INDEX lead_step_lead ON public.lead_step USING btree (lead_id, id)

table lead_submission
  submission_key uuid not null
  form_id uuid not null
  lead_id uuid not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  address_hash uuid not null
  answers_sealed text not null
  constraint lead_submission_form_id_fkey FOREIGN KEY (form_id) REFERENCES lead_form(id)
  constraint lead_submission_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead(id)
  constraint lead_submission_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint lead_submission_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint lead_submission_pkey PRIMARY KEY (submission_key)
  CREATE INDEX lead_submission_member ON public.lead_submission USING btree (member_no)
  CREATE INDEX lead_submission_origin ON public.lead_submission USING btree (origin_no)
  CREATE INDEX lead_submission_pace ON public.lead_submission USING btree (form_id, address_hash, at)

table leader
  id uuid not null default uuidv7()
  no integer not null identity
  origin_no integer
  member_no integer
  staff_id uuid
  store_no integer not null
  pickup_point text not null
  pickup_address text not null default ''::text
  status text not null
  status_reason text
  level text not null
  commission_bp integer
  applied_at timestamp with time zone not null
  approved_at timestamp with time zone
  ended_at timestamp with time zone
  version integer not null default 1
  constraint leader_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint leader_check1 CHECK (((member_no IS NOT NULL) OR (staff_id IS NOT NULL)))
  constraint leader_commission_bp_check CHECK (((commission_bp >= 0) AND (commission_bp <= 10000)))
  constraint leader_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'approved'::text, 'paused'::text, 'ended'::text, 'declined'::text])))
  constraint leader_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint leader_store_no_fkey FOREIGN KEY (store_no) REFERENCES org_unit(no)
  constraint leader_pkey PRIMARY KEY (id)
  constraint leader_no_key UNIQUE (no)
  constraint leader_staff_id_key UNIQUE (staff_id)
  CREATE INDEX leader_member ON public.leader USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE UNIQUE INDEX leader_origin ON public.leader USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX leader_store ON public.leader USING btree (store_no, no DESC)

table leader_binding
  id bigint not null identity
  leader_no integer not null
  origin_no integer not null
  member_no integer not null
  source text not null
  bound_at timestamp with time zone not null
  unbound_at timestamp with time zone
  bound_by text not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint leader_binding_leader_no_fkey FOREIGN KEY (leader_no) REFERENCES leader(no)
  constraint leader_binding_pkey PRIMARY KEY (id)
  CREATE INDEX leader_binding_changed ON public.leader_binding USING btree (changed_xid)
  CREATE INDEX leader_binding_leader ON public.leader_binding USING btree (leader_no) WHERE (unbound_at IS NULL)
  CREATE INDEX leader_binding_member ON public.leader_binding USING btree (member_no) WHERE (unbound_at IS NULL)
  CREATE INDEX leader_binding_origin ON public.leader_binding USING btree (origin_no)

table live_code
  id uuid not null default uuidv7()
  slug text not null
  state text not null
  kind text not null
  name text not null
  entry text not null default 'direct'::text
  org_unit_id uuid not null
  store_no integer
  channel text not null
  material text not null
  campaign text not null default ''::text
  share_code text
  utm jsonb not null default '{}'::jsonb
  tag_nos integer[] not null default '{}'::integer[]
  target_url text
  distribution text not null default 'platform'::text
  same_guide boolean not null default true
  shows text not null default 'group'::text
  room_limit integer not null default 400
  room_name text not null default ''::text
  series text
  staff_id uuid
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  welcome text not null default ''::text
  priority text not null default 'none'::text
  paused_at timestamp with time zone
  front text
  constraint live_code_check CHECK (((kind = 'link'::text) = (target_url IS NOT NULL)))
  constraint live_code_distribution_check CHECK ((distribution = ANY (ARRAY['platform'::text, 'weights'::text])))
  constraint live_code_entry_check CHECK ((entry = ANY (ARRAY['direct'::text, 'page'::text])))
  constraint live_code_front_check CHECK ((front ~~ '/_%/'::text))
  constraint live_code_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'store'::text, 'group'::text, 'place'::text, 'link'::text, 'acquisition'::text])))
  constraint live_code_name_check CHECK ((name <> ''::text))
  constraint live_code_priority_check CHECK ((priority = ANY (ARRAY['none'::text, 'company'::text, 'guides'::text])))
  constraint live_code_room_limit_check CHECK (((room_limit >= 2) AND (room_limit <= 500)))
  constraint live_code_shows_check CHECK ((shows = ANY (ARRAY['guide'::text, 'group'::text])))
  constraint live_code_slug_check CHECK ((slug ~ '^[a-z0-9]{6,16}$'::text))
  constraint live_code_state_check CHECK ((char_length(state) <= 30))
  constraint live_code_welcome_check CHECK ((char_length(welcome) <= 1000))
  constraint live_code_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint live_code_share_code_fkey FOREIGN KEY (share_code) REFERENCES share_code(code)
  constraint live_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint live_code_store_no_fkey FOREIGN KEY (store_no) REFERENCES org_unit(no)
  constraint live_code_pkey PRIMARY KEY (id)
  constraint live_code_slug_key UNIQUE (slug)
  constraint live_code_state_key UNIQUE (state)
  CREATE UNIQUE INDEX live_code_series ON public.live_code USING btree (series, store_no, staff_id) NULLS NOT DISTINCT WHERE ((series IS NOT NULL) AND (archived_at IS NULL))
  CREATE INDEX live_code_unit ON public.live_code USING btree (org_unit_id) WHERE (archived_at IS NULL)

table live_code_arrival
  event_key uuid not null
  code_id uuid not null
  kind text not null
  origin_no integer not null
  member_no integer not null
  carrier text not null default ''::text
  store_no integer
  arrived_at timestamp with time zone not null
  left_at timestamp with time zone
  first boolean not null
  constraint live_code_arrival_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'group'::text])))
  constraint live_code_arrival_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint live_code_arrival_pkey PRIMARY KEY (event_key)
  CREATE INDEX live_code_arrival_at ON public.live_code_arrival USING btree (arrived_at)
  CREATE INDEX live_code_arrival_code ON public.live_code_arrival USING btree (code_id, arrived_at)
  CREATE INDEX live_code_arrival_member ON public.live_code_arrival USING btree (member_no, arrived_at)
  CREATE INDEX live_code_arrival_origin ON public.live_code_arrival USING btree (origin_no)

table live_code_cursor
  only_row boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint live_code_cursor_only_row_check CHECK (only_row)
  constraint live_code_cursor_pkey PRIMARY KEY (only_row)

table live_code_guide
  code_id uuid not null
  staff_id uuid not null
  weight integer not null default 1
  daily_cap integer
  slots jsonb not null default '[]'::jsonb
  backup boolean not null default false
  constraint live_code_guide_daily_cap_check CHECK ((daily_cap > 0))
  constraint live_code_guide_weight_check CHECK (((weight >= 1) AND (weight <= 1000)))
  constraint live_code_guide_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint live_code_guide_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint live_code_guide_pkey PRIMARY KEY (code_id, staff_id)
  CREATE INDEX live_code_guide_staff ON public.live_code_guide USING btree (staff_id)

table live_code_room
  code_id uuid not null
  store_no integer
  room_key text not null
  sort integer not null
  opened_by_itself boolean not null default false
  added_at timestamp with time zone not null
  constraint live_code_room_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint live_code_room_pkey PRIMARY KEY (code_id, room_key)

table live_code_team
  code_id uuid not null
  org_unit_id uuid not null
  constraint live_code_team_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint live_code_team_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint live_code_team_pkey PRIMARY KEY (code_id, org_unit_id)

table live_code_visit
  id bigint not null identity
  code_id uuid not null
  visitor_id uuid not null
  at timestamp with time zone not null
  ignored text
  store_no integer
  staff_id uuid
  chosen_by text
  metres integer
  inviter text
  utm jsonb not null default '{}'::jsonb
  origin_no integer
  member_no integer
  constraint live_code_visit_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint live_code_visit_chosen_by_check CHECK ((chosen_by = ANY (ARRAY['nearest'::text, 'picked'::text, 'own'::text, 'again'::text, 'turn'::text])))
  constraint live_code_visit_ignored_check CHECK ((ignored = ANY (ARRAY['crawler'::text, 'preview'::text, 'no_browser'::text, 'repeated'::text])))
  constraint live_code_visit_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint live_code_visit_pkey PRIMARY KEY (id)
  CREATE INDEX live_code_visit_campaign ON public.live_code_visit USING btree (((utm ->> 'campaign'::text)), at) WHERE (utm ? 'campaign'::text)
  CREATE INDEX live_code_visit_code ON public.live_code_visit USING btree (code_id, at)
  CREATE INDEX live_code_visit_member ON public.live_code_visit USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX live_code_visit_origin ON public.live_code_visit USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX live_code_visit_visitor ON public.live_code_visit USING btree (visitor_id, code_id, at DESC)

table live_code_way
  id uuid not null default uuidv7()
  code_id uuid not null
  kind text not null
  store_no integer
  staff_id uuid
  wanted text[] not null
  pushed text[]
  account_id text
  config_key text
  qr_url text
  empty_because text
  attempted_at timestamp with time zone
  pushed_at timestamp with time zone
  checked_at timestamp with time zone
  drift jsonb
  failure text
  tries integer not null default 0
  next_try_at timestamp with time zone not null default '-infinity'::timestamp with time zone
  unwanted boolean not null default false
  constraint live_code_way_empty_because_check CHECK ((empty_because = ANY (ARRAY['off'::text, 'capped'::text, 'unreachable'::text, 'full'::text, 'nobody'::text])))
  constraint live_code_way_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'group'::text, 'acquisition'::text])))
  constraint live_code_way_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint live_code_way_pkey PRIMARY KEY (id)
  constraint live_code_way_code_id_kind_store_no_staff_id_key UNIQUE NULLS NOT DISTINCT (code_id, kind, store_no, staff_id)
  CREATE INDEX live_code_way_due ON public.live_code_way USING btree (next_try_at) WHERE ((pushed IS DISTINCT FROM wanted) OR unwanted)

table member
  member_no integer not null identity
  id uuid not null default uuidv7()
  owner_no integer not null
  status text not null default 'active'::text
  first_seen_at timestamp with time zone not null
  first_source text not null
  first_store_no integer
  first_channel text
  relation text not null default 'visitor'::text
  registered_at timestamp with time zone
  store_no integer
  guide_id uuid
  channel text
  name_sealed text
  gender text
  birth_year smallint
  birth_month_day smallint
  province text
  city text
  search_tokens integer[] not null default '{}'::integer[]
  updated_at timestamp with time zone not null default now()
  changed_xid xid8 not null default pg_current_xact_id()
  tier text
  digital boolean not null default false
  from_outside boolean not null default false
  constraint member_check CHECK ((((status = 'merged'::text) = (owner_no <> member_no)) OR (status = 'erased'::text)))
  constraint member_gender_check CHECK ((gender = ANY (ARRAY['male'::text, 'female'::text])))
  constraint member_relation_check CHECK ((relation = ANY (ARRAY['visitor'::text, 'fan'::text, 'group'::text, 'contact'::text, 'member'::text])))
  constraint member_status_check CHECK ((status = ANY (ARRAY['active'::text, 'merged'::text, 'erased'::text])))
  constraint member_pkey PRIMARY KEY (member_no)
  constraint member_id_key UNIQUE (id)
  CREATE INDEX member_changed_xid ON public.member USING btree (changed_xid)
  CREATE INDEX member_guide ON public.member USING btree (guide_id, member_no DESC) WHERE ((status = 'active'::text) AND (guide_id IS NOT NULL))
  CREATE INDEX member_owner ON public.member USING btree (owner_no) WHERE (owner_no <> member_no)
  CREATE INDEX member_registered ON public.member USING btree (registered_at DESC, member_no DESC) WHERE ((status = 'active'::text) AND (registered_at IS NOT NULL))
  CREATE INDEX member_search ON public.member USING gin (search_tokens) WHERE (status = 'active'::text)
  CREATE INDEX member_store ON public.member USING btree (store_no, member_no DESC) WHERE (status = 'active'::text)
  CREATE INDEX member_tier_list ON public.member USING btree (tier, member_no DESC) INCLUDE (store_no, channel, relation, gender) WHERE ((status = 'active'::text) AND (tier IS NOT NULL))

table member_narrative
  origin_no integer not null
  member_no integer not null
  facts jsonb not null
  facts_hash text not null
  sentences jsonb not null
  dropped integer not null
  model text not null
  written_at timestamp with time zone not null
  written_by text not null
  verdict text
  verdict_by text
  constraint member_narrative_verdict_check CHECK ((verdict = ANY (ARRAY['right'::text, 'wrong'::text])))
  constraint member_narrative_pkey PRIMARY KEY (origin_no)
  CREATE INDEX member_narrative_member ON public.member_narrative USING btree (member_no)

table member_override
  origin_no integer not null
  member_no integer not null
  settled boolean not null default false
  changed_xid xid8 not null default pg_current_xact_id()
  constraint member_override_pkey PRIMARY KEY (origin_no)
  CREATE INDEX member_override_changed_xid ON public.member_override USING btree (changed_xid)
  CREATE INDEX member_override_unsettled ON public.member_override USING btree (changed_xid) WHERE (NOT settled)

table member_record
  origin_no integer not null
  member_no integer not null
  source text not null
  attributes jsonb not null
  updated_at timestamp with time zone not null default now()
  constraint member_record_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint member_record_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint member_record_pkey PRIMARY KEY (origin_no, source)
  CREATE INDEX member_record_member ON public.member_record USING btree (member_no)

table member_tag
  origin_no integer not null
  member_no integer not null
  tag_no integer not null
  source text not null
  set_at timestamp with time zone not null default now()
  set_by text not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint member_tag_source_check CHECK ((source = ANY (ARRAY['manual'::text, 'bulk'::text, 'import'::text, 'rule'::text, 'wecom'::text, 'exchange'::text])))
  constraint member_tag_tag_no_fkey FOREIGN KEY (tag_no) REFERENCES tag(tag_no)
  constraint member_tag_pkey PRIMARY KEY (origin_no, tag_no)
  CREATE INDEX member_tag_changed_xid ON public.member_tag USING btree (changed_xid)
  CREATE INDEX member_tag_member ON public.member_tag USING btree (member_no)
  CREATE INDEX member_tag_tag ON public.member_tag USING btree (tag_no, member_no DESC)

table member_tag_log
  id bigint not null identity
  origin_no integer not null
  member_no integer not null
  tag_no integer not null
  action text not null
  source text not null
  at timestamp with time zone not null default now()
  by text not null
  logged_xid xid8 not null default pg_current_xact_id()
  constraint member_tag_log_action_check CHECK ((action = ANY (ARRAY['set'::text, 'removed'::text])))
  constraint member_tag_log_pkey PRIMARY KEY (id)
  CREATE INDEX member_tag_log_member ON public.member_tag_log USING btree (member_no, id DESC)
  CREATE INDEX member_tag_log_origin ON public.member_tag_log USING btree (origin_no)
  CREATE INDEX member_tag_log_xid ON public.member_tag_log USING btree (logged_xid, member_no)

table member_taste
  origin_no integer not null
  member_no integer not null
  source text not null
  name text not null
  value text not null
  times integer not null
  weight real not null
  first_at timestamp with time zone not null
  last_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  constraint member_taste_times_check CHECK ((times > 0))
  constraint member_taste_value_check CHECK ((value <> ''::text))
  constraint member_taste_weight_check CHECK ((weight > (0)::double precision))
  constraint member_taste_pkey PRIMARY KEY (origin_no, source, name, value)
  CREATE INDEX member_taste_expires ON public.member_taste USING btree (expires_at)
  CREATE INDEX member_taste_member ON public.member_taste USING btree (member_no)
  CREATE INDEX member_taste_value ON public.member_taste USING btree (name, value)

table member_tier
  member_no integer not null
  tier text not null
  reason text not null
  life_cycle text not null
  rhythm text not null
  since date not null
  rule_version integer not null
  constraint member_tier_pkey PRIMARY KEY (member_no)

table merge_log
  id bigint not null identity
  at timestamp with time zone not null default now()
  kind text not null
  cause text not null
  actor text not null
  member_no integer not null
  other_nos integer[] not null
  moved_origins integer[] not null
  moved_from integer[] not null
  moved_to integer[] not null
  sides jsonb not null default '[]'::jsonb
  ties jsonb not null default '[]'::jsonb
  separation_id uuid
  erased_at timestamp with time zone
  constraint merge_log_cause_check CHECK ((cause = ANY (ARRAY['facts'::text, 'approved'::text, 'rejected'::text, 'by_hand'::text, 'separated'::text, 'separation_removed'::text, 'settings'::text])))
  constraint merge_log_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text])))
  constraint merge_log_separation_id_fkey FOREIGN KEY (separation_id) REFERENCES separation(id)
  constraint merge_log_pkey PRIMARY KEY (id)
  CREATE INDEX merge_log_member ON public.merge_log USING btree (member_no, id DESC)
  CREATE INDEX merge_log_others ON public.merge_log USING gin (other_nos)

table message_service
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  base_url text not null
  app_key text not null
  secret_sealed text not null
  lines text[] not null default '{}'::text[]
  enabled boolean not null default true
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  heard_at timestamp with time zone
  checked_at timestamp with time zone
  findings jsonb not null default '[]'::jsonb
  constraint message_service_kind_check CHECK ((kind = ANY (ARRAY['sms'::text, 'ai_call'::text])))
  constraint message_service_name_check CHECK ((name <> ''::text))
  constraint message_service_pkey PRIMARY KEY (id)

table mini_program_code
  wechat_account_id uuid not null
  scene text not null
  page text not null default ''::text
  name text not null
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint mini_program_code_scene_check CHECK (((length(scene) >= 1) AND (length(scene) <= 32)))
  constraint mini_program_code_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint mini_program_code_pkey PRIMARY KEY (wechat_account_id, scene)

table mini_program_home_rule
  org_unit_id uuid not null
  scan_and_go boolean
  in_store_metres integer
  home_delivery boolean
  delivery_metres integer
  delivery_minutes integer
  delivers_closed boolean
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint mini_program_home_rule_delivery_metres_check CHECK (((delivery_metres >= 100) AND (delivery_metres <= 200000)))
  constraint mini_program_home_rule_delivery_minutes_check CHECK (((delivery_minutes >= 10) AND (delivery_minutes <= 4320)))
  constraint mini_program_home_rule_in_store_metres_check CHECK (((in_store_metres >= 20) AND (in_store_metres <= 2000)))
  constraint mini_program_home_rule_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id) ON DELETE CASCADE
  constraint mini_program_home_rule_pkey PRIMARY KEY (org_unit_id)

table mini_program_profile
  wechat_account_id uuid not null
  role text not null
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint mini_program_profile_role_check CHECK ((role = ANY (ARRAY['service_entry'::text, 'after_sales'::text, 'content'::text, 'dealer_stores'::text, 'mall'::text])))
  constraint mini_program_profile_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint mini_program_profile_pkey PRIMARY KEY (wechat_account_id)

table mini_program_share
  key text not null
  wechat_account_id uuid not null
  page text not null
  title text not null default ''::text
  origin_no integer
  member_no integer
  staff_id uuid
  parent_key text
  created_at timestamp with time zone not null
  constraint mini_program_share_check CHECK ((((member_no IS NULL) <> (staff_id IS NULL)) AND ((origin_no IS NULL) = (member_no IS NULL))))
  constraint mini_program_share_key_check CHECK ((key ~ '^[0-9A-Za-z]{12}$'::text))
  constraint mini_program_share_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint mini_program_share_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint mini_program_share_pkey PRIMARY KEY (key)
  CREATE INDEX mini_program_share_member ON public.mini_program_share USING btree (member_no)
  CREATE INDEX mini_program_share_origin ON public.mini_program_share USING btree (origin_no)
  CREATE INDEX mini_program_share_staff ON public.mini_program_share USING btree (staff_id, created_at)

table mini_program_user
  wechat_account_id uuid not null
  openid text not null
  origin_no integer not null
  member_no integer not null
  session_key_sealed text not null
  first_seen_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  registered_at timestamp with time zone
  first_scene text not null default ''::text
  first_share_key text
  last_share_key text
  first_from_app text
  last_store_no integer
  last_store_at timestamp with time zone
  constraint mini_program_user_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint mini_program_user_pkey PRIMARY KEY (wechat_account_id, openid)
  CREATE INDEX mini_program_user_member ON public.mini_program_user USING btree (member_no)
  CREATE INDEX mini_program_user_origin ON public.mini_program_user USING btree (origin_no)

table model_call
  id bigint not null identity
  purpose text not null
  model text not null
  at timestamp with time zone not null
  asked_by text not null
  origin_no integer
  member_no integer
  outcome text not null
  cause text
  input_tokens integer not null
  output_tokens integer not null
  took_ms integer not null
  exchange_sealed text
  constraint model_call_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint model_call_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'refused'::text])))
  constraint model_call_pkey PRIMARY KEY (id)
  CREATE INDEX model_call_at ON public.model_call USING btree (at)
  CREATE INDEX model_call_member ON public.model_call USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX model_call_origin ON public.model_call USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table model_day
  day date not null
  tokens bigint not null
  constraint model_day_pkey PRIMARY KEY (day)

table model_examination
  sole boolean not null default true
  examined_at timestamp with time zone not null
  examined_by text not null
  findings jsonb not null
  constraint model_examination_sole_check CHECK (sole)
  constraint model_examination_pkey PRIMARY KEY (sole)

table model_purpose_day
  day date not null
  purpose text not null
  tokens bigint not null
  constraint model_purpose_day_pkey PRIMARY KEY (day, purpose)

table moment_class
  business_key text not null
  kind text not null
  read_as text not null
  corrected_at timestamp with time zone not null
  corrected_by text not null
  constraint moment_class_kind_check CHECK ((kind = ANY (ARRAY['ad'::text, 'content'::text, 'interaction'::text])))
  constraint moment_class_read_as_check CHECK ((read_as = ANY (ARRAY['ad'::text, 'content'::text, 'interaction'::text])))
  constraint moment_class_pkey PRIMARY KEY (business_key)

table notice
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  kind text not null
  unit_ids uuid[] not null
  role_codes text[] not null default '{}'::text[]
  post_ids uuid[] not null default '{}'::uuid[]
  confirm_by timestamp with time zone
  closed_at timestamp with time zone
  closed_on date
  closed_by text
  closing_note text
  created_at timestamp with time zone not null
  created_by_id text not null
  created_by text not null
  constraint notice_check CHECK (((cardinality(unit_ids) + cardinality(post_ids)) > 0))
  constraint notice_kind_check CHECK ((kind = ANY (ARRAY['activity'::text, 'goods'::text, 'service'::text, 'other'::text])))
  constraint notice_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint notice_pkey PRIMARY KEY (id)
  CREATE INDEX notice_open ON public.notice USING btree (created_at DESC) WHERE (closed_at IS NULL)
  CREATE INDEX notice_unit ON public.notice USING btree (org_unit_id, created_at DESC)

table notice_feedback
  id uuid not null default uuidv7()
  notice_id uuid not null
  version integer not null
  staff_id uuid not null
  org_unit_id uuid not null
  kind text not null
  body text not null
  at timestamp with time zone not null
  reply text
  replied_at timestamp with time zone
  replied_by text
  taken_up_in integer
  constraint notice_feedback_body_check CHECK ((body <> ''::text))
  constraint notice_feedback_kind_check CHECK ((kind = ANY (ARRAY['out_of_stock'::text, 'script'::text, 'price'::text, 'customer_reaction'::text, 'other'::text])))
  constraint notice_feedback_notice_id_version_fkey FOREIGN KEY (notice_id, version) REFERENCES notice_version(notice_id, version)
  constraint notice_feedback_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint notice_feedback_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint notice_feedback_pkey PRIMARY KEY (id)
  CREATE INDEX notice_feedback_notice ON public.notice_feedback USING btree (notice_id, at DESC)

table notice_receipt
  notice_id uuid not null
  version integer not null
  staff_id uuid not null
  read_at timestamp with time zone not null
  confirmed_at timestamp with time zone
  constraint notice_receipt_notice_id_version_fkey FOREIGN KEY (notice_id, version) REFERENCES notice_version(notice_id, version)
  constraint notice_receipt_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint notice_receipt_pkey PRIMARY KEY (notice_id, staff_id, version)

table notice_version
  notice_id uuid not null
  version integer not null
  title text not null
  body text not null
  attachments jsonb not null default '[]'::jsonb
  material boolean not null
  note text not null default ''::text
  published_at timestamp with time zone not null
  published_by text not null
  constraint notice_version_body_check CHECK ((body <> ''::text))
  constraint notice_version_title_check CHECK ((title <> ''::text))
  constraint notice_version_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id)
  constraint notice_version_pkey PRIMARY KEY (notice_id, version)

table official_account_profile
  wechat_account_id uuid not null
  kind text not null default 'service'::text
  verified boolean not null default true
  menu_draft jsonb not null default '{"buttons": [], "conditional": []}'::jsonb
  menu_published jsonb
  menu_published_at timestamp with time zone
  sync_next text
  sync_started_at timestamp with time zone
  sync_done_at timestamp with time zone
  sync_count integer not null default 0
  sync_failure text
  version integer not null default 1
  positioning text
  article_figures_to date
  article_figures_failure text
  constraint official_account_profile_kind_check CHECK ((kind = ANY (ARRAY['subscription'::text, 'service'::text])))
  constraint official_account_profile_positioning_check CHECK ((positioning = ANY (ARRAY['knowledge'::text, 'commerce'::text, 'interaction'::text, 'media'::text, 'website'::text])))
  constraint official_account_profile_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_account_profile_pkey PRIMARY KEY (wechat_account_id)

table official_article_day
  wechat_account_id uuid not null
  msgid text not null
  day date not null
  read_users integer not null
  search_users integer not null
  share_users integer not null
  constraint official_article_day_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_article_day_pkey PRIMARY KEY (wechat_account_id, msgid, day)

table official_follower
  wechat_account_id uuid not null
  openid text not null
  origin_no integer
  member_no integer
  following boolean not null
  followed_at timestamp with time zone
  left_at timestamp with time zone
  event_at timestamp with time zone not null
  subscribe_scene text
  qr_scene text not null default ''::text
  tag_ids integer[] not null default '{}'::integer[]
  seen_at timestamp with time zone
  guide_staff_id uuid
  guide_store_no integer
  guided_at timestamp with time zone
  constraint official_follower_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint official_follower_check1 CHECK (((guide_staff_id IS NULL) = (guided_at IS NULL)))
  constraint official_follower_guide_staff_id_fkey FOREIGN KEY (guide_staff_id) REFERENCES staff(id)
  constraint official_follower_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_follower_pkey PRIMARY KEY (wechat_account_id, openid)
  CREATE INDEX official_follower_guide ON public.official_follower USING btree (guide_staff_id, wechat_account_id) WHERE (guide_staff_id IS NOT NULL)
  CREATE INDEX official_follower_member ON public.official_follower USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX official_follower_origin ON public.official_follower USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX official_follower_paid ON public.official_follower USING btree (followed_at) WHERE (subscribe_scene = 'ADD_SCENE_PAID'::text)
  CREATE INDEX official_follower_scene ON public.official_follower USING btree (wechat_account_id, qr_scene) WHERE (qr_scene <> ''::text)

table official_group
  wechat_account_id uuid not null
  tag_id integer not null
  name text not null
  follows_tag_no integer
  settled_at timestamp with time zone
  failure text
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint official_group_follows_tag_no_fkey FOREIGN KEY (follows_tag_no) REFERENCES tag(tag_no)
  constraint official_group_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_group_pkey PRIMARY KEY (wechat_account_id, tag_id)

table official_guide_credit
  id bigint not null identity
  wechat_account_id uuid not null
  staff_id uuid not null
  kind text not null
  amount integer not null
  entry_key text
  note text not null default ''::text
  at timestamp with time zone not null
  by text not null
  constraint official_guide_credit_check CHECK (((amount <> 0) AND ((kind = 'used'::text) <= (amount < 0))))
  constraint official_guide_credit_kind_check CHECK ((kind = ANY (ARRAY['push'::text, 'used'::text, 'corrected'::text])))
  constraint official_guide_credit_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint official_guide_credit_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_guide_credit_pkey PRIMARY KEY (id)
  constraint official_guide_credit_entry_key_key UNIQUE (entry_key)
  CREATE INDEX official_guide_credit_guide ON public.official_guide_credit USING btree (wechat_account_id, staff_id, id DESC)

table official_guide_message
  id uuid not null default uuidv7()
  wechat_account_id uuid not null
  openid text not null
  origin_no integer
  member_no integer
  staff_id uuid not null
  kind text not null
  text text not null
  url text
  transport text not null
  credit_id bigint
  at timestamp with time zone not null
  told_sent_at timestamp with time zone
  constraint official_guide_message_check CHECK (((transport = 'helper'::text) = (credit_id IS NOT NULL)))
  constraint official_guide_message_check1 CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint official_guide_message_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'card'::text])))
  constraint official_guide_message_transport_check CHECK ((transport = ANY (ARRAY['service'::text, 'helper'::text])))
  constraint official_guide_message_credit_id_fkey FOREIGN KEY (credit_id) REFERENCES official_guide_credit(id)
  constraint official_guide_message_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint official_guide_message_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_guide_message_pkey PRIMARY KEY (id)
  CREATE INDEX official_guide_message_member ON public.official_guide_message USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX official_guide_message_origin ON public.official_guide_message USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX official_guide_message_person ON public.official_guide_message USING btree (wechat_account_id, openid, at DESC)

table official_material
  wechat_account_id uuid not null
  media_id text not null
  kind text not null
  name text not null
  size_bytes integer not null
  url text
  uploaded_at timestamp with time zone not null
  uploaded_by text not null
  constraint official_material_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'voice'::text, 'video'::text, 'thumb'::text])))
  constraint official_material_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_material_pkey PRIMARY KEY (wechat_account_id, media_id)
  CREATE INDEX official_material_newest ON public.official_material USING btree (wechat_account_id, uploaded_at DESC, media_id)

table official_note
  id uuid not null default uuidv7()
  wechat_account_id uuid not null
  title text not null
  body text not null
  pictures text[] not null
  purpose text not null
  angle text not null
  trade jsonb
  link_no integer
  code_media_id text
  draft_media_id text
  publish_id text
  handing_since timestamp with time zone
  failure text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  updated_at timestamp with time zone not null
  constraint official_note_angle_check CHECK ((angle = ANY (ARRAY['scene'::text, 'pain_point'::text, 'festival'::text, 'life'::text])))
  constraint official_note_pictures_check CHECK ((cardinality(pictures) > 0))
  constraint official_note_purpose_check CHECK ((purpose = ANY (ARRAY['brand'::text, 'fans'::text, 'business'::text])))
  constraint official_note_title_check CHECK ((title <> ''::text))
  constraint official_note_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_note_pkey PRIMARY KEY (id)
  constraint official_note_link_no_key UNIQUE (link_no)
  constraint official_note_wechat_account_id_publish_id_key UNIQUE (wechat_account_id, publish_id)
  CREATE INDEX official_note_newest ON public.official_note USING btree (wechat_account_id, id DESC)

table official_publication
  wechat_account_id uuid not null
  publish_id text not null
  media_id text not null
  title text not null
  status smallint
  article_id text
  urls text[] not null default '{}'::text[]
  submitted_at timestamp with time zone not null default now()
  settled_at timestamp with time zone
  purpose text
  msg_data_id text
  constraint official_publication_purpose_check CHECK ((purpose = ANY (ARRAY['brand'::text, 'fans'::text, 'business'::text])))
  constraint official_publication_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_publication_pkey PRIMARY KEY (wechat_account_id, publish_id)
  CREATE INDEX official_publication_figures ON public.official_publication USING btree (wechat_account_id, msg_data_id) WHERE (msg_data_id IS NOT NULL)

table official_reply_rule
  id uuid not null default uuidv7()
  wechat_account_id uuid not null
  kind text not null
  name text not null
  words text[] not null default '{}'::text[]
  match text not null default 'contain'::text
  parts jsonb not null
  sort integer not null default 0
  enabled boolean not null default true
  used bigint not null default 0
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  purpose text
  constraint official_reply_rule_kind_check CHECK ((kind = ANY (ARRAY['follow'::text, 'keyword'::text, 'menu'::text, 'default'::text])))
  constraint official_reply_rule_match_check CHECK ((match = ANY (ARRAY['contain'::text, 'equal'::text])))
  constraint official_reply_rule_purpose_check CHECK ((purpose = ANY (ARRAY['brand'::text, 'fans'::text, 'business'::text])))
  constraint official_reply_rule_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_reply_rule_pkey PRIMARY KEY (id)
  CREATE INDEX official_reply_rule_account ON public.official_reply_rule USING btree (wechat_account_id, kind, sort, id)

table official_wifi
  wechat_account_id uuid not null
  store_no integer not null
  ssid text not null
  password_sealed text not null
  code_url text
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint official_wifi_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_wifi_pkey PRIMARY KEY (wechat_account_id, store_no)

table official_window
  wechat_account_id uuid not null
  openid text not null
  reason text not null
  opened_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  allowed integer not null
  used integer not null default 0
  constraint official_window_check CHECK ((used <= allowed))
  constraint official_window_reason_check CHECK ((reason = ANY (ARRAY['message'::text, 'menu'::text, 'follow'::text, 'scan'::text])))
  constraint official_window_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint official_window_pkey PRIMARY KEY (wechat_account_id, openid, reason)

table order_attribution
  order_id bigint not null
  rule_version integer
  counts boolean not null
  paid_at timestamp with time zone not null
  business_day date not null
  store_no integer
  amount_fen bigint not null
  refunded_fen bigint not null
  claims jsonb not null
  decided_at timestamp with time zone not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint order_attribution_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id) ON DELETE CASCADE
  constraint order_attribution_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES attribution_rule(version)
  constraint order_attribution_pkey PRIMARY KEY (order_id)
  CREATE INDEX order_attribution_changed ON public.order_attribution USING btree (changed_xid)

table org_tree_version
  only_row boolean not null default true
  version bigint not null default 1
  constraint org_tree_version_only_row_check CHECK (only_row)
  constraint org_tree_version_pkey PRIMARY KEY (only_row)

table org_unit
  id uuid not null default uuidv7()
  no integer not null identity
  parent_id uuid
  path ltree not null
  kind text not null
  code text not null
  name text not null
  brand_id uuid
  closed_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint org_unit_check CHECK (((kind = 'headquarters'::text) = (parent_id IS NULL)))
  constraint org_unit_code_check CHECK ((code <> ''::text))
  constraint org_unit_kind_check CHECK ((kind = ANY (ARRAY['headquarters'::text, 'region'::text, 'dealer'::text, 'tenant'::text, 'store'::text])))
  constraint org_unit_name_check CHECK ((name <> ''::text))
  constraint org_unit_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id)
  constraint org_unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES org_unit(id)
  constraint org_unit_pkey PRIMARY KEY (id)
  constraint org_unit_code_key UNIQUE (code)
  constraint org_unit_no_key UNIQUE (no)
  CREATE INDEX org_unit_name ON public.org_unit USING gin (name gin_trgm_ops)
  CREATE UNIQUE INDEX org_unit_one_headquarters ON public.org_unit USING btree (kind) WHERE (kind = 'headquarters'::text)
  CREATE INDEX org_unit_parent ON public.org_unit USING btree (parent_id)
  CREATE INDEX org_unit_path ON public.org_unit USING gist (path)
  CREATE UNIQUE INDEX org_unit_sibling_name ON public.org_unit USING btree (parent_id, name) WHERE (kind = ANY (ARRAY['region'::text, 'dealer'::text, 'tenant'::text]))

table outbound
  id uuid not null default uuidv7()
  business_key text not null
  part integer not null default 1
  channel text not null
  account_id uuid not null
  title text not null
  content jsonb not null
  sender_key text not null default ''::text
  state text not null default 'waiting'::text
  platform_key text
  handed_at timestamp with time zone
  tries integer not null default 0
  searches integer not null default 0
  polls integer not null default 0
  reminders integer not null default 0
  next_at timestamp with time zone not null default now()
  errcode integer
  reason text
  remedy text
  created_at timestamp with time zone not null default now()
  created_by text not null
  settled_at timestamp with time zone
  kind text not null default 'marketing'::text
  priority smallint not null default 50
  send_at timestamp with time zone not null default now()
  addressed boolean not null default false
  constraint outbound_channel_check CHECK ((channel = ANY (ARRAY['wecom_mass'::text, 'wecom_group'::text, 'wecom_moment'::text, 'wecom_app'::text, 'official_template'::text, 'official_subscribe'::text, 'official_service'::text, 'mini_subscribe'::text, 'sms'::text, 'ai_call'::text])))
  constraint outbound_kind_check CHECK ((kind = ANY (ARRAY['marketing'::text, 'service'::text, 'transaction'::text, 'reply'::text])))
  constraint outbound_priority_check CHECK (((priority >= 0) AND (priority <= 100)))
  constraint outbound_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'uncertain'::text, 'accepted'::text, 'settled'::text, 'refused'::text, 'cancelled'::text])))
  constraint outbound_pkey PRIMARY KEY (id)
  constraint outbound_business_key_part_key UNIQUE (business_key, part)
  CREATE INDEX outbound_due ON public.outbound USING btree (next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'uncertain'::text, 'accepted'::text]))
  CREATE INDEX outbound_moment ON public.outbound USING btree (account_id, created_at DESC) WHERE (channel = 'wecom_moment'::text)
  CREATE UNIQUE INDEX outbound_platform ON public.outbound USING btree (account_id, platform_key) WHERE (platform_key IS NOT NULL)
  CREATE INDEX outbound_recent ON public.outbound USING btree (created_at DESC, id DESC)
  CREATE INDEX outbound_send ON public.outbound USING btree (send_at)

table outbound_delivery
  outbound_id uuid not null
  target_key text not null
  origin_no integer
  member_no integer
  sender_key text
  outcome text not null default 'waiting'::text
  reason text
  at timestamp with time zone
  constraint outbound_delivery_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint outbound_delivery_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'sent'::text, 'delivered'::text, 'not_friend'::text, 'cap_reached'::text, 'not_chosen'::text, 'no_address'::text, 'unreachable'::text, 'blocked'::text, 'no_quota'::text, 'failed'::text, 'expired'::text, 'cancelled'::text, 'no_consent'::text, 'in_control'::text, 'quiet_hours'::text, 'frequency_capped'::text, 'quota_exhausted'::text, 'lower_priority'::text, 'on_block_list'::text])))
  constraint outbound_delivery_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound(id) ON DELETE CASCADE
  constraint outbound_delivery_pkey PRIMARY KEY (outbound_id, target_key)
  CREATE INDEX outbound_delivery_member ON public.outbound_delivery USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX outbound_delivery_origin ON public.outbound_delivery USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table outbound_sender
  outbound_id uuid not null
  sender_key text not null
  confirmed_at timestamp with time zone
  collected_at timestamp with time zone
  constraint outbound_sender_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound(id) ON DELETE CASCADE
  constraint outbound_sender_pkey PRIMARY KEY (outbound_id, sender_key)

table outside_account
  no integer not null identity
  id uuid not null default uuidv7()
  platform text not null
  name text not null
  org_unit_id uuid not null
  note text not null default ''::text
  order_sources text[] not null default '{}'::text[]
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint outside_account_name_check CHECK ((name <> ''::text))
  constraint outside_account_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint outside_account_pkey PRIMARY KEY (no)
  constraint outside_account_id_key UNIQUE (id)
  constraint outside_account_platform_name_key UNIQUE (platform, name)
  CREATE INDEX outside_account_unit ON public.outside_account USING btree (org_unit_id)

table outside_cost
  placement_no integer not null
  kind text not null
  day date not null
  amount_fen bigint not null
  recorded_at timestamp with time zone not null
  recorded_by text not null
  constraint outside_cost_amount_fen_check CHECK ((amount_fen >= 0))
  constraint outside_cost_kind_check CHECK ((kind = ANY (ARRAY['creator'::text, 'boost'::text, 'goods'::text, 'other'::text])))
  constraint outside_cost_placement_no_fkey FOREIGN KEY (placement_no) REFERENCES outside_placement(no) ON DELETE CASCADE
  constraint outside_cost_pkey PRIMARY KEY (placement_no, kind, day)

table outside_figure
  placement_no integer not null
  day date not null
  views bigint
  likes bigint
  saves bigint
  comments bigint
  shares bigint
  source text not null
  recorded_at timestamp with time zone not null
  recorded_by text not null
  constraint outside_figure_comments_check CHECK ((comments >= 0))
  constraint outside_figure_likes_check CHECK ((likes >= 0))
  constraint outside_figure_saves_check CHECK ((saves >= 0))
  constraint outside_figure_shares_check CHECK ((shares >= 0))
  constraint outside_figure_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'import'::text])))
  constraint outside_figure_views_check CHECK ((views >= 0))
  constraint outside_figure_placement_no_fkey FOREIGN KEY (placement_no) REFERENCES outside_placement(no) ON DELETE CASCADE
  constraint outside_figure_pkey PRIMARY KEY (placement_no, day)

table outside_placement
  no integer not null identity
  id uuid not null default uuidv7()
  account_no integer not null
  wave_no integer
  form text not null
  title text not null
  body text not null default ''::text
  creator text not null default ''::text
  creator_tier text
  skus text[] not null default '{}'::text[]
  planned_on date not null
  way text
  link_no integer
  state text not null default 'planned'::text
  published_at timestamp with time zone
  address text not null default ''::text
  work_key text
  source text not null default 'entered'::text
  risk_taken jsonb
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint outside_placement_check CHECK (((link_no IS NULL) OR (way IS NOT NULL)))
  constraint outside_placement_check1 CHECK (((state = 'planned'::text) = (published_at IS NULL)))
  constraint outside_placement_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'import'::text])))
  constraint outside_placement_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'published'::text, 'ended'::text])))
  constraint outside_placement_title_check CHECK ((title <> ''::text))
  constraint outside_placement_account_no_fkey FOREIGN KEY (account_no) REFERENCES outside_account(no)
  constraint outside_placement_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no)
  constraint outside_placement_wave_no_fkey FOREIGN KEY (wave_no) REFERENCES outside_wave(no)
  constraint outside_placement_pkey PRIMARY KEY (no)
  constraint outside_placement_account_no_work_key_key UNIQUE (account_no, work_key)
  constraint outside_placement_id_key UNIQUE (id)
  constraint outside_placement_link_no_key UNIQUE (link_no)
  CREATE INDEX outside_placement_recent ON public.outside_placement USING btree (planned_on DESC, no DESC)
  CREATE INDEX outside_placement_wave ON public.outside_placement USING btree (wave_no) WHERE (wave_no IS NOT NULL)

table outside_search
  wave_no integer not null
  platform text not null
  word text not null
  day date not null
  searches bigint not null
  recorded_at timestamp with time zone not null
  recorded_by text not null
  constraint outside_search_searches_check CHECK ((searches >= 0))
  constraint outside_search_wave_no_fkey FOREIGN KEY (wave_no) REFERENCES outside_wave(no) ON DELETE CASCADE
  constraint outside_search_pkey PRIMARY KEY (wave_no, platform, word, day)

table outside_wave
  no integer not null identity
  id uuid not null default uuidv7()
  name text not null
  org_unit_id uuid not null
  skus text[] not null default '{}'::text[]
  words text[] not null default '{}'::text[]
  starts_on date not null
  ends_on date not null
  budget_fen bigint
  note text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint outside_wave_budget_fen_check CHECK ((budget_fen > 0))
  constraint outside_wave_check CHECK ((ends_on >= starts_on))
  constraint outside_wave_name_check CHECK ((name <> ''::text))
  constraint outside_wave_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint outside_wave_pkey PRIMARY KEY (no)
  constraint outside_wave_id_key UNIQUE (id)
  CREATE INDEX outside_wave_unit ON public.outside_wave USING btree (org_unit_id)

table partner
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  brand text not null
  company text not null default ''::text
  industry text not null
  audience_note text not null default ''::text
  contact_sealed text
  contract_no text not null default ''::text
  contract_file text not null default ''::text
  contract_from date
  contract_to date
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint partner_brand_check CHECK ((brand <> ''::text))
  constraint partner_check CHECK ((contract_to >= contract_from))
  constraint partner_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint partner_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX partner_brand ON public.partner USING btree (org_unit_id, lower(brand)) WHERE (archived_at IS NULL)

table pay_follow
  payment_id uuid not null
  wechat_account_id uuid not null
  openid text not null
  origin_no integer not null
  member_no integer not null
  followed_at timestamp with time zone not null
  constraint pay_follow_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id)
  constraint pay_follow_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint pay_follow_pkey PRIMARY KEY (payment_id)
  constraint pay_follow_wechat_account_id_openid_followed_at_key UNIQUE (wechat_account_id, openid, followed_at)
  CREATE INDEX pay_follow_member ON public.pay_follow USING btree (member_no)
  CREATE INDEX pay_follow_origin ON public.pay_follow USING btree (origin_no)

table pay_merchant
  wechat_account_id uuid not null
  org_unit_id uuid not null
  version integer not null default 1
  constraint pay_merchant_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint pay_merchant_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint pay_merchant_pkey PRIMARY KEY (wechat_account_id)
  constraint pay_merchant_org_unit_id_key UNIQUE (org_unit_id)

table pay_platform_certificate
  wechat_account_id uuid not null
  serial text not null
  public_key text not null
  expires_at timestamp with time zone not null
  fetched_at timestamp with time zone not null default now()
  constraint pay_platform_certificate_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint pay_platform_certificate_pkey PRIMARY KEY (wechat_account_id, serial)

table payment
  id uuid not null default uuidv7()
  merchant_id uuid not null
  trade_no text not null default replace((id)::text, '-'::text, ''::text)
  order_code text not null
  way text not null
  app_id text not null
  description text not null
  payer_sealed text
  state text not null default 'open'::text
  store_no integer
  guide_no integer
  channel text not null
  is_gift boolean not null default false
  amount_fen bigint not null
  discount_fen bigint not null default 0
  lines json not null
  digest bytea not null
  expires_at timestamp with time zone not null
  next_query_at timestamp with time zone not null
  queries integer not null default 0
  transaction_id text
  paid_at timestamp(3) with time zone
  payer_fen bigint
  refunded_fen bigint not null default 0
  closed_reason text
  origin_no integer
  member_no integer
  requested_by text not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  coupon_id uuid
  coupon_off_fen bigint not null default 0
  constraint payment_amount_fen_check CHECK ((amount_fen > 0))
  constraint payment_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint payment_check1 CHECK (((state <> 'paid'::text) OR ((transaction_id IS NOT NULL) AND (paid_at IS NOT NULL))))
  constraint payment_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'closed'::text])))
  constraint payment_way_check CHECK ((way = ANY (ARRAY['jsapi'::text, 'h5'::text, 'native'::text])))
  constraint payment_coupon_id_fkey FOREIGN KEY (coupon_id) REFERENCES coupon(id)
  constraint payment_pkey PRIMARY KEY (id)
  constraint payment_trade_no_key UNIQUE (trade_no)
  CREATE INDEX payment_due ON public.payment USING btree (next_query_at) WHERE (state = 'open'::text)
  CREATE INDEX payment_member ON public.payment USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE UNIQUE INDEX payment_order ON public.payment USING btree (order_code) WHERE (state <> 'closed'::text)
  CREATE INDEX payment_origin ON public.payment USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX payment_paid_at ON public.payment USING btree (merchant_id, paid_at) WHERE (state = 'paid'::text)
  CREATE INDEX payment_store ON public.payment USING btree (store_no, id DESC)

table payment_bill
  id bigint not null identity
  merchant_id uuid not null
  day date not null
  state text not null default 'waiting'::text
  note text
  paid_count integer not null default 0
  paid_fen bigint not null default 0
  refund_count integer not null default 0
  refund_fen bigint not null default 0
  requested_by text not null
  requested_at timestamp with time zone not null default now()
  compared_at timestamp with time zone
  constraint payment_bill_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
  constraint payment_bill_pkey PRIMARY KEY (id)
  constraint payment_bill_merchant_id_day_key UNIQUE (merchant_id, day)

table payment_bill_row
  bill_id bigint not null
  refund_no text not null
  trade_no text not null
  transaction_id text not null
  amount_fen bigint not null
  refund_state text
  constraint payment_bill_row_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES payment_bill(id) ON DELETE CASCADE
  constraint payment_bill_row_pkey PRIMARY KEY (bill_id, trade_no, refund_no)

table payment_difference
  id bigint not null identity
  bill_id bigint not null
  kind text not null
  trade_no text not null
  refund_no text not null
  ours_fen bigint
  theirs_fen bigint
  state text not null default 'open'::text
  note text
  settled_by text
  settled_at timestamp with time zone
  found_at timestamp with time zone not null default now()
  constraint payment_difference_kind_check CHECK ((kind = ANY (ARRAY['payment_unknown'::text, 'payment_not_paid'::text, 'payment_amount'::text, 'payment_not_billed'::text, 'refund_unknown'::text, 'refund_state'::text, 'refund_amount'::text, 'refund_not_billed'::text])))
  constraint payment_difference_state_check CHECK ((state = ANY (ARRAY['open'::text, 'mended'::text, 'explained'::text])))
  constraint payment_difference_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES payment_bill(id) ON DELETE CASCADE
  constraint payment_difference_pkey PRIMARY KEY (id)
  constraint payment_difference_bill_id_kind_trade_no_refund_no_key UNIQUE (bill_id, kind, trade_no, refund_no)
  CREATE INDEX payment_difference_open ON public.payment_difference USING btree (id) WHERE (state = 'open'::text)

table payment_refund
  id uuid not null default uuidv7()
  payment_id uuid not null
  refund_no text not null default replace((id)::text, '-'::text, ''::text)
  request_key text not null
  amount_fen bigint not null
  reason text not null
  lines json
  state text not null default 'asked'::text
  note text
  platform_refund_id text
  received_by text
  refunded_at timestamp(3) with time zone
  next_query_at timestamp with time zone not null default now()
  queries integer not null default 0
  requested_by text not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint payment_refund_amount_fen_check CHECK ((amount_fen > 0))
  constraint payment_refund_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'processing'::text, 'done'::text, 'closed'::text, 'abnormal'::text, 'refused'::text])))
  constraint payment_refund_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id)
  constraint payment_refund_pkey PRIMARY KEY (id)
  constraint payment_refund_payment_id_request_key_key UNIQUE (payment_id, request_key)
  constraint payment_refund_refund_no_key UNIQUE (refund_no)
  CREATE INDEX payment_refund_due ON public.payment_refund USING btree (next_query_at) WHERE (state = ANY (ARRAY['asked'::text, 'processing'::text]))

table phone_block
  number_key uuid not null
  channel text not null
  source text not null
  reason text not null default ''::text
  at timestamp with time zone not null
  until timestamp with time zone
  by text not null
  constraint phone_block_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'ai_call'::text])))
  constraint phone_block_source_check CHECK ((source = ANY (ARRAY['asked'::text, 'complained'::text, 'service'::text, 'hand'::text])))
  constraint phone_block_pkey PRIMARY KEY (number_key, channel)

table phone_complaint
  id bigint not null identity
  number_key uuid not null
  channel text not null
  outbound_id uuid
  template_id uuid
  line text not null default ''::text
  at timestamp with time zone not null
  constraint phone_complaint_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'ai_call'::text])))
  constraint phone_complaint_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound(id) ON DELETE SET NULL
  constraint phone_complaint_template_id_fkey FOREIGN KEY (template_id) REFERENCES phone_template(id)
  constraint phone_complaint_pkey PRIMARY KEY (id)
  constraint phone_complaint_number_key_channel_at_key UNIQUE (number_key, channel, at)
  CREATE INDEX phone_complaint_at ON public.phone_complaint USING btree (at)
  CREATE INDEX phone_complaint_number ON public.phone_complaint USING btree (number_key, at)

table phone_template
  id uuid not null default uuidv7()
  service_id uuid not null
  kind text not null
  code text not null
  name text not null
  signature text not null default ''::text
  text text not null
  purpose text not null
  paused_at timestamp with time zone
  paused_why text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint phone_template_code_check CHECK ((code <> ''::text))
  constraint phone_template_kind_check CHECK ((kind = ANY (ARRAY['sms'::text, 'ai_call'::text])))
  constraint phone_template_name_check CHECK ((name <> ''::text))
  constraint phone_template_purpose_check CHECK ((purpose = ANY (ARRAY['marketing'::text, 'service'::text])))
  constraint phone_template_text_check CHECK ((text <> ''::text))
  constraint phone_template_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX phone_template_code ON public.phone_template USING btree (service_id, code) WHERE (archived_at IS NULL)

table point_account
  origin_no integer not null
  member_no integer not null
  frozen_at timestamp with time zone
  frozen_by text
  frozen_reason text
  constraint point_account_pkey PRIMARY KEY (origin_no)
  CREATE INDEX point_account_member ON public.point_account USING btree (member_no)

table point_adjustment
  id uuid not null default uuidv7()
  business_key text not null
  origin_no integer not null
  member_no integer not null
  points bigint not null
  reason text not null
  status text not null
  requested_at timestamp(3) with time zone not null
  requested_by text not null
  requested_by_id text not null
  decided_at timestamp(3) with time zone
  decided_by text
  decision_note text
  constraint point_adjustment_points_check CHECK ((points <> 0))
  constraint point_adjustment_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'rejected'::text])))
  constraint point_adjustment_pkey PRIMARY KEY (id)
  constraint point_adjustment_business_key_key UNIQUE (business_key)
  CREATE INDEX point_adjustment_member ON public.point_adjustment USING btree (member_no, id DESC)
  CREATE INDEX point_adjustment_origin ON public.point_adjustment USING btree (origin_no)
  CREATE INDEX point_adjustment_waiting ON public.point_adjustment USING btree (id) WHERE (status = 'waiting'::text)

table point_cursor
  name text not null
  xid xid8 not null default '0'::xid8
  id bigint not null default 0
  constraint point_cursor_pkey PRIMARY KEY (name)

table point_entry
  id bigint not null identity
  movement_id uuid not null
  kind text not null
  lot_id bigint not null
  origin_no integer not null
  member_no integer not null
  points bigint not null
  at timestamp(3) with time zone not null
  store_no integer
  channel text
  document text
  reason text
  by text not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint point_entry_kind_check CHECK ((kind = ANY (ARRAY['earned'::text, 'spent'::text, 'returned'::text, 'expired'::text, 'clawed_back'::text, 'settled'::text, 'adjusted'::text])))
  constraint point_entry_points_check CHECK ((points <> 0))
  constraint point_entry_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES point_lot(id)
  constraint point_entry_pkey PRIMARY KEY (id)
  CREATE INDEX point_entry_changed_xid ON public.point_entry USING btree (changed_xid)
  CREATE INDEX point_entry_document ON public.point_entry USING btree (document, id DESC) WHERE (document IS NOT NULL)
  CREATE INDEX point_entry_lot ON public.point_entry USING btree (lot_id)
  CREATE INDEX point_entry_member ON public.point_entry USING btree (member_no, id DESC)
  CREATE INDEX point_entry_movement ON public.point_entry USING btree (movement_id)
  CREATE INDEX point_entry_origin ON public.point_entry USING btree (origin_no)

table point_lot
  id bigint not null identity
  business_key text not null
  kind text not null
  origin_no integer not null
  member_no integer not null
  granted bigint not null
  entitled bigint not null
  remaining bigint not null default 0
  earned_at timestamp(3) with time zone not null
  available_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone
  order_id bigint
  base_fen bigint
  document text
  store_no integer
  channel text
  rule_version integer
  owed_for bigint
  constraint point_lot_check CHECK (
CASE kind
    WHEN 'debt'::text THEN ((remaining >= granted) AND (remaining <= 0))
    ELSE (remaining >= 0)
END)
  constraint point_lot_check1 CHECK (((kind <> 'purchase'::text) OR ((order_id IS NOT NULL) AND (base_fen > 0))))
  constraint point_lot_kind_check CHECK ((kind = ANY (ARRAY['purchase'::text, 'joining_gift'::text, 'adjustment'::text, 'debt'::text])))
  constraint point_lot_owed_for_fkey FOREIGN KEY (owed_for) REFERENCES point_lot(id)
  constraint point_lot_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES point_rule(version)
  constraint point_lot_pkey PRIMARY KEY (id)
  constraint point_lot_business_key_key UNIQUE (business_key)
  CREATE INDEX point_lot_expires ON public.point_lot USING btree (expires_at) WHERE ((remaining > 0) AND (expires_at IS NOT NULL))
  CREATE INDEX point_lot_gift ON public.point_lot USING btree (member_no, id) WHERE (kind = 'joining_gift'::text)
  CREATE INDEX point_lot_member ON public.point_lot USING btree (member_no, earned_at, id) WHERE (remaining <> 0)
  CREATE INDEX point_lot_order ON public.point_lot USING btree (order_id) WHERE (order_id IS NOT NULL)
  CREATE INDEX point_lot_origin ON public.point_lot USING btree (origin_no)
  CREATE INDEX point_lot_owed_for ON public.point_lot USING btree (owed_for) WHERE (owed_for IS NOT NULL)

table point_reversal
  id uuid not null default uuidv7()
  business_key text not null
  spend_id uuid not null
  points bigint not null
  at timestamp(3) with time zone not null
  reason text
  by text not null
  constraint point_reversal_points_check CHECK ((points > 0))
  constraint point_reversal_spend_id_fkey FOREIGN KEY (spend_id) REFERENCES point_spend(id)
  constraint point_reversal_pkey PRIMARY KEY (id)
  constraint point_reversal_business_key_key UNIQUE (business_key)
  CREATE INDEX point_reversal_spend ON public.point_reversal USING btree (spend_id)

table point_rule
  version integer not null identity
  from_day date not null
  rule jsonb not null
  note text
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint point_rule_pkey PRIMARY KEY (version)

table point_spend
  id uuid not null default uuidv7()
  business_key text not null
  origin_no integer not null
  member_no integer not null
  points bigint not null
  reversed bigint not null default 0
  at timestamp(3) with time zone not null
  store_no integer
  channel text not null
  document text
  reason text
  by text not null
  constraint point_spend_check CHECK (((reversed >= 0) AND (reversed <= points)))
  constraint point_spend_points_check CHECK ((points > 0))
  constraint point_spend_pkey PRIMARY KEY (id)
  constraint point_spend_business_key_key UNIQUE (business_key)
  CREATE INDEX point_spend_member ON public.point_spend USING btree (member_no, id DESC)
  CREATE INDEX point_spend_origin ON public.point_spend USING btree (origin_no)

table product
  sku text not null
  name text not null
  category text
  brand text
  unit text
  barcode text
  list_price_li bigint
  status text not null default 'on_sale'::text
  origin text not null default 'import'::text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint product_list_price_li_check CHECK ((list_price_li >= 0))
  constraint product_origin_check CHECK ((origin = ANY (ARRAY['import'::text, 'api'::text, 'order'::text])))
  constraint product_status_check CHECK ((status = ANY (ARRAY['on_sale'::text, 'off_sale'::text])))
  constraint product_pkey PRIMARY KEY (sku)
  CREATE INDEX product_category ON public.product USING btree (category, sku)
  CREATE INDEX product_search ON public.product USING gin ((((((sku || ' '::text) || name) || ' '::text) || COALESCE(barcode, ''::text))) gin_trgm_ops)

table project
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  name text not null
  purpose text not null default ''::text
  starts_on date not null
  ends_on date not null
  rhythm text not null
  rhythm_day integer not null
  metrics text[] not null
  lessons text
  closed_at timestamp with time zone
  closed_by text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint project_check CHECK ((ends_on >= starts_on))
  constraint project_check1 CHECK (((closed_at IS NULL) = (lessons IS NULL)))
  constraint project_name_check CHECK ((name <> ''::text))
  constraint project_rhythm_check CHECK ((rhythm = ANY (ARRAY['weekly'::text, 'biweekly'::text, 'monthly'::text])))
  constraint project_rhythm_day_check CHECK (((rhythm_day >= 1) AND (rhythm_day <= 31)))
  constraint project_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint project_pkey PRIMARY KEY (id)
  CREATE INDEX project_unit ON public.project USING btree (org_unit_id)

table project_meeting
  id uuid not null default uuidv7()
  project_id uuid not null
  due_on date not null
  period_from date not null
  period_to date not null
  figures jsonb
  figures_at timestamp with time zone
  constraint project_meeting_check CHECK ((period_to > period_from))
  constraint project_meeting_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id)
  constraint project_meeting_pkey PRIMARY KEY (id)
  constraint project_meeting_day UNIQUE (project_id, due_on)
  CREATE INDEX project_meeting_open ON public.project_meeting USING btree (due_on) WHERE (figures IS NULL)

table project_member
  id uuid not null default uuidv7()
  project_id uuid not null
  staff_id uuid not null
  part text not null
  org_unit_id uuid not null
  department_id uuid
  task text not null default ''::text
  joined_on date not null
  left_at timestamp with time zone
  constraint project_member_part_check CHECK ((part = ANY (ARRAY['sponsor'::text, 'lead'::text, 'regional'::text, 'departmental'::text, 'member'::text])))
  constraint project_member_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id)
  constraint project_member_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint project_member_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id)
  constraint project_member_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint project_member_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX project_member_once ON public.project_member USING btree (project_id, staff_id) WHERE (left_at IS NULL)
  CREATE UNIQUE INDEX project_member_single ON public.project_member USING btree (project_id, part) WHERE ((left_at IS NULL) AND (part = ANY (ARRAY['sponsor'::text, 'lead'::text])))
  CREATE INDEX project_member_staff ON public.project_member USING btree (staff_id) WHERE (left_at IS NULL)

table project_milestone
  id uuid not null default uuidv7()
  project_id uuid not null
  name text not null
  due_on date not null
  member_id uuid
  done_on date
  done_by text
  constraint project_milestone_check CHECK (((done_on IS NULL) = (done_by IS NULL)))
  constraint project_milestone_name_check CHECK ((name <> ''::text))
  constraint project_milestone_member_id_fkey FOREIGN KEY (member_id) REFERENCES project_member(id)
  constraint project_milestone_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id)
  constraint project_milestone_pkey PRIMARY KEY (id)
  CREATE INDEX project_milestone_project ON public.project_milestone USING btree (project_id, due_on)

table project_reminder
  project_id uuid not null
  member_id uuid not null
  meeting_id uuid
  milestone_id uuid
  times integer not null default 1
  last_on date not null
  constraint project_reminder_check CHECK ((num_nonnulls(meeting_id, milestone_id) = 1))
  constraint project_reminder_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES project_meeting(id)
  constraint project_reminder_member_id_fkey FOREIGN KEY (member_id) REFERENCES project_member(id)
  constraint project_reminder_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES project_milestone(id)
  constraint project_reminder_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id)
  constraint project_reminder_once UNIQUE NULLS NOT DISTINCT (member_id, meeting_id, milestone_id)

table project_report
  meeting_id uuid not null
  member_id uuid not null
  version integer not null
  figures jsonb not null
  remarks text not null
  needs text not null default ''::text
  late boolean not null
  filed_at timestamp with time zone not null
  filed_by text not null
  constraint project_report_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES project_meeting(id)
  constraint project_report_member_id_fkey FOREIGN KEY (member_id) REFERENCES project_member(id)
  constraint project_report_pkey PRIMARY KEY (meeting_id, member_id, version)

table red_packet
  id uuid not null default uuidv7()
  campaign_id uuid not null
  reason text not null
  reason_key text not null
  origin_no integer not null
  member_no integer not null
  openid text
  amount_fen integer not null
  state text not null default 'granted'::text
  note text
  bill_no text
  package text
  tries integer not null default 0
  next_try_at timestamp with time zone not null default now()
  granted_at timestamp with time zone not null
  paid_at timestamp with time zone
  constraint red_packet_amount_fen_check CHECK ((amount_fen > 0))
  constraint red_packet_check CHECK (((state = 'paid'::text) = (paid_at IS NOT NULL)))
  constraint red_packet_check1 CHECK (((state = ANY (ARRAY['granted'::text, 'lapsed'::text])) OR (openid IS NOT NULL)))
  constraint red_packet_reason_check CHECK ((reason = ANY (ARRAY['operator'::text, 'friend'::text, 'group'::text, 'invite'::text])))
  constraint red_packet_state_check CHECK ((state = ANY (ARRAY['granted'::text, 'asked'::text, 'waiting'::text, 'paid'::text, 'lapsed'::text, 'refused'::text])))
  constraint red_packet_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES red_packet_campaign(id)
  constraint red_packet_pkey PRIMARY KEY (id)
  constraint red_packet_campaign_id_reason_key_key UNIQUE (campaign_id, reason_key)
  CREATE INDEX red_packet_due ON public.red_packet USING btree (next_try_at) WHERE (state = ANY (ARRAY['asked'::text, 'waiting'::text]))
  CREATE INDEX red_packet_member ON public.red_packet USING btree (member_no, campaign_id)
  CREATE INDEX red_packet_origin ON public.red_packet USING btree (origin_no)

table red_packet_campaign
  id uuid not null default uuidv7()
  no integer not null identity
  name text not null
  merchant_id uuid not null
  app_id text not null
  scene_id text not null default '1000'::text
  reward text not null
  remark text not null
  min_fen integer not null
  max_fen integer not null
  budget_fen bigint not null
  spent_fen bigint not null default 0
  per_person integer not null
  per_person_day integer not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  code_id uuid
  group_code_id uuid
  state text not null default 'live'::text
  version integer not null default 1
  created_by text not null
  created_at timestamp with time zone not null
  constraint red_packet_campaign_budget_fen_check CHECK ((budget_fen > 0))
  constraint red_packet_campaign_check CHECK ((max_fen >= min_fen))
  constraint red_packet_campaign_check1 CHECK (((spent_fen >= 0) AND (spent_fen <= budget_fen)))
  constraint red_packet_campaign_check2 CHECK ((ends_at > starts_at))
  constraint red_packet_campaign_min_fen_check CHECK ((min_fen >= 10))
  constraint red_packet_campaign_per_person_check CHECK (((per_person >= 1) AND (per_person <= 1000)))
  constraint red_packet_campaign_per_person_day_check CHECK (((per_person_day >= 1) AND (per_person_day <= 1000)))
  constraint red_packet_campaign_state_check CHECK ((state = ANY (ARRAY['live'::text, 'paused'::text])))
  constraint red_packet_campaign_pkey PRIMARY KEY (id)
  constraint red_packet_campaign_no_key UNIQUE (no)

table red_packet_invite
  campaign_id uuid not null
  origin_no integer not null
  member_no integer not null
  inviter_origin_no integer not null
  invited_at timestamp with time zone not null
  constraint red_packet_invite_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES red_packet_campaign(id)
  constraint red_packet_invite_pkey PRIMARY KEY (campaign_id, origin_no)
  CREATE INDEX red_packet_invite_inviter ON public.red_packet_invite USING btree (inviter_origin_no)
  CREATE INDEX red_packet_invite_member ON public.red_packet_invite USING btree (member_no)
  CREATE INDEX red_packet_invite_origin ON public.red_packet_invite USING btree (origin_no)

table refund
  id bigint not null identity
  source text not null
  refund_code text not null
  order_code text
  order_id bigint
  origin_no integer
  member_no integer
  store_no integer
  channel text not null
  refunded_at timestamp(3) with time zone not null
  business_day date not null
  amount_li bigint not null
  amount_fen bigint not null
  items bigint not null
  line_count integer not null
  lines json not null
  content_hash uuid not null
  version bigint not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  changed_xid xid8 not null default pg_current_xact_id()
  guide_no integer
  constraint refund_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint refund_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id)
  constraint refund_pkey PRIMARY KEY (id)
  constraint refund_source_refund_code_key UNIQUE (source, refund_code)
  CREATE INDEX refund_changed_xid ON public.refund USING btree (changed_xid)
  CREATE INDEX refund_member ON public.refund USING btree (member_no, refunded_at DESC, id DESC) WHERE (member_no IS NOT NULL)
  CREATE INDEX refund_order ON public.refund USING btree (order_id) WHERE (order_id IS NOT NULL)
  CREATE INDEX refund_origin ON public.refund USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX refund_waiting ON public.refund USING btree (source, order_code) WHERE ((order_id IS NULL) AND (order_code IS NOT NULL))

table relation_cursor
  singleton boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint relation_cursor_singleton_check CHECK (singleton)
  constraint relation_cursor_pkey PRIMARY KEY (singleton)

table relation_due
  member_no integer not null
  constraint relation_due_pkey PRIMARY KEY (member_no)

table relation_history
  member_no integer not null
  state text not null
  since timestamp(3) with time zone
  steps jsonb not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint relation_history_state_check CHECK ((state = ANY (ARRAY['visitor'::text, 'fan'::text, 'group'::text, 'contact'::text, 'member'::text, 'lost'::text])))
  constraint relation_history_pkey PRIMARY KEY (member_no)
  CREATE INDEX relation_history_changed_xid ON public.relation_history USING btree (changed_xid)

table role
  code text not null
  name text not null
  duties text not null default ''::text
  permissions text[] not null
  unit_kinds text[] not null default '{headquarters,region,dealer,store}'::text[]
  home text not null default 'overview'::text
  builtin boolean not null default false
  sort_order integer not null default 100
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint role_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  constraint role_home_check CHECK ((home = ANY (ARRAY['overview'::text, 'store'::text, 'members'::text, 'audit'::text])))
  constraint role_unit_kinds_check CHECK (((unit_kinds <@ ARRAY['headquarters'::text, 'region'::text, 'dealer'::text, 'tenant'::text, 'store'::text]) AND (cardinality(unit_kinds) > 0)))
  constraint role_pkey PRIMARY KEY (code)
  constraint role_name_key UNIQUE (name)

table sales_order
  id bigint not null identity
  source text not null
  order_code text not null
  origin_no integer
  member_no integer
  store_no integer
  channel text not null
  status text not null default 'paid'::text
  paid_at timestamp(3) with time zone not null
  business_day date not null
  amount_li bigint not null
  amount_fen bigint not null
  goods_li bigint not null
  discount_li bigint not null
  refunded_fen bigint not null default 0
  items bigint not null
  line_count integer not null
  coupons text[] not null default '{}'::text[]
  lines json not null
  content_hash uuid not null
  version bigint not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  changed_xid xid8 not null default pg_current_xact_id()
  guide_no integer
  is_gift boolean not null default false
  constraint sales_order_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint sales_order_status_check CHECK ((status = ANY (ARRAY['paid'::text, 'partially_refunded'::text, 'refunded'::text])))
  constraint sales_order_pkey PRIMARY KEY (id)
  constraint sales_order_source_order_code_key UNIQUE (source, order_code)
  CREATE INDEX sales_order_changed_xid ON public.sales_order USING btree (changed_xid)
  CREATE INDEX sales_order_guide ON public.sales_order USING btree (guide_no, paid_at DESC, id DESC) WHERE (guide_no IS NOT NULL)
  CREATE INDEX sales_order_member ON public.sales_order USING btree (member_no, paid_at DESC, id DESC) WHERE (member_no IS NOT NULL)
  CREATE INDEX sales_order_origin ON public.sales_order USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX sales_order_paid_at ON public.sales_order USING btree (paid_at DESC, id DESC)
  CREATE INDEX sales_order_store ON public.sales_order USING btree (store_no, paid_at DESC, id DESC)

table scan_reward
  scene_no integer not null
  reward_no integer not null
  origin_no integer not null
  member_no integer not null
  store_no integer not null
  earned_at timestamp with time zone not null
  decided_at timestamp with time zone not null
  reward jsonb not null
  given boolean not null
  constraint scan_reward_scene_no_fkey FOREIGN KEY (scene_no) REFERENCES scan_scene(no)
  constraint scan_reward_pkey PRIMARY KEY (scene_no, reward_no, origin_no)
  CREATE INDEX scan_reward_member ON public.scan_reward USING btree (member_no)
  CREATE INDEX scan_reward_newest ON public.scan_reward USING btree (scene_no, decided_at DESC, origin_no DESC)
  CREATE INDEX scan_reward_origin ON public.scan_reward USING btree (origin_no)

table scan_scene
  no integer not null identity
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  kind text not null
  title text not null
  says text not null
  link_label text not null default ''::text
  link_url text not null default ''::text
  placements text[] not null
  formats text[] not null default '{}'::text[]
  weekdays integer[] not null default '{}'::integer[]
  tag_nos integer[] not null default '{}'::integer[]
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  reward jsonb
  reward_no integer not null default 0
  reward_from timestamp with time zone
  constraint scan_scene_check CHECK (((reward IS NULL) OR ((reward_no > 0) AND (reward_from IS NOT NULL))))
  constraint scan_scene_placements_check CHECK ((cardinality(placements) > 0))
  constraint scan_scene_title_check CHECK ((title <> ''::text))
  constraint scan_scene_weekdays_check CHECK ((weekdays <@ '{1,2,3,4,5,6,7}'::integer[]))
  constraint scan_scene_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint scan_scene_pkey PRIMARY KEY (no)
  constraint scan_scene_id_key UNIQUE (id)
  CREATE INDEX scan_scene_unit ON public.scan_scene USING btree (org_unit_id)

table scan_scene_code
  code_id uuid not null
  scene_no integer not null
  store_no integer not null
  placement text not null
  hung_at timestamp with time zone
  hung_by text not null default ''::text
  constraint scan_scene_code_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint scan_scene_code_scene_no_fkey FOREIGN KEY (scene_no) REFERENCES scan_scene(no)
  constraint scan_scene_code_pkey PRIMARY KEY (code_id)
  constraint scan_scene_code_scene_no_store_no_placement_key UNIQUE (scene_no, store_no, placement)
  CREATE INDEX scan_scene_code_store ON public.scan_scene_code USING btree (store_no)

table scan_want
  no bigint not null identity
  id uuid not null default uuidv7()
  scene_no integer not null
  store_no integer not null
  placement text not null
  sku text
  product text not null
  size text not null default ''::text
  visitor_id uuid
  origin_no integer
  member_no integer
  state text not null default 'asked'::text
  answer text not null default ''::text
  asked_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  changed_by text not null default ''::text
  version integer not null default 1
  constraint scan_want_product_check CHECK ((product <> ''::text))
  constraint scan_want_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'found'::text, 'ordered'::text, 'told'::text, 'bought'::text, 'gone'::text])))
  constraint scan_want_scene_no_fkey FOREIGN KEY (scene_no) REFERENCES scan_scene(no)
  constraint scan_want_sku_fkey FOREIGN KEY (sku) REFERENCES product(sku)
  constraint scan_want_pkey PRIMARY KEY (no)
  constraint scan_want_id_key UNIQUE (id)
  CREATE INDEX scan_want_asked ON public.scan_want USING btree (asked_at)
  CREATE INDEX scan_want_member ON public.scan_want USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX scan_want_open ON public.scan_want USING btree (store_no) WHERE (state = ANY (ARRAY['asked'::text, 'found'::text, 'ordered'::text]))
  CREATE INDEX scan_want_origin ON public.scan_want USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX scan_want_store ON public.scan_want USING btree (store_no, no DESC)
  CREATE INDEX scan_want_visitor ON public.scan_want USING btree (visitor_id, asked_at) WHERE (visitor_id IS NOT NULL)

table search_word
  id uuid not null default uuidv7()
  kind text not null
  word text not null
  org_unit_id uuid not null
  class text
  note text not null default ''::text
  live_title text not null default ''::text
  live_from timestamp with time zone
  live_until timestamp with time zone
  link_no integer
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  booking_link_no integer
  live_link_no integer
  constraint search_word_check CHECK (((kind = 'brand_zone'::text) = (class IS NOT NULL)))
  constraint search_word_check1 CHECK ((((live_from IS NULL) = (live_until IS NULL)) AND (live_until > live_from)))
  constraint search_word_class_check CHECK ((class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text])))
  constraint search_word_kind_check CHECK ((kind = ANY (ARRAY['brand_zone'::text, 'topic'::text, 'keyword'::text])))
  constraint search_word_word_check CHECK ((word <> ''::text))
  constraint search_word_booking_link_no_fkey FOREIGN KEY (booking_link_no) REFERENCES content_link(no)
  constraint search_word_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no)
  constraint search_word_live_link_no_fkey FOREIGN KEY (live_link_no) REFERENCES content_link(no)
  constraint search_word_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint search_word_pkey PRIMARY KEY (id)
  constraint search_word_booking_link_no_key UNIQUE (booking_link_no)
  constraint search_word_kind_word_key UNIQUE (kind, word)
  constraint search_word_link_no_key UNIQUE (link_no)
  constraint search_word_live_link_no_key UNIQUE (live_link_no)

table segment
  id uuid not null default uuidv7()
  name text not null
  note text not null default ''::text
  org_unit_id uuid not null
  rule jsonb not null
  revision integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  saved_at timestamp with time zone not null
  saved_by text not null
  archived_at timestamp with time zone
  reckoned_version integer not null default 0
  reckoned_at timestamp with time zone
  reckoned_rule integer
  members integer
  failure text
  constraint segment_name_check CHECK ((name <> ''::text))
  constraint segment_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint segment_pkey PRIMARY KEY (id)
  CREATE INDEX segment_list ON public.segment USING btree (saved_at DESC, id DESC)
  CREATE UNIQUE INDEX segment_name ON public.segment USING btree (org_unit_id, name) WHERE (archived_at IS NULL)

table segment_reference
  segment_id uuid not null
  refers_to uuid not null
  constraint segment_reference_refers_to_fkey FOREIGN KEY (refers_to) REFERENCES segment(id)
  constraint segment_reference_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
  constraint segment_reference_pkey PRIMARY KEY (segment_id, refers_to)
  CREATE INDEX segment_reference_to ON public.segment_reference USING btree (refers_to)

table segment_revision
  segment_id uuid not null
  revision integer not null
  rule jsonb not null
  saved_at timestamp with time zone not null
  saved_by text not null
  constraint segment_revision_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
  constraint segment_revision_pkey PRIMARY KEY (segment_id, revision)

table segment_size
  segment_id uuid not null
  version integer not null
  at timestamp with time zone not null
  members integer not null
  entered integer not null
  departed integer not null
  constraint segment_size_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
  constraint segment_size_pkey PRIMARY KEY (segment_id, version)

table separation
  id uuid not null default uuidv7()
  reason text not null
  made_at timestamp with time zone not null default now()
  made_by text not null
  removed_at timestamp with time zone
  removed_by text
  constraint separation_pkey PRIMARY KEY (id)

table separation_side
  separation_id uuid not null
  value_index uuid not null
  side integer not null
  constraint separation_side_separation_id_fkey FOREIGN KEY (separation_id) REFERENCES separation(id)
  constraint separation_side_value_index_fkey FOREIGN KEY (value_index) REFERENCES identifier(value_index)
  constraint separation_side_pkey PRIMARY KEY (separation_id, value_index)
  CREATE INDEX separation_side_identifier ON public.separation_side USING btree (value_index)

table service
  no integer not null identity
  id uuid not null default uuidv7()
  org_unit_id uuid not null
  name text not null
  says text not null default ''::text
  minutes integer not null
  price_fen bigint not null default 0
  tiers text[] not null default '{}'::text[]
  formats text[] not null default '{}'::text[]
  places text[] not null
  seats integer
  fields jsonb not null default '[]'::jsonb
  follow_up_days integer
  next_after_months integer
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint service_follow_up_days_check CHECK (((follow_up_days >= 1) AND (follow_up_days <= 90)))
  constraint service_minutes_check CHECK (((minutes >= 5) AND (minutes <= 480)))
  constraint service_name_check CHECK ((name <> ''::text))
  constraint service_next_after_months_check CHECK (((next_after_months >= 1) AND (next_after_months <= 60)))
  constraint service_places_check CHECK ((cardinality(places) > 0))
  constraint service_price_fen_check CHECK ((price_fen >= 0))
  constraint service_seats_check CHECK ((seats > 0))
  constraint service_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint service_pkey PRIMARY KEY (no)
  constraint service_id_key UNIQUE (id)
  CREATE INDEX service_unit ON public.service USING btree (org_unit_id)

table service_code
  store_no integer not null
  code_id uuid not null
  constraint service_code_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint service_code_pkey PRIMARY KEY (store_no)
  constraint service_code_code_id_key UNIQUE (code_id)

table service_store
  service_no integer not null
  store_no integer not null
  offered boolean not null
  seats integer
  staff_ids uuid[] not null default '{}'::uuid[]
  constraint service_store_seats_check CHECK ((seats > 0))
  constraint service_store_service_no_fkey FOREIGN KEY (service_no) REFERENCES service(no)
  constraint service_store_pkey PRIMARY KEY (service_no, store_no)

table service_visit
  no bigint not null identity
  id uuid not null default uuidv7()
  key text not null default replace((gen_random_uuid())::text, '-'::text, ''::text)
  service_no integer not null
  store_no integer not null
  staff_id uuid
  visitor_id uuid
  origin_no integer
  member_no integer
  place text not null
  made_by text not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  state text not null
  price_fen bigint not null
  reminded_at timestamp with time zone
  arrived_at timestamp with time zone
  started_at timestamp with time zone
  done_at timestamp with time zone
  note text not null default ''::text
  findings jsonb not null default '[]'::jsonb
  follow_up_on date
  followed_up_at timestamp with time zone
  followed_up_by text not null default ''::text
  next_due_on date
  next_asked_at timestamp with time zone
  next_asked_by text not null default ''::text
  score integer
  score_words text not null default ''::text
  scored_at timestamp with time zone
  handled_at timestamp with time zone
  handled_by text not null default ''::text
  handled_note text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  changed_by text not null
  constraint service_visit_check CHECK ((ends_at > starts_at))
  constraint service_visit_made_by_check CHECK ((made_by = ANY (ARRAY['customer'::text, 'guide'::text, 'walk_in'::text])))
  constraint service_visit_place_check CHECK ((place = ANY (ARRAY['store'::text, 'wecom'::text, 'mini_program'::text, 'phone'::text])))
  constraint service_visit_score_check CHECK (((score >= 1) AND (score <= 5)))
  constraint service_visit_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'arrived'::text, 'serving'::text, 'done'::text, 'cancelled'::text, 'no_show'::text])))
  constraint service_visit_service_no_fkey FOREIGN KEY (service_no) REFERENCES service(no)
  constraint service_visit_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint service_visit_pkey PRIMARY KEY (no)
  constraint service_visit_id_key UNIQUE (id)
  constraint service_visit_key_key UNIQUE (key)
  constraint service_visit_staff_busy EXCLUDE USING gist (staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((staff_id IS NOT NULL) AND (state = ANY (ARRAY['booked'::text, 'arrived'::text, 'serving'::text]))))
  CREATE INDEX service_visit_done ON public.service_visit USING btree (done_at) WHERE (done_at IS NOT NULL)
  CREATE INDEX service_visit_follow_up ON public.service_visit USING btree (follow_up_on) WHERE ((follow_up_on IS NOT NULL) AND (followed_up_at IS NULL))
  CREATE INDEX service_visit_low ON public.service_visit USING btree (store_no) WHERE ((score <= 2) AND (handled_at IS NULL))
  CREATE INDEX service_visit_member ON public.service_visit USING btree (member_no, starts_at DESC) WHERE (member_no IS NOT NULL)
  CREATE INDEX service_visit_next ON public.service_visit USING btree (next_due_on) WHERE ((next_due_on IS NOT NULL) AND (next_asked_at IS NULL))
  CREATE INDEX service_visit_origin ON public.service_visit USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX service_visit_store ON public.service_visit USING btree (store_no, starts_at)
  CREATE INDEX service_visit_visitor ON public.service_visit USING btree (visitor_id, created_at) WHERE (visitor_id IS NOT NULL)

table session
  id uuid not null default uuidv7()
  token_hash bytea not null
  staff_id uuid not null
  created_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ip inet
  user_agent text
  method text not null default 'password'::text
  constraint session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'wecom'::text])))
  constraint session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint session_pkey PRIMARY KEY (id)
  constraint session_token_hash_key UNIQUE (token_hash)
  CREATE INDEX session_expires_at ON public.session USING btree (expires_at)
  CREATE INDEX session_staff ON public.session USING btree (staff_id)

table setting
  key text not null
  value jsonb not null
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint setting_pkey PRIMARY KEY (key)

table share_code
  code text not null
  org_unit_id uuid not null
  name text not null
  created_at timestamp with time zone not null
  created_by text not null
  retired_at timestamp with time zone
  constraint share_code_code_check CHECK ((code ~ '^[A-Za-z0-9_-]{3,40}$'::text))
  constraint share_code_name_check CHECK ((name <> ''::text))
  constraint share_code_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint share_code_pkey PRIMARY KEY (code)
  CREATE INDEX share_code_unit ON public.share_code USING btree (org_unit_id)

table shipment
  id uuid not null default uuidv7()
  source text not null
  code text not null
  order_source text not null
  order_code text not null
  store_no integer not null
  place_no integer
  carrier text
  tracking_no text
  state text not null
  state_at timestamp(3) with time zone not null
  window_from timestamp with time zone
  window_until timestamp with time zone
  delivered_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint shipment_check CHECK ((((window_from IS NULL) = (window_until IS NULL)) AND (window_from < window_until)))
  constraint shipment_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'shipped'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])))
  constraint shipment_place_no_fkey FOREIGN KEY (place_no) REFERENCES stock_place(no) ON DELETE SET NULL
  constraint shipment_pkey PRIMARY KEY (id)
  constraint shipment_source_code_key UNIQUE (source, code)
  CREATE INDEX shipment_late ON public.shipment USING btree (window_until) WHERE (state = ANY (ARRAY['preparing'::text, 'shipped'::text]))
  CREATE INDEX shipment_order ON public.shipment USING btree (order_source, order_code)
  CREATE INDEX shipment_store ON public.shipment USING btree (store_no, id DESC)
  CREATE INDEX shipment_window ON public.shipment USING btree (store_no, window_from) WHERE (state = ANY (ARRAY['preparing'::text, 'shipped'::text]))

table sign_in_attempt
  id bigint not null identity
  login_hash bytea not null
  ip inet not null
  at timestamp with time zone not null
  succeeded boolean not null default false
  constraint sign_in_attempt_pkey PRIMARY KEY (id)
  CREATE INDEX sign_in_attempt_at ON public.sign_in_attempt USING btree (at)
  CREATE INDEX sign_in_attempt_ip ON public.sign_in_attempt USING btree (ip, at DESC)
  CREATE INDEX sign_in_attempt_login ON public.sign_in_attempt USING btree (login_hash, at DESC)

table staff
  id uuid not null default uuidv7()
  code text not null
  name text not null
  login text
  password_hash text
  must_change_password boolean not null default false
  password_changed_at timestamp with time zone
  status text not null default 'active'::text
  left_on date
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  no integer not null identity
  constraint staff_check CHECK (((status = 'left'::text) = (left_on IS NOT NULL)))
  constraint staff_code_check CHECK ((code <> ''::text))
  constraint staff_login_check CHECK (((login = lower(login)) AND (login <> ''::text)))
  constraint staff_name_check CHECK ((name <> ''::text))
  constraint staff_status_check CHECK ((status = ANY (ARRAY['active'::text, 'left'::text])))
  constraint staff_pkey PRIMARY KEY (id)
  constraint staff_code_key UNIQUE (code)
  constraint staff_login_key UNIQUE (login)
  constraint staff_no_unique UNIQUE (no)
  CREATE INDEX staff_name ON public.staff USING gin (name gin_trgm_ops)

table staff_post
  id uuid not null default uuidv7()
  staff_id uuid not null
  org_unit_id uuid not null
  role_code text not null
  kind text not null default 'regular'::text
  from_day date not null
  to_day date
  days daterange not null default daterange(from_day, to_day, '[]'::text)
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint staff_post_check CHECK (((to_day IS NULL) OR (to_day >= from_day)))
  constraint staff_post_check1 CHECK (((kind <> 'support'::text) OR (to_day IS NOT NULL)))
  constraint staff_post_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'rotation'::text, 'support'::text])))
  constraint staff_post_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint staff_post_role_code_fkey FOREIGN KEY (role_code) REFERENCES role(code)
  constraint staff_post_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint staff_post_pkey PRIMARY KEY (id)
  constraint staff_post_no_overlap EXCLUDE USING gist (staff_id WITH =, org_unit_id WITH =, role_code WITH =, days WITH &&)
  CREATE INDEX staff_post_unit ON public.staff_post USING btree (org_unit_id, from_day)

table standard
  id uuid not null default uuidv7()
  kind text not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawn_by text
  withdrawn_reason text
  constraint standard_kind_check CHECK ((kind = ANY (ARRAY['benefit'::text, 'after_sales'::text])))
  constraint standard_pkey PRIMARY KEY (id)

table standard_receipt
  standard_id uuid not null
  version integer not null
  org_unit_id uuid not null
  at timestamp with time zone not null
  by text not null
  constraint standard_receipt_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES store(org_unit_id)
  constraint standard_receipt_standard_id_version_fkey FOREIGN KEY (standard_id, version) REFERENCES standard_version(standard_id, version)
  constraint standard_receipt_pkey PRIMARY KEY (standard_id, version, org_unit_id)
  CREATE INDEX standard_receipt_unit ON public.standard_receipt USING btree (org_unit_id)

table standard_version
  standard_id uuid not null
  version integer not null
  title text not null
  body text not null
  formats text[] not null default '{}'::text[]
  unit_ids uuid[] not null default '{}'::uuid[]
  valid_from date not null
  note text not null default ''::text
  published_at timestamp with time zone not null
  published_by text not null
  constraint standard_version_body_check CHECK ((body <> ''::text))
  constraint standard_version_title_check CHECK ((title <> ''::text))
  constraint standard_version_standard_id_fkey FOREIGN KEY (standard_id) REFERENCES standard(id)
  constraint standard_version_pkey PRIMARY KEY (standard_id, version)

table stock_hold
  reservation_id uuid not null
  place_no integer not null
  sku text not null
  quantity integer not null
  constraint stock_hold_quantity_check CHECK ((quantity > 0))
  constraint stock_hold_place_no_sku_fkey FOREIGN KEY (place_no, sku) REFERENCES stock_level(place_no, sku) ON DELETE CASCADE
  constraint stock_hold_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES stock_reservation(id) ON DELETE CASCADE
  constraint stock_hold_pkey PRIMARY KEY (reservation_id, place_no, sku)
  CREATE INDEX stock_hold_level ON public.stock_hold USING btree (place_no, sku)

table stock_level
  place_no integer not null
  sku text not null
  quantity integer not null
  changed_at timestamp(3) with time zone not null
  constraint stock_level_quantity_check CHECK ((quantity >= 0))
  constraint stock_level_place_no_fkey FOREIGN KEY (place_no) REFERENCES stock_place(no) ON DELETE CASCADE
  constraint stock_level_pkey PRIMARY KEY (place_no, sku)
  CREATE INDEX stock_level_changed ON public.stock_level USING btree (place_no, changed_at)

table stock_place
  no integer not null identity
  code text not null
  name text not null
  unit_no integer not null
  heard_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint stock_place_pkey PRIMARY KEY (no)
  constraint stock_place_code_key UNIQUE (code)
  CREATE INDEX stock_place_unit ON public.stock_place USING btree (unit_no)

table stock_reservation
  id uuid not null default uuidv7()
  source text not null
  order_code text not null
  store_no integer not null
  state text not null default 'held'::text
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null
  created_by text not null
  ended_at timestamp with time zone
  ended_by text
  constraint stock_reservation_check CHECK (((state = 'held'::text) = (ended_at IS NULL)))
  constraint stock_reservation_state_check CHECK ((state = ANY (ARRAY['held'::text, 'consumed'::text, 'released'::text, 'expired'::text])))
  constraint stock_reservation_pkey PRIMARY KEY (id)
  CREATE INDEX stock_reservation_due ON public.stock_reservation USING btree (expires_at) WHERE (state = 'held'::text)
  CREATE UNIQUE INDEX stock_reservation_order ON public.stock_reservation USING btree (source, order_code) WHERE (state = ANY (ARRAY['held'::text, 'consumed'::text]))
  CREATE INDEX stock_reservation_store ON public.stock_reservation USING btree (store_no, id DESC)

table store
  org_unit_id uuid not null
  format text not null default 'other'::text
  ownership text not null default 'self_run'::text
  site text not null default 'other'::text
  phase text not null default 'preparing'::text
  phase_since date
  opened_on date
  closed_on date
  address text not null default ''::text
  province text
  city text
  district text
  area_code text
  province_code text default ("left"(area_code, 2) || '0000'::text)
  city_code text default ("left"(area_code, 4) || '00'::text)
  latitude double precision
  longitude double precision
  phone text
  opening_hours jsonb
  special_days jsonb not null default '{}'::jsonb
  warehouse_mode text not null default 'store_stock'::text
  services text[] not null default '{in_store}'::text[]
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  contact_staff_id uuid
  constraint store_area_code_check CHECK ((area_code ~ '^[0-9]{6}$'::text))
  constraint store_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
  constraint store_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)))
  constraint store_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
  constraint store_ownership_check CHECK ((ownership = ANY (ARRAY['self_run'::text, 'franchise'::text, 'dealer'::text])))
  constraint store_phase_check CHECK ((phase = ANY (ARRAY['preparing'::text, 'open'::text, 'refit'::text, 'closed'::text])))
  constraint store_services_check CHECK ((services <@ ARRAY['in_store'::text, 'home_delivery'::text, 'pick_up'::text, 'express'::text]))
  constraint store_site_check CHECK ((site = ANY (ARRAY['counter'::text, 'mall'::text, 'street'::text, 'community'::text, 'online'::text, 'other'::text])))
  constraint store_warehouse_mode_check CHECK ((warehouse_mode = ANY (ARRAY['store_stock'::text, 'front_warehouse'::text, 'central_warehouse'::text])))
  constraint store_contact_staff_id_fkey FOREIGN KEY (contact_staff_id) REFERENCES staff(id)
  constraint store_format_fkey FOREIGN KEY (format) REFERENCES store_format(code)
  constraint store_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint store_pkey PRIMARY KEY (org_unit_id)
  CREATE INDEX store_city ON public.store USING btree (city)
  CREATE INDEX store_contact ON public.store USING btree (contact_staff_id) WHERE (contact_staff_id IS NOT NULL)
  CREATE INDEX store_format_ownership ON public.store USING btree (format, ownership)
  CREATE INDEX store_location ON public.store USING gist (ll_to_earth(latitude, longitude)) WHERE (latitude IS NOT NULL)

table store_device
  no integer not null identity
  id uuid not null default uuidv7()
  store_no integer not null
  kind text not null
  name text not null
  api_key_id uuid not null
  firmware text
  clock_skew_ms bigint
  last_seen_at timestamp with time zone
  last_event_at timestamp with time zone
  window_at timestamp with time zone
  window_events integer not null default 0
  silent_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  retired_at timestamp with time zone
  constraint store_device_kind_check CHECK ((kind = ANY (ARRAY['makeup_mirror'::text, 'fitting_mirror'::text, 'furniture_ar'::text, 'smart_screen'::text, 'smart_shelf'::text, 'wifi'::text, 'counter'::text])))
  constraint store_device_name_check CHECK ((name <> ''::text))
  constraint store_device_api_key_id_fkey FOREIGN KEY (api_key_id) REFERENCES api_key(id)
  constraint store_device_pkey PRIMARY KEY (no)
  constraint store_device_api_key_id_key UNIQUE (api_key_id)
  constraint store_device_id_key UNIQUE (id)
  CREATE UNIQUE INDEX store_device_name ON public.store_device USING btree (store_no, name) WHERE (retired_at IS NULL)
  CREATE INDEX store_device_store ON public.store_device USING btree (store_no, no)

table store_format
  code text not null
  name text not null
  warehouse_mode text not null default 'store_stock'::text
  services text[] not null default '{in_store}'::text[]
  builtin boolean not null default false
  sort_order integer not null default 100
  constraint store_format_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  constraint store_format_services_check CHECK ((services <@ ARRAY['in_store'::text, 'home_delivery'::text, 'pick_up'::text, 'express'::text]))
  constraint store_format_warehouse_mode_check CHECK ((warehouse_mode = ANY (ARRAY['store_stock'::text, 'front_warehouse'::text, 'central_warehouse'::text])))
  constraint store_format_pkey PRIMARY KEY (code)
  constraint store_format_name_key UNIQUE (name)

table store_phase_change
  id bigint not null identity
  org_unit_id uuid not null
  from_phase text
  to_phase text not null
  on_day date not null
  reason text
  created_at timestamp with time zone not null default now()
  constraint store_phase_change_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES store(org_unit_id)
  constraint store_phase_change_pkey PRIMARY KEY (id)
  CREATE INDEX store_phase_change_store ON public.store_phase_change USING btree (org_unit_id, id)

table subscription_choice
  wechat_account_id uuid not null
  choice_key text not null
  at timestamp with time zone not null
  constraint subscription_choice_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint subscription_choice_pkey PRIMARY KEY (wechat_account_id, choice_key)

table subscription_grant
  wechat_account_id uuid not null
  openid text not null
  template_id text not null
  accepted integer not null default 0
  used integer not null default 0
  rejected_at timestamp with time zone
  updated_at timestamp with time zone not null default now()
  constraint subscription_grant_check CHECK ((used <= accepted))
  constraint subscription_grant_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint subscription_grant_pkey PRIMARY KEY (wechat_account_id, openid, template_id)

table tag
  tag_no integer not null identity
  group_id uuid not null
  name text not null
  made_by_kind text not null
  kind text not null default 'manual'::text
  pinyin text not null
  initials text not null
  member_count integer not null default 0
  created_at timestamp with time zone not null default now()
  created_by text not null
  archived_at timestamp with time zone
  merged_into integer
  constraint tag_kind_check CHECK ((kind = ANY (ARRAY['manual'::text, 'rule'::text])))
  constraint tag_made_by_kind_check CHECK ((made_by_kind = ANY (ARRAY['company'::text, 'guide'::text])))
  constraint tag_group_id_fkey FOREIGN KEY (group_id) REFERENCES tag_group(id)
  constraint tag_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES tag(tag_no)
  constraint tag_pkey PRIMARY KEY (tag_no)
  CREATE UNIQUE INDEX tag_name ON public.tag USING btree (group_id, name) WHERE (archived_at IS NULL)

table tag_departure
  carrier_no integer not null
  tag_no integer not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint tag_departure_pkey PRIMARY KEY (carrier_no, tag_no)
  CREATE INDEX tag_departure_changed_xid ON public.tag_departure USING btree (changed_xid)

table tag_group
  id uuid not null default uuidv7()
  family text not null
  name text not null
  sort integer not null default 0
  created_at timestamp with time zone not null default now()
  archived_at timestamp with time zone
  constraint tag_group_family_check CHECK ((family = ANY (ARRAY['channel'::text, 'identity'::text, 'intent'::text, 'activity'::text, 'consumption'::text])))
  constraint tag_group_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX tag_group_name ON public.tag_group USING btree (name) WHERE (archived_at IS NULL)

table tag_rule
  tag_no integer not null
  rule jsonb not null
  enabled boolean not null default true
  saved_at timestamp with time zone not null default now()
  saved_by text not null
  refreshed_at timestamp with time zone
  members integer
  failure text
  constraint tag_rule_tag_no_fkey FOREIGN KEY (tag_no) REFERENCES tag(tag_no)
  constraint tag_rule_pkey PRIMARY KEY (tag_no)

table tenant
  org_unit_id uuid not null
  kind text not null
  status text not null
  status_reason text
  category text not null default ''::text
  floor text not null default ''::text
  booth text not null default ''::text
  contact text not null default ''::text
  contract_from date not null
  contract_to date not null
  commission_bp integer not null default 0
  version integer not null default 1
  created_at timestamp with time zone not null
  constraint tenant_check CHECK ((contract_to >= contract_from))
  constraint tenant_commission_bp_check CHECK (((commission_bp >= 0) AND (commission_bp <= 10000)))
  constraint tenant_kind_check CHECK ((kind = ANY (ARRAY['merchant'::text, 'brand'::text, 'supplier'::text])))
  constraint tenant_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'active'::text, 'suspended'::text, 'ended'::text])))
  constraint tenant_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint tenant_pkey PRIMARY KEY (org_unit_id)
  CREATE INDEX tenant_contract_to ON public.tenant USING btree (contract_to) WHERE (status = ANY (ARRAY['preparing'::text, 'active'::text]))

table tenant_product
  sku text not null
  org_unit_id uuid not null
  added_at timestamp with time zone not null
  added_by text not null
  constraint tenant_product_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES tenant(org_unit_id)
  constraint tenant_product_pkey PRIMARY KEY (sku)
  CREATE INDEX tenant_product_unit ON public.tenant_product USING btree (org_unit_id, sku)

table tier_change
  id bigint not null identity
  member_no integer not null
  from_tier text not null
  to_tier text not null
  reason text not null
  facts jsonb not null
  day date not null
  run_id integer not null
  rule_version integer not null
  changed_at timestamp with time zone not null default now()
  constraint tier_change_run_id_fkey FOREIGN KEY (run_id) REFERENCES tier_run(id)
  constraint tier_change_pkey PRIMARY KEY (id)
  CREATE INDEX tier_change_day ON public.tier_change USING btree (day, member_no, id)
  CREATE INDEX tier_change_member ON public.tier_change USING btree (member_no, id DESC)
  CREATE UNIQUE INDEX tier_change_once ON public.tier_change USING btree (run_id, member_no)

table tier_rule
  version integer not null identity
  settings jsonb not null
  note text not null default ''::text
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint tier_rule_pkey PRIMARY KEY (version)

table tier_run
  id integer not null identity
  kind text not null
  status text not null default 'computing'::text
  as_of date not null
  rule_version integer not null
  looked_at timestamp with time zone not null
  member_version bigint not null
  next_member_no integer not null default 0
  evaluated integer not null default 0
  changed integer not null default 0
  started_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  constraint tier_run_kind_check CHECK ((kind = ANY (ARRAY['incremental'::text, 'full'::text])))
  constraint tier_run_status_check CHECK ((status = ANY (ARRAY['computing'::text, 'applying'::text, 'done'::text])))
  constraint tier_run_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES tier_rule(version)
  constraint tier_run_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX tier_run_open ON public.tier_run USING btree ((true)) WHERE (status <> 'done'::text)

table tool
  id uuid not null default uuidv7()
  name text not null
  vendor text not null default ''::text
  provider text not null
  functions text[] not null
  data_link text not null
  state text not null
  owner text not null default ''::text
  contract_ends date
  yearly_fen bigint
  note text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint tool_data_link_check CHECK ((data_link = ANY (ARRAY['official'::text, 'connected'::text, 'island'::text])))
  constraint tool_functions_check CHECK ((cardinality(functions) > 0))
  constraint tool_name_check CHECK ((name <> ''::text))
  constraint tool_provider_check CHECK ((provider = ANY (ARRAY['official'::text, 'self'::text, 'vendor'::text])))
  constraint tool_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'in_use'::text, 'ended'::text])))
  constraint tool_yearly_fen_check CHECK ((yearly_fen >= 0))
  constraint tool_pkey PRIMARY KEY (id)

table tool_part
  function text not null
  model text not null default ''::text
  choice text
  years integer not null default 3
  self_setup_fen bigint
  self_yearly_fen bigint
  vendor_setup_fen bigint
  vendor_yearly_fen bigint
  note text not null default ''::text
  version integer not null default 1
  updated_at timestamp with time zone not null
  updated_by text not null
  constraint tool_part_choice_check CHECK ((choice = ANY (ARRAY['official'::text, 'self'::text, 'vendor'::text])))
  constraint tool_part_self_setup_fen_check CHECK ((self_setup_fen >= 0))
  constraint tool_part_self_yearly_fen_check CHECK ((self_yearly_fen >= 0))
  constraint tool_part_vendor_setup_fen_check CHECK ((vendor_setup_fen >= 0))
  constraint tool_part_vendor_yearly_fen_check CHECK ((vendor_yearly_fen >= 0))
  constraint tool_part_years_check CHECK (((years >= 1) AND (years <= 10)))
  constraint tool_part_pkey PRIMARY KEY (function)

table touchpoint
  id uuid not null default uuidv7()
  no integer not null identity
  key text not null
  name text not null
  kind text not null
  org_unit_id uuid not null
  state text not null default 'planned'::text
  landing text not null
  run_by text[] not null default '{}'::text[]
  means text
  ad_plan_no integer
  note text not null default ''::text
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  state_at timestamp with time zone not null
  constraint touchpoint_check CHECK (((state <> 'active'::text) OR (means IS NOT NULL)))
  constraint touchpoint_check1 CHECK (((means = 'ad_plan'::text) OR (ad_plan_no IS NULL)))
  constraint touchpoint_key_check CHECK ((key ~ '^[a-z0-9]{8}$'::text))
  constraint touchpoint_landing_check CHECK ((landing = ANY (ARRAY['wecom'::text, 'mini_program'::text, 'group'::text, 'official_account'::text])))
  constraint touchpoint_means_check CHECK ((means = ANY (ARRAY['codes'::text, 'scene'::text, 'ad_plan'::text, 'outbound'::text])))
  constraint touchpoint_name_check CHECK ((name <> ''::text))
  constraint touchpoint_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'active'::text, 'paused'::text, 'retired'::text])))
  constraint touchpoint_ad_plan_no_fkey FOREIGN KEY (ad_plan_no) REFERENCES ad_plan(no) ON DELETE SET NULL
  constraint touchpoint_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint touchpoint_pkey PRIMARY KEY (id)
  constraint touchpoint_ad_plan_no_key UNIQUE (ad_plan_no)
  constraint touchpoint_key_key UNIQUE (key)
  constraint touchpoint_no_key UNIQUE (no)
  CREATE INDEX touchpoint_unit ON public.touchpoint USING btree (org_unit_id, id DESC)

table touchpoint_code
  code_id uuid not null
  touchpoint_no integer not null
  constraint touchpoint_code_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id) ON DELETE CASCADE
  constraint touchpoint_code_touchpoint_no_fkey FOREIGN KEY (touchpoint_no) REFERENCES touchpoint(no) ON DELETE CASCADE
  constraint touchpoint_code_pkey PRIMARY KEY (code_id)
  CREATE INDEX touchpoint_code_touchpoint ON public.touchpoint_code USING btree (touchpoint_no)

table touchpoint_event
  event_key uuid not null
  touchpoint_no integer not null
  origin_no integer not null
  member_no integer not null
  at timestamp with time zone not null
  constraint touchpoint_event_touchpoint_no_fkey FOREIGN KEY (touchpoint_no) REFERENCES touchpoint(no) ON DELETE CASCADE
  constraint touchpoint_event_pkey PRIMARY KEY (event_key)
  CREATE INDEX touchpoint_event_member ON public.touchpoint_event USING btree (member_no)
  CREATE INDEX touchpoint_event_origin ON public.touchpoint_event USING btree (origin_no)
  CREATE INDEX touchpoint_event_touchpoint ON public.touchpoint_event USING btree (touchpoint_no, at)

table touchpoint_event_cursor
  only_row boolean not null default true
  next_xid xid8 not null default '0'::xid8
  constraint touchpoint_event_cursor_only_row_check CHECK (only_row)
  constraint touchpoint_event_cursor_pkey PRIMARY KEY (only_row)

table touchpoint_outbound
  outbound_id uuid not null
  touchpoint_no integer not null
  constraint touchpoint_outbound_outbound_id_fkey FOREIGN KEY (outbound_id) REFERENCES outbound(id) ON DELETE CASCADE
  constraint touchpoint_outbound_touchpoint_no_fkey FOREIGN KEY (touchpoint_no) REFERENCES touchpoint(no) ON DELETE CASCADE
  constraint touchpoint_outbound_pkey PRIMARY KEY (outbound_id)
  CREATE INDEX touchpoint_outbound_touchpoint ON public.touchpoint_outbound USING btree (touchpoint_no)

table touchpoint_spend
  touchpoint_no integer not null
  day date not null
  amount_fen bigint not null
  recorded_at timestamp with time zone not null
  recorded_by text not null
  constraint touchpoint_spend_amount_fen_check CHECK ((amount_fen >= 0))
  constraint touchpoint_spend_touchpoint_no_fkey FOREIGN KEY (touchpoint_no) REFERENCES touchpoint(no) ON DELETE CASCADE
  constraint touchpoint_spend_pkey PRIMARY KEY (touchpoint_no, day)

table traffic_allocation
  id bigint not null identity
  origin_no integer not null
  member_no integer not null
  dealer_no integer not null
  store_no integer not null
  channel text not null
  service text
  area_code text
  latitude numeric(6,3)
  longitude numeric(6,3)
  share_code text
  own_store_no integer
  decided_by text not null
  losers jsonb not null
  metres double precision
  rule_unit_id uuid
  rule_version integer not null
  commission_bp integer not null
  allocated_at timestamp with time zone not null
  business_day date not null
  protected_until timestamp with time zone not null
  attributed_until timestamp with time zone not null
  ended_at timestamp with time zone
  replaces bigint
  reason text
  allocated_by text not null
  changed_xid xid8 not null default pg_current_xact_id()
  constraint traffic_allocation_check CHECK (((replaces IS NULL) = (reason IS NULL)))
  constraint traffic_allocation_dealer_no_fkey FOREIGN KEY (dealer_no) REFERENCES org_unit(no)
  constraint traffic_allocation_replaces_fkey FOREIGN KEY (replaces) REFERENCES traffic_allocation(id)
  constraint traffic_allocation_rule_unit_id_fkey FOREIGN KEY (rule_unit_id) REFERENCES org_unit(id)
  constraint traffic_allocation_share_code_fkey FOREIGN KEY (share_code) REFERENCES share_code(code)
  constraint traffic_allocation_store_no_fkey FOREIGN KEY (store_no) REFERENCES org_unit(no)
  constraint traffic_allocation_pkey PRIMARY KEY (id)
  CREATE INDEX traffic_allocation_changed ON public.traffic_allocation USING btree (changed_xid)
  CREATE INDEX traffic_allocation_day ON public.traffic_allocation USING btree (business_day, dealer_no)
  CREATE INDEX traffic_allocation_member ON public.traffic_allocation USING btree (member_no, allocated_at)
  CREATE INDEX traffic_allocation_origin ON public.traffic_allocation USING btree (origin_no)
  CREATE INDEX traffic_allocation_store ON public.traffic_allocation USING btree (store_no, id DESC)

table traffic_rule
  org_unit_id uuid not null
  criteria text[] not null
  band_metres integer not null
  max_metres integer
  protection_days integer not null
  attribution_days integer not null
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  constraint traffic_rule_attribution_days_check CHECK (((attribution_days >= 1) AND (attribution_days <= 3650)))
  constraint traffic_rule_band_metres_check CHECK (((band_metres >= 1) AND (band_metres <= 100000)))
  constraint traffic_rule_criteria_check CHECK ((cardinality(criteria) > 0))
  constraint traffic_rule_max_metres_check CHECK ((max_metres > 0))
  constraint traffic_rule_protection_days_check CHECK (((protection_days >= 1) AND (protection_days <= 3650)))
  constraint traffic_rule_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint traffic_rule_pkey PRIMARY KEY (org_unit_id)

table video_account
  id uuid not null default uuidv7()
  name text not null
  finder_id text not null default ''::text
  org_unit_id uuid not null
  tone text not null default ''::text
  themes text[] not null default '{}'::text[]
  title_mark text not null default ''::text
  topics text[] not null default '{}'::text[]
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  archived_at timestamp with time zone
  constraint video_account_name_check CHECK ((name <> ''::text))
  constraint video_account_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint video_account_pkey PRIMARY KEY (id)
  constraint video_account_name_key UNIQUE (name)

table video_channel_fans
  wechat_account_id uuid not null
  day date not null
  fans integer not null
  constraint video_channel_fans_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint video_channel_fans_pkey PRIMARY KEY (wechat_account_id, day)

table video_channel_profile
  wechat_account_id uuid not null
  finder_id text not null
  nickname text not null
  fans integer not null
  read_at timestamp with time zone not null
  failure text
  constraint video_channel_profile_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint video_channel_profile_pkey PRIMARY KEY (wechat_account_id)

table video_live
  wechat_account_id uuid not null
  export_id text not null
  started_at timestamp with time zone not null
  seconds integer not null
  viewers integer not null
  likes integer not null
  shares integer not null
  comments integer not null
  average_seconds integer not null
  most_online integer not null
  new_followers integer not null
  read_at timestamp with time zone not null
  constraint video_live_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint video_live_pkey PRIMARY KEY (wechat_account_id, export_id)
  CREATE INDEX video_live_started ON public.video_live USING btree (wechat_account_id, started_at DESC)

table video_live_notice
  wechat_account_id uuid not null
  notice_id text not null
  status integer not null
  starts_at timestamp with time zone not null
  description text not null
  read_at timestamp with time zone not null
  constraint video_live_notice_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint video_live_notice_pkey PRIMARY KEY (wechat_account_id, notice_id)

table video_work
  id uuid not null default uuidv7()
  account_id uuid not null
  work_key text not null
  kind text not null
  title text not null
  topics text[] not null default '{}'::text[]
  seconds integer
  pictures integer
  published_at timestamp with time zone not null
  theme text
  cover_marked boolean
  is_activity boolean not null default false
  plays bigint
  likes bigint
  comments bigint
  shares bigint
  favourites bigint
  follows bigint
  figures_at timestamp with time zone
  leads_to text
  link_no integer
  source text not null
  version integer not null default 1
  created_at timestamp with time zone not null
  created_by text not null
  constraint video_work_check CHECK (((link_no IS NULL) OR (leads_to IS NOT NULL)))
  constraint video_work_comments_check CHECK ((comments >= 0))
  constraint video_work_favourites_check CHECK ((favourites >= 0))
  constraint video_work_follows_check CHECK ((follows >= 0))
  constraint video_work_kind_check CHECK ((kind = ANY (ARRAY['video'::text, 'pictures'::text])))
  constraint video_work_likes_check CHECK ((likes >= 0))
  constraint video_work_pictures_check CHECK (((pictures >= 1) AND (pictures <= 9)))
  constraint video_work_plays_check CHECK ((plays >= 0))
  constraint video_work_seconds_check CHECK (((seconds >= 1) AND (seconds <= 3600)))
  constraint video_work_shares_check CHECK ((shares >= 0))
  constraint video_work_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'import'::text])))
  constraint video_work_title_check CHECK ((title <> ''::text))
  constraint video_work_account_id_fkey FOREIGN KEY (account_id) REFERENCES video_account(id)
  constraint video_work_link_no_fkey FOREIGN KEY (link_no) REFERENCES content_link(no)
  constraint video_work_pkey PRIMARY KEY (id)
  constraint video_work_account_id_work_key_key UNIQUE (account_id, work_key)
  constraint video_work_link_no_key UNIQUE (link_no)
  CREATE INDEX video_work_published ON public.video_work USING btree (account_id, published_at DESC, id DESC)

table webhook
  no bigint not null identity
  id uuid not null default gen_random_uuid()
  name text not null
  url text not null
  event_types text[] not null
  org_unit_id uuid not null
  secrets_sealed text not null
  exchanged_at timestamp with time zone
  state text not null default 'active'::text
  cursor_xid xid8 not null default pg_snapshot_xmin(pg_current_snapshot())
  cursor_seq bigint not null default 0
  delivered_events bigint not null default 0
  delivered_at timestamp with time zone
  failures integer not null default 0
  failing_since timestamp with time zone
  next_attempt_at timestamp with time zone
  version integer not null default 1
  created_by_name text not null
  created_at timestamp with time zone not null default now()
  constraint webhook_event_types_check CHECK ((cardinality(event_types) > 0))
  constraint webhook_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'stopped'::text, 'ended'::text])))
  constraint webhook_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint webhook_pkey PRIMARY KEY (no)
  constraint webhook_id_key UNIQUE (id)

table webhook_attempt
  id bigint not null identity
  webhook_no bigint not null
  delivery_id text not null
  at timestamp with time zone not null
  events integer not null
  status integer
  failure text
  took_ms integer not null
  from_xid xid8 not null
  from_seq bigint not null
  constraint webhook_attempt_webhook_no_fkey FOREIGN KEY (webhook_no) REFERENCES webhook(no)
  constraint webhook_attempt_pkey PRIMARY KEY (id)
  CREATE INDEX webhook_attempt_at ON public.webhook_attempt USING btree (at)
  CREATE INDEX webhook_attempt_webhook ON public.webhook_attempt USING btree (webhook_no, id DESC)

table wechat_account
  id uuid not null default uuidv7()
  platform text not null
  account_id text not null
  agent_id text not null default ''::text
  purpose text not null default 'app'::text
  name text not null
  base_url text not null
  secrets_sealed text not null
  enabled boolean not null default true
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  updated_by text not null
  authorize_url text
  scan_url text
  constraint wechat_account_platform_check CHECK ((platform = ANY (ARRAY['wecom'::text, 'official_account'::text, 'mini_program'::text, 'wechat_pay'::text, 'wechat_shop'::text, 'video_channel'::text])))
  constraint wechat_account_purpose_check CHECK ((purpose = ANY (ARRAY['app'::text, 'contact_sync'::text])))
  constraint wechat_account_pkey PRIMARY KEY (id)
  constraint wechat_account_platform_account_id_agent_id_purpose_key UNIQUE (platform, account_id, agent_id, purpose)

table wechat_call_window
  wechat_account_id uuid not null
  path text not null
  seconds integer not null
  started_at timestamp with time zone not null
  calls integer not null
  constraint wechat_call_window_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_call_window_pkey PRIMARY KEY (wechat_account_id, path, seconds)

table wechat_callback
  seq bigint not null identity
  wechat_account_id uuid not null
  dedupe_key bytea not null
  event text not null
  subject text not null
  occurred_at timestamp with time zone not null
  received_at timestamp with time zone not null default now()
  payload_sealed text not null
  state text not null default 'waiting'::text
  tries integer not null default 0
  next_try_at timestamp with time zone not null default now()
  reason text
  settled_at timestamp with time zone
  constraint wechat_callback_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'parked'::text])))
  constraint wechat_callback_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_callback_pkey PRIMARY KEY (seq)
  constraint wechat_callback_wechat_account_id_dedupe_key_key UNIQUE (wechat_account_id, dedupe_key)
  CREATE INDEX wechat_callback_contact_added ON public.wechat_callback USING btree (received_at) WHERE (event = ANY (ARRAY['change_external_contact.add_external_contact'::text, 'change_external_contact.add_half_external_contact'::text]))
  CREATE INDEX wechat_callback_parked ON public.wechat_callback USING btree (seq) WHERE (state = 'parked'::text)
  CREATE INDEX wechat_callback_settled ON public.wechat_callback USING btree (settled_at) WHERE (state = 'done'::text)
  CREATE INDEX wechat_callback_waiting ON public.wechat_callback USING btree (next_try_at, seq) WHERE (state = 'waiting'::text)

table wechat_callback_refusal
  wechat_account_id uuid not null
  reason text not null
  times bigint not null default 1
  first_at timestamp with time zone not null default now()
  last_at timestamp with time zone not null default now()
  constraint wechat_callback_refusal_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_callback_refusal_pkey PRIMARY KEY (wechat_account_id, reason)

table wechat_examination
  wechat_account_id uuid not null
  examined_at timestamp with time zone not null
  examined_by text not null
  findings jsonb not null
  constraint wechat_examination_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_examination_pkey PRIMARY KEY (wechat_account_id)

table wechat_move
  id uuid not null default uuidv7()
  name text not null
  due_on date
  closed_at timestamp with time zone
  created_by text not null
  created_at timestamp with time zone not null
  constraint wechat_move_pkey PRIMARY KEY (id)

table wechat_move_customer
  no bigint not null identity
  move_id uuid not null
  guide_id uuid not null
  store_no integer not null
  row_key bytea not null
  phone_key uuid
  phone_sealed text
  about_sealed text not null
  tag_nos integer[] not null default '{}'::integer[]
  origin_no integer
  member_no integer
  step text
  step_at timestamp with time zone
  step_by text
  settled_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint wechat_move_customer_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint wechat_move_customer_step_check CHECK ((step = ANY (ARRAY['called'::text, 'asked'::text, 'refused'::text])))
  constraint wechat_move_customer_guide_id_fkey FOREIGN KEY (guide_id) REFERENCES staff(id)
  constraint wechat_move_customer_member_no_fkey FOREIGN KEY (member_no) REFERENCES member(member_no)
  constraint wechat_move_customer_move_id_fkey FOREIGN KEY (move_id) REFERENCES wechat_move(id)
  constraint wechat_move_customer_origin_no_fkey FOREIGN KEY (origin_no) REFERENCES member(member_no)
  constraint wechat_move_customer_pkey PRIMARY KEY (no)
  constraint wechat_move_customer_move_id_row_key_key UNIQUE (move_id, row_key)
  CREATE INDEX wechat_move_customer_guide ON public.wechat_move_customer USING btree (move_id, guide_id, no)
  CREATE INDEX wechat_move_customer_member ON public.wechat_move_customer USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX wechat_move_customer_origin ON public.wechat_move_customer USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX wechat_move_customer_phone ON public.wechat_move_customer USING btree (phone_key) WHERE (member_no IS NULL)

table wechat_move_group
  id uuid not null default uuidv7()
  move_id uuid not null
  guide_id uuid not null
  store_no integer not null
  name text not null
  people integer not null
  group_key uuid
  linked_at timestamp with time zone
  linked_by text
  created_at timestamp with time zone not null
  constraint wechat_move_group_people_check CHECK (((people >= 1) AND (people <= 500)))
  constraint wechat_move_group_guide_id_fkey FOREIGN KEY (guide_id) REFERENCES staff(id)
  constraint wechat_move_group_move_id_fkey FOREIGN KEY (move_id) REFERENCES wechat_move(id)
  constraint wechat_move_group_pkey PRIMARY KEY (id)
  constraint wechat_move_group_group_key_key UNIQUE (group_key)
  constraint wechat_move_group_move_id_guide_id_name_key UNIQUE (move_id, guide_id, name)

table wechat_refusal
  wechat_account_id uuid not null
  path text not null
  errcode integer not null
  times bigint not null default 1
  first_at timestamp with time zone not null default now()
  last_at timestamp with time zone not null default now()
  last_message text not null
  constraint wechat_refusal_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_refusal_pkey PRIMARY KEY (wechat_account_id, path, errcode)

table wechat_shop
  wechat_account_id uuid not null
  store_no integer
  nightly boolean not null default true
  version integer not null default 1
  constraint wechat_shop_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_pkey PRIMARY KEY (wechat_account_id)

table wechat_shop_aftersale
  wechat_account_id uuid not null
  aftersale_id text not null
  order_id text not null
  type text not null
  status text not null
  pieces integer not null
  amount_fen bigint not null
  created_at timestamp with time zone not null
  completed_at timestamp with time zone
  platform_at timestamp with time zone not null
  read_at timestamp with time zone not null
  constraint wechat_shop_aftersale_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_aftersale_pkey PRIMARY KEY (wechat_account_id, aftersale_id)
  CREATE INDEX wechat_shop_aftersale_order ON public.wechat_shop_aftersale USING btree (wechat_account_id, order_id)

table wechat_shop_member
  wechat_account_id uuid not null
  openid text not null
  origin_no integer
  member_no integer
  joined_at timestamp with time zone
  phone_given boolean not null default false
  grade smallint
  score bigint
  left_at timestamp with time zone
  event_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  constraint wechat_shop_member_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint wechat_shop_member_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_member_pkey PRIMARY KEY (wechat_account_id, openid)
  CREATE INDEX wechat_shop_member_member ON public.wechat_shop_member USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX wechat_shop_member_origin ON public.wechat_shop_member USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table wechat_shop_order
  wechat_account_id uuid not null
  order_id text not null
  status smallint not null
  created_at timestamp with time zone not null
  paid_at timestamp with time zone
  amount_fen bigint not null
  items integer not null
  gift_id text
  send_type smallint
  scene smallint
  live_id text
  share_scene smallint
  sharer_type smallint
  source_type smallint
  source_account text
  finder_id text
  shipped_at timestamp with time zone
  received_at timestamp with time zone
  settled_at timestamp with time zone
  platform_at timestamp with time zone not null
  read_at timestamp with time zone not null
  digest bytea not null
  constraint wechat_shop_order_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_order_pkey PRIMARY KEY (wechat_account_id, order_id)
  CREATE INDEX wechat_shop_order_paid ON public.wechat_shop_order USING btree (wechat_account_id, paid_at DESC, order_id DESC) WHERE (paid_at IS NOT NULL)

table wechat_shop_party
  wechat_account_id uuid not null
  order_id text not null
  role text not null
  openid text not null
  origin_no integer
  member_no integer
  constraint wechat_shop_party_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint wechat_shop_party_role_check CHECK ((role = ANY (ARRAY['payer'::text, 'receiver'::text, 'sharer'::text])))
  constraint wechat_shop_party_wechat_account_id_order_id_fkey FOREIGN KEY (wechat_account_id, order_id) REFERENCES wechat_shop_order(wechat_account_id, order_id) ON DELETE CASCADE
  constraint wechat_shop_party_pkey PRIMARY KEY (wechat_account_id, order_id, role)
  CREATE INDEX wechat_shop_party_member ON public.wechat_shop_party USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX wechat_shop_party_origin ON public.wechat_shop_party USING btree (origin_no) WHERE (origin_no IS NOT NULL)
  CREATE INDEX wechat_shop_party_sharer ON public.wechat_shop_party USING btree (wechat_account_id, openid) WHERE (role = 'sharer'::text)

table wechat_shop_product
  wechat_account_id uuid not null
  product_id text not null
  title text not null
  status smallint not null
  edit_status smallint
  min_price_fen bigint
  skus jsonb not null
  seen_at timestamp with time zone not null
  constraint wechat_shop_product_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_product_pkey PRIMARY KEY (wechat_account_id, product_id)

table wechat_shop_sharer
  wechat_account_id uuid not null
  openid text not null
  origin_no integer
  member_no integer
  nickname text not null
  sharer_type smallint not null
  bound_at timestamp with time zone not null
  unbound_at timestamp with time zone
  staff_id uuid
  seen_at timestamp with time zone not null
  constraint wechat_shop_sharer_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint wechat_shop_sharer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint wechat_shop_sharer_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_sharer_pkey PRIMARY KEY (wechat_account_id, openid)
  CREATE INDEX wechat_shop_sharer_member ON public.wechat_shop_sharer USING btree (member_no) WHERE (member_no IS NOT NULL)
  CREATE INDEX wechat_shop_sharer_origin ON public.wechat_shop_sharer USING btree (origin_no) WHERE (origin_no IS NOT NULL)

table wechat_shop_sync_run
  id bigint not null identity
  wechat_account_id uuid not null
  kind text not null
  state text not null default 'waiting'::text
  phase text not null default 'products'::text
  since timestamp with time zone not null
  requested_by text not null
  created_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  ended_at timestamp with time zone
  takes integer not null default 0
  part integer not null default 0
  parts integer not null default 1
  cursor text not null default ''::text
  products_done integer not null default 0
  orders_done integer not null default 0
  aftersales_done integer not null default 0
  members_done integer not null default 0
  report jsonb not null default '{"counts": {}, "examples": []}'::jsonb
  warnings text[] not null default '{}'::text[]
  failure text
  constraint wechat_shop_sync_run_kind_check CHECK ((kind = ANY (ARRAY['full'::text, 'reconcile'::text])))
  constraint wechat_shop_sync_run_phase_check CHECK ((phase = ANY (ARRAY['products'::text, 'orders'::text, 'aftersales'::text, 'members'::text, 'sharers'::text, 'finish'::text])))
  constraint wechat_shop_sync_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint wechat_shop_sync_run_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_sync_run_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX wechat_shop_sync_run_open ON public.wechat_shop_sync_run USING btree (wechat_account_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
  CREATE INDEX wechat_shop_sync_run_recent ON public.wechat_shop_sync_run USING btree (wechat_account_id, id DESC)

table wechat_shop_way
  id uuid not null default uuidv7()
  wechat_account_id uuid not null
  kind text not null
  code_id uuid not null
  from_day date not null
  to_day date
  set_by text not null
  created_at timestamp with time zone not null default now()
  constraint wechat_shop_way_check CHECK ((to_day >= from_day))
  constraint wechat_shop_way_kind_check CHECK ((kind = ANY (ARRAY['parcel_card'::text, 'live_screen'::text, 'product_page'::text, 'after_purchase'::text])))
  constraint wechat_shop_way_code_id_fkey FOREIGN KEY (code_id) REFERENCES live_code(id)
  constraint wechat_shop_way_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_shop_way_pkey PRIMARY KEY (id)
  CREATE INDEX wechat_shop_way_account ON public.wechat_shop_way USING btree (wechat_account_id, from_day)

table wechat_token
  wechat_account_id uuid not null
  kind text not null
  value_sealed text not null
  expires_at timestamp with time zone not null
  renewed_at timestamp with time zone not null default now()
  constraint wechat_token_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wechat_token_pkey PRIMARY KEY (wechat_account_id, kind)

table wecom_department
  corp_id text not null
  department_id bigint not null
  parent_id bigint not null
  name text not null
  sort bigint not null default 0
  org_unit_id uuid
  matched_by text
  seen_at timestamp with time zone not null default now()
  gone_at timestamp with time zone
  constraint wecom_department_check CHECK (((org_unit_id IS NULL) OR (matched_by IS NOT NULL)))
  constraint wecom_department_matched_by_check CHECK ((matched_by = ANY (ARRAY['root'::text, 'code'::text, 'name'::text, 'hand'::text])))
  constraint wecom_department_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint wecom_department_pkey PRIMARY KEY (corp_id, department_id)
  CREATE INDEX wecom_department_unit ON public.wecom_department USING btree (org_unit_id) WHERE (org_unit_id IS NOT NULL)

table wecom_follow
  corp_id text not null
  userid text not null
  external_userid text not null
  origin_no integer
  member_no integer
  state text not null
  began_at timestamp with time zone
  ended_at timestamp with time zone
  ended_by text
  add_way smallint
  source_state text not null default ''::text
  oper_userid text
  remark_sealed text
  description_sealed text
  phones_sealed text
  tag_ids text[] not null default '{}'::text[]
  digest bytea
  seen_run bigint
  read_at timestamp with time zone not null default now()
  push_after timestamp with time zone
  push_tries smallint not null default 0
  push_errcode integer
  phone_keys uuid[] not null default '{}'::uuid[]
  constraint wecom_follow_check CHECK (((origin_no IS NULL) = (member_no IS NULL)))
  constraint wecom_follow_ended_by_check CHECK ((ended_by = ANY (ARRAY['customer'::text, 'guide'::text, 'transfer'::text, 'sync'::text])))
  constraint wecom_follow_state_check CHECK ((state = ANY (ARRAY['half'::text, 'active'::text, 'lost'::text, 'ended'::text])))
  constraint wecom_follow_pkey PRIMARY KEY (corp_id, userid, external_userid)
  CREATE INDEX wecom_follow_external ON public.wecom_follow USING btree (corp_id, external_userid)
  CREATE INDEX wecom_follow_member ON public.wecom_follow USING btree (member_no)
  CREATE INDEX wecom_follow_origin ON public.wecom_follow USING btree (origin_no)
  CREATE INDEX wecom_follow_phones ON public.wecom_follow USING gin (phone_keys) WHERE (phone_keys <> '{}'::uuid[])
  CREATE INDEX wecom_follow_push ON public.wecom_follow USING btree (push_after) WHERE (push_after IS NOT NULL)
  CREATE INDEX wecom_follow_state ON public.wecom_follow USING btree (corp_id, source_state) WHERE (source_state <> ''::text)

table wecom_inheritance_task
  id uuid not null default uuidv7()
  corp_id text not null
  userid text not null
  staff_id uuid
  customers integer not null
  groups integer not null
  state text not null default 'waiting'::text
  left_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  settled_at timestamp with time zone
  constraint wecom_inheritance_task_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'working'::text, 'done'::text, 'cancelled'::text])))
  constraint wecom_inheritance_task_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint wecom_inheritance_task_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX wecom_inheritance_task_open ON public.wecom_inheritance_task USING btree (corp_id, userid) WHERE (state = ANY (ARRAY['waiting'::text, 'working'::text]))

table wecom_member
  corp_id text not null
  userid text not null
  name text not null
  position text not null default ''::text
  departments bigint[] not null default '{}'::bigint[]
  status smallint not null
  serves boolean not null default false
  staff_id uuid
  matched_by text
  seen_at timestamp with time zone not null default now()
  left_at timestamp with time zone
  leaving text
  has_photo boolean
  alias text not null default ''::text
  shown_position text not null default ''::text
  shown_company text not null default ''::text
  constraint wecom_member_check CHECK (((staff_id IS NULL) OR (matched_by IS NOT NULL)))
  constraint wecom_member_leaving_check CHECK ((leaving = ANY (ARRAY['waiting'::text, 'ended'::text, 'kept'::text])))
  constraint wecom_member_matched_by_check CHECK ((matched_by = ANY (ARRAY['code'::text, 'login'::text, 'mobile'::text, 'name'::text, 'created'::text, 'hand'::text])))
  constraint wecom_member_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint wecom_member_pkey PRIMARY KEY (corp_id, userid)
  CREATE INDEX wecom_member_leaving ON public.wecom_member USING btree (corp_id) WHERE (leaving = 'waiting'::text)
  CREATE INDEX wecom_member_staff ON public.wecom_member USING btree (staff_id) WHERE (staff_id IS NOT NULL)
  CREATE UNIQUE INDEX wecom_member_userid ON public.wecom_member USING btree (corp_id, lower(userid))

table wecom_sync_part
  run_id bigint not null
  what text not null
  no integer not null
  userids text[] not null
  cursor text not null default ''::text
  started_at timestamp with time zone
  done_at timestamp with time zone
  constraint wecom_sync_part_what_check CHECK ((what = ANY (ARRAY['customers'::text, 'groups'::text])))
  constraint wecom_sync_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES wecom_sync_run(id) ON DELETE CASCADE
  constraint wecom_sync_part_pkey PRIMARY KEY (run_id, what, no)

table wecom_sync_run
  id bigint not null identity
  wechat_account_id uuid not null
  corp_id text not null
  kind text not null
  state text not null default 'waiting'::text
  phase text not null default 'directory'::text
  requested_by text not null
  created_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  phase_at timestamp with time zone
  ended_at timestamp with time zone
  takes integer not null default 0
  customers_done integer not null default 0
  groups_done integer not null default 0
  warnings jsonb not null default '[]'::jsonb
  report jsonb not null default '{"counts": {}, "examples": []}'::jsonb
  failure text
  constraint wecom_sync_run_kind_check CHECK ((kind = ANY (ARRAY['full'::text, 'reconcile'::text])))
  constraint wecom_sync_run_phase_check CHECK ((phase = ANY (ARRAY['directory'::text, 'tags'::text, 'customers'::text, 'groups'::text, 'finish'::text])))
  constraint wecom_sync_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint wecom_sync_run_wechat_account_id_fkey FOREIGN KEY (wechat_account_id) REFERENCES wechat_account(id) ON DELETE CASCADE
  constraint wecom_sync_run_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX wecom_sync_run_open ON public.wecom_sync_run USING btree (corp_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
  CREATE INDEX wecom_sync_run_recent ON public.wecom_sync_run USING btree (corp_id, id DESC)

table wecom_tag
  corp_id text not null
  tag_id text not null
  group_id text not null
  name text not null
  sort bigint not null default 0
  tag_no integer
  deleted_at timestamp with time zone
  constraint wecom_tag_tag_no_fkey FOREIGN KEY (tag_no) REFERENCES tag(tag_no)
  constraint wecom_tag_pkey PRIMARY KEY (corp_id, tag_id)
  CREATE UNIQUE INDEX wecom_tag_product ON public.wecom_tag USING btree (corp_id, tag_no) WHERE ((tag_no IS NOT NULL) AND (deleted_at IS NULL))

table wecom_tag_cursor
  corp_id text not null
  log_id bigint not null default 0
  looked_at timestamp with time zone not null default now()
  constraint wecom_tag_cursor_pkey PRIMARY KEY (corp_id)

table wecom_tag_group
  corp_id text not null
  group_id text not null
  name text not null
  sort bigint not null default 0
  tag_group_id uuid
  deleted_at timestamp with time zone
  constraint wecom_tag_group_tag_group_id_fkey FOREIGN KEY (tag_group_id) REFERENCES tag_group(id)
  constraint wecom_tag_group_pkey PRIMARY KEY (corp_id, group_id)

table wecom_welcome
  callback_seq bigint not null
  corp_id text not null
  userid text not null
  external_userid text not null
  source_state text not null default ''::text
  outcome text not null default 'sending'::text
  errcode integer
  reason text
  occurred_at timestamp with time zone not null
  received_at timestamp with time zone not null
  settled_at timestamp with time zone
  constraint wecom_welcome_outcome_check CHECK ((outcome = ANY (ARRAY['sending'::text, 'sent'::text, 'already'::text, 'off'::text, 'missed'::text, 'refused'::text])))
  constraint wecom_welcome_pkey PRIMARY KEY (callback_seq)
  CREATE INDEX wecom_welcome_external ON public.wecom_welcome USING btree (corp_id, external_userid)
  CREATE INDEX wecom_welcome_recent ON public.wecom_welcome USING btree (corp_id, received_at DESC)

table workbench_function
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  note text not null default ''::text
  address text not null default ''::text
  app_id text not null default ''::text
  page text not null default ''::text
  org_unit_id uuid not null
  role_codes text[] not null default '{}'::text[]
  position integer not null default 0
  enabled boolean not null default true
  version integer not null default 1
  updated_at timestamp with time zone not null
  updated_by text not null
  constraint workbench_function_check CHECK (((kind = 'web'::text) = (address <> ''::text)))
  constraint workbench_function_check1 CHECK (((kind = 'web'::text) = (app_id = ''::text)))
  constraint workbench_function_kind_check CHECK ((kind = ANY (ARRAY['web'::text, 'mini_program'::text, 'share'::text])))
  constraint workbench_function_name_check CHECK ((name <> ''::text))
  constraint workbench_function_org_unit_id_fkey FOREIGN KEY (org_unit_id) REFERENCES org_unit(id)
  constraint workbench_function_pkey PRIMARY KEY (id)

table workbench_token
  token_index bytea not null
  function_id uuid not null
  staff_id uuid not null
  issued_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  used_by text
  constraint workbench_token_function_id_fkey FOREIGN KEY (function_id) REFERENCES workbench_function(id) ON DELETE CASCADE
  constraint workbench_token_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
  constraint workbench_token_pkey PRIMARY KEY (token_index)
  CREATE INDEX workbench_token_expiry ON public.workbench_token USING btree (expires_at)
  CREATE INDEX workbench_token_function ON public.workbench_token USING btree (function_id, issued_at)

CREATE OR REPLACE FUNCTION public.apply_point_entries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update point_lot l set remaining = l.remaining + e.points
  from (select lot_id, sum(points) as points from added group by lot_id order by lot_id) e where l.id = e.lot_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.bump_fact_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.changed_xid := pg_current_xact_id();
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.bump_org_tree_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update org_tree_version set version = version + 1;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.carry_org_subtree()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update org_unit set path = new.path || subpath(path, nlevel(old.path)) where path <@ old.path and id <> new.id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.distance_metres(latitude_a double precision, longitude_a double precision, latitude_b double precision, longitude_b double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select 2 * 6371008.8 * asin(least(1, sqrt(
    power(sin(radians(latitude_b - latitude_a) / 2), 2)
    + cos(radians(latitude_a)) * cos(radians(latitude_b)) * power(sin(radians(longitude_b - longitude_a) / 2), 2))))
$function$

CREATE OR REPLACE FUNCTION public.keep_point_entries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'point_entry is append-only: write a counter-entry instead';
end $function$

CREATE OR REPLACE FUNCTION public.note_tags_deleted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into tag_departure (carrier_no, tag_no)
  select distinct member_no, tag_no from gone order by 1, 2
  on conflict (carrier_no, tag_no) do update set changed_xid = excluded.changed_xid;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.note_tags_moved()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into tag_departure (carrier_no, tag_no)
  select distinct o.member_no, o.tag_no from gone o join come n using (origin_no, tag_no) where o.member_no <> n.member_no order by 1, 2
  on conflict (carrier_no, tag_no) do update set changed_xid = excluded.changed_xid;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.place_org_unit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  parent org_unit;
begin
  new.code := coalesce(new.code, new.kind || '-' || new.no);
  if new.parent_id is null then
    new.path := text2ltree(new.no::text);
    return new;
  end if;
  -- Locked, so that the parent cannot move while something is put below it.
  select * into parent from org_unit where id = new.parent_id for share;
  if parent.kind = 'store' then
    raise exception 'a store has nothing below it' using errcode = 'check_violation', constraint = 'org_unit_store_is_leaf';
  end if;
  if tg_op = 'UPDATE' and parent.path <@ old.path then
    raise exception 'a unit cannot move below itself' using errcode = 'check_violation', constraint = 'org_unit_no_cycle';
  end if;
  new.path := parent.path || new.no::text;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit_log is append-only';
end $function$
