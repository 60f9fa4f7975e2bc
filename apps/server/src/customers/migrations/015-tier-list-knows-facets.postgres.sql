-- A tier's list answers for store, channel, relation and gender too, so that a walk along it need not open each member.
drop index member_tier_list;
create index member_tier_list on member (tier, member_no desc) include (store_no, channel, relation, gender)
  where status = 'active' and tier is not null;
