-- How each member's relation moved (ID-05), derived from identifiers, registrations and events by the time they happened:
-- one row per member, rewritten when something that bears on it arrives. `steps` = [{at, from, to, cause, channel}], oldest first.
create table relation_history (
  member_no   int primary key,
  state       text not null check (state in ('visitor', 'fan', 'contact', 'member', 'lost')),
  since       timestamptz(3),
  steps       jsonb not null,
  changed_xid xid8 not null default pg_current_xact_id()
);
create index relation_history_changed_xid on relation_history (changed_xid);

-- Members whose history is to be derived anew, and the transaction up to which they have been looked for.
create table relation_due (
  member_no int primary key
);
create table relation_cursor (
  singleton boolean primary key default true check (singleton),
  next_xid  xid8 not null default '0'
);
insert into relation_cursor default values;
