-- 名片: a person looked at a guide's photo where the platform does not tell of it (AQ-16).
create table guide_card_check (
  staff_id   uuid primary key references staff,
  photo_real boolean not null,
  checked_by text not null,
  checked_at timestamptz not null
);
create index event_log_service on event_log (occurred_at desc) where type = 'service.recorded';
create index event_log_product_talk on event_log (occurred_at desc) where type = 'product.talk_started';
