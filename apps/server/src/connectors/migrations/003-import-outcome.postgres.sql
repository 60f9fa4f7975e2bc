-- Of the documents of an order import, those that are refunds; the others are orders.
alter table import_run add column refunds_created bigint not null default 0;
alter table import_run add column refunds_updated bigint not null default 0;
alter table import_run add column refunds_unchanged bigint not null default 0;
-- People whom nobody knew before; null = this kind of file, or an older version of Feilun, does not tell.
alter table import_run add column members_created bigint;

-- Guides whom the file names and the staff list does not: their rows are taken over without a guide.
create table import_unknown_guide (
  run_no int not null references import_run (no) on delete cascade,
  guide  text not null,
  rows   bigint not null,
  primary key (run_no, guide)
);
