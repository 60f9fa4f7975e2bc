-- 门店 WiFi: who scans the store's code and follows the account is told the network and its password (CH-28).
create table official_wifi (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  store_no          int not null,
  ssid              text not null,
  password_sealed   text not null,
  -- What the permanent code says; null until the platform has made it.
  code_url          text,
  version           int not null default 1,
  updated_at        timestamptz not null default now(),
  updated_by        text not null,
  primary key (wechat_account_id, store_no)
);
