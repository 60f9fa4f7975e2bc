-- A list by date of registration is walked in that order, so that an old month does not cost a walk over all newer members.
drop index member_registered;
create index member_registered on member (registered_at desc, member_no desc) where status = 'active' and registered_at is not null;
