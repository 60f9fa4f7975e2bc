-- A coupon that was redeemed in an order which is taken back entirely may be given back. returning: until the platform has taken it back, too.
alter table coupon drop constraint coupon_state_check;
alter table coupon add constraint coupon_state_check check (state in ('asked', 'claimed', 'held', 'used', 'returning', 'refused'));
do $$
declare
  used_at_check name;
begin
  select conname into strict used_at_check from pg_constraint
  where conrelid = 'coupon'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%used_at%';
  execute format('alter table coupon drop constraint %I', used_at_check);
end $$;
alter table coupon
  add constraint coupon_used_at check ((state in ('used', 'returning')) = (used_at is not null)),
  -- How often it was given back; part of the number under which a use is told.
  add column returns     int not null default 0,
  add column returned_at timestamptz;
create index coupon_returning on coupon (next_try_at) where state = 'returning';
