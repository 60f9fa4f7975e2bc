-- 朋友圈内容构成 (CH-24): what operators say a post is, where they disagree with the reading of its text.
create table moment_class (
  business_key text primary key,
  kind         text not null check (kind in ('ad', 'content', 'interaction')),
  read_as      text not null check (read_as in ('ad', 'content', 'interaction')),
  corrected_at timestamptz not null,
  corrected_by text not null
);
create index outbound_moment on outbound (account_id, created_at desc) where channel = 'wecom_moment';
