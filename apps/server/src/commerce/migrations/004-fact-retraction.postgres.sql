-- A document that moved to another month: its fact is deleted under the old day (ClickHouse replaces within a month only).
create table fact_retraction (
  id           bigint generated always as identity primary key,
  kind         text not null check (kind in ('order', 'refund')),
  document_id  bigint not null,
  business_day date not null,
  version      bigint not null,
  changed_xid  xid8 not null default pg_current_xact_id()
);
create index fact_retraction_changed_xid on fact_retraction (changed_xid);
