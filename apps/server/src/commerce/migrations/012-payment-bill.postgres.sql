-- 支付对账: one day of one account, compared with the bill that its platform writes.
create table payment_bill (
  id            bigint generated always as identity primary key,
  merchant_id   uuid not null,
  day           date not null,
  state         text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  -- Why it failed and what to do.
  note          text,
  -- Of the bill.
  paid_count    int not null default 0,
  paid_fen      bigint not null default 0,
  refund_count  int not null default 0,
  refund_fen    bigint not null default 0,
  requested_by  text not null,
  requested_at  timestamptz not null default now(),
  compared_at   timestamptz,
  unique (merchant_id, day)
);

-- Rows of a bill while it is compared.
create table payment_bill_row (
  bill_id        bigint not null references payment_bill on delete cascade,
  -- 0 = the payment itself, else the refund's number.
  refund_no      text not null,
  trade_no       text not null,
  transaction_id text not null,
  amount_fen     bigint not null,
  refund_state   text,
  primary key (bill_id, trade_no, refund_no)
);

create table payment_difference (
  id           bigint generated always as identity primary key,
  bill_id      bigint not null references payment_bill on delete cascade,
  kind         text not null check (kind in ('payment_unknown', 'payment_not_paid', 'payment_amount', 'payment_not_billed',
                 'refund_unknown', 'refund_state', 'refund_amount', 'refund_not_billed')),
  trade_no     text not null,
  refund_no    text not null,
  -- What stands here, and on the bill.
  ours_fen     bigint,
  theirs_fen   bigint,
  -- mended: gone when the day was compared again. explained: somebody said why it is so.
  state        text not null default 'open' check (state in ('open', 'mended', 'explained')),
  note         text,
  settled_by   text,
  settled_at   timestamptz,
  found_at     timestamptz not null default now(),
  unique (bill_id, kind, trade_no, refund_no)
);
create index payment_difference_open on payment_difference (id) where state = 'open';
