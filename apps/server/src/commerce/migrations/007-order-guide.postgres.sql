-- Facts carry dense numbers, for guides as for members and stores.
alter table staff add column no int generated always as identity;
alter table staff add constraint staff_no_unique unique (no);

-- Who sold it; null = nobody in particular. A refund counts against the guide of the order that it refunds.
alter table sales_order add column guide_no int;
alter table refund add column guide_no int;
create index sales_order_guide on sales_order (guide_no, paid_at desc, id desc) where guide_no is not null;

-- Bought for somebody else, whether or not it is known for whom.
alter table sales_order add column is_gift boolean not null default false;
