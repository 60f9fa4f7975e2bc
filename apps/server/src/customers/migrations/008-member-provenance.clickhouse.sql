alter table member_fact add column if not exists digital UInt8 default 0;
alter table member_fact add column if not exists from_outside UInt8 default 0;
