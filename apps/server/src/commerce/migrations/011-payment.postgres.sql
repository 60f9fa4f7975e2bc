-- 支付: money asked of a customer for an order, through an account that takes it. One that nobody paid ends closed.
create table payment (
  id             uuid primary key default uuidv7(),
  -- The account that takes the money; its connector names it.
  merchant_id    uuid not null,
  -- What that account calls the payment.
  trade_no       text not null generated always as (replace(id::text, '-', '')) stored unique,
  order_code     text not null,
  way            text not null check (way in ('jsapi', 'h5', 'native')),
  app_id         text not null,
  description    text not null,
  -- JSON of `Payer`, sealed: who is to pay, from where. Gone when the payment has ended.
  payer_sealed   text,
  state          text not null default 'open' check (state in ('open', 'paid', 'closed')),
  store_no       int,
  guide_no       int,
  channel        text not null,
  is_gift        boolean not null default false,
  amount_fen     bigint not null check (amount_fen > 0),
  discount_fen   bigint not null default 0,
  -- As in sales_order.
  lines          json not null,
  -- Of everything that was asked: the same again is the same payment.
  digest         bytea not null,
  expires_at     timestamptz not null,
  -- An open payment is asked for until it is settled: its notice may have been lost.
  next_query_at  timestamptz not null,
  queries        int not null default 0,
  transaction_id text,
  paid_at        timestamptz(3),
  -- What left the payer's purse, after the platform's own coupons.
  payer_fen      bigint,
  refunded_fen   bigint not null default 0,
  closed_reason  text,
  origin_no      int,
  member_no      int,
  requested_by   text not null,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check ((origin_no is null) = (member_no is null)),
  check (state <> 'paid' or (transaction_id is not null and paid_at is not null))
);
-- An order is paid once.
create unique index payment_order on payment (order_code) where state <> 'closed';
create index payment_due on payment (next_query_at) where state = 'open';
create index payment_store on payment (store_no, id desc);
create index payment_paid_at on payment (merchant_id, paid_at) where state = 'paid';
create index payment_member on payment (member_no) where member_no is not null;
create index payment_origin on payment (origin_no) where origin_no is not null;

-- Money that goes back; one that arrived is a refund document.
create table payment_refund (
  id                 uuid primary key default uuidv7(),
  payment_id         uuid not null references payment,
  -- What the account calls it; the same number is sent until there is an answer.
  refund_no          text not null generated always as (replace(id::text, '-', '')) stored unique,
  -- The caller's own key: the same again is the same refund.
  request_key        text not null,
  amount_fen         bigint not null check (amount_fen > 0),
  reason             text not null,
  -- What came back, as in sales_order; null = money only.
  lines              json,
  -- asked: sent, or to be sent, without an answer yet. refused, closed: the money stayed. abnormal: it did not reach the payer.
  state              text not null default 'asked' check (state in ('asked', 'processing', 'done', 'closed', 'abnormal', 'refused')),
  -- Why it was refused, closed or is abnormal, and what to do.
  note               text,
  platform_refund_id text,
  received_by        text,
  refunded_at        timestamptz(3),
  next_query_at      timestamptz not null default now(),
  queries            int not null default 0,
  requested_by       text not null,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  unique (payment_id, request_key)
);
create index payment_refund_due on payment_refund (next_query_at) where state in ('asked', 'processing');

update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{payment.read,payment.take,payment.refund}'::text[]),
  ('region_manager', '{payment.read}'::text[]),
  ('store_manager', '{payment.read,payment.refund}'::text[])
) as added (code, permissions)
where role.code = added.code;
