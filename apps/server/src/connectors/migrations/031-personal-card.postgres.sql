-- 个人名片 as customers see it. Null photo: the platform does not tell this app (wecom-api.md §3).
alter table wecom_member
  add column has_photo boolean,
  add column alias text not null default '',
  add column shown_position text not null default '',
  add column shown_company text not null default '';

-- Keyed hashes of the phones that the guide noted, as `identifier.value_index`: a request sent to a phone is recognised when its
-- owner has become a friend. Never an identity.
alter table wecom_follow add column phone_keys uuid[] not null default '{}';
create index wecom_follow_phones on wecom_follow using gin (phone_keys) where phone_keys <> '{}';
-- Relations with noted phones are read anew by the next sync.
update wecom_follow set digest = null where phones_sealed is not null;
