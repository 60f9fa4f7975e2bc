-- Two facts of the folded view (members/provenance.ts): known on WeChat or registered on a digital front, and first known from
-- another platform.
alter table member add column digital boolean not null default false;
alter table member add column from_outside boolean not null default false;
update member m set digital = i.on_wechat or coalesce(m.channel in ('mini_program', 'wechat_shop', 'official_account', 'wecom', 'ecommerce'), false),
  from_outside = coalesce(i.outside_at = i.first_at, false), changed_xid = pg_current_xact_id()
from (
  select member_no, bool_or(kind in ('unionid', 'openid', 'external_userid', 'shop_openid')) as on_wechat, min(first_seen_at) as first_at,
    min(first_seen_at) filter (where kind = 'platform_id') as outside_at
  from identifier where member_no is not null group by member_no
) i
where m.member_no = i.member_no and m.status = 'active';
