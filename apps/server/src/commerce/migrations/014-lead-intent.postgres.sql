-- How much a lead wants to buy, by the answers it gave (AQ-21), and forms for people who come for themselves.
alter table lead add column intent_score int;
create index lead_by_intent on lead ((coalesce(intent_score, -1000)) desc, id desc);

alter table lead_form add column audience text not null default 'business' check (audience in ('business', 'person'));
alter table lead_form drop constraint lead_form_source_check;
alter table lead_form add constraint lead_form_source_check
  check (source in ('exhibition', 'web', 'referral', 'official_account', 'download', 'visit'));
alter table lead drop constraint lead_source_check;
alter table lead add constraint lead_source_check
  check (source in ('exhibition', 'web', 'referral', 'official_account', 'download', 'visit', 'other'));
update lead_form set fields = coalesce(
  (select jsonb_agg('{"points": {}, "steps": []}'::jsonb || field order by n) from jsonb_array_elements(fields) with ordinality each(field, n)), '[]');
