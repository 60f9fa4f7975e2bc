-- Where members sign in: the page inside WeCom, and the one with a QR code for other browsers. Null: the platform's own.
alter table wechat_account add column authorize_url text, add column scan_url text;

-- What the set-up doctor found when it last looked.
create table wechat_examination (
  wechat_account_id uuid primary key references wechat_account on delete cascade,
  examined_at       timestamptz not null,
  examined_by       text not null,
  -- JSON of `Finding[]`.
  findings          jsonb not null
);
