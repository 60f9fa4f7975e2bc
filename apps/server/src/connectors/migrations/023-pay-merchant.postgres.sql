-- 收款商户: whose sales a connected WeChat Pay merchant takes the money of: stores below the unit, the nearest unit wins.
create table pay_merchant (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  org_unit_id       uuid not null unique references org_unit,
  version           int not null default 1
);

-- 平台证书: public keys of WeChat Pay, for merchants that are not on its public key yet; fetched when a signature names an unknown one.
create table pay_platform_certificate (
  wechat_account_id uuid not null references wechat_account on delete cascade,
  serial            text not null,
  public_key        text not null,
  expires_at        timestamptz not null,
  fetched_at        timestamptz not null default now(),
  primary key (wechat_account_id, serial)
);
