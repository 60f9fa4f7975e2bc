-- Tags as ClickHouse sees them: rows that stand are sent by the transaction that wrote them; pairs of member and tag of which a row went are
-- remembered, so that it is looked again whether the member still carries the tag.
alter table member_tag add column changed_xid xid8 not null default pg_current_xact_id();
create index member_tag_changed_xid on member_tag (changed_xid);

create table tag_departure (
  carrier_no  int not null,
  tag_no      int not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  primary key (carrier_no, tag_no)
);
create index tag_departure_changed_xid on tag_departure (changed_xid);

create function note_tags_deleted() returns trigger language plpgsql as $$
begin
  insert into tag_departure (carrier_no, tag_no)
  select distinct member_no, tag_no from gone order by 1, 2
  on conflict (carrier_no, tag_no) do update set changed_xid = excluded.changed_xid;
  return null;
end $$;

create function note_tags_moved() returns trigger language plpgsql as $$
begin
  insert into tag_departure (carrier_no, tag_no)
  select distinct o.member_no, o.tag_no from gone o join come n using (origin_no, tag_no) where o.member_no <> n.member_no order by 1, 2
  on conflict (carrier_no, tag_no) do update set changed_xid = excluded.changed_xid;
  return null;
end $$;

create trigger member_tag_deleted after delete on member_tag referencing old table as gone
  for each statement execute function note_tags_deleted();
create trigger member_tag_moved after update on member_tag referencing old table as gone new table as come
  for each statement execute function note_tags_moved();
