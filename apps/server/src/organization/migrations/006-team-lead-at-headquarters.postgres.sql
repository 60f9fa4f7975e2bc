-- 操盘手 keeps tags and tiers, which are the chain's: a post for headquarters.
update role set unit_kinds = '{headquarters}' where code = 'team_lead';
