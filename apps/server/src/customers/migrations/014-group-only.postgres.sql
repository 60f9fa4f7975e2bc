-- 社群成员: somebody whom only groups know is no contact yet. False for ever once anything else, a friendship above all, named the identifier.
alter table identifier add column group_only boolean not null default false;
alter table member drop constraint member_relation_check;
alter table member add check (relation in ('visitor', 'fan', 'group', 'contact', 'member'));

-- Of an installation that read groups before: the wing that knows friendships comes later, and may not be there yet.
do $$ begin
  if to_regclass('wecom_follow') is not null then
    update identifier i set group_only = true where i.kind = 'external_userid' and i.first_source = 'wecom_group'
      and not exists (select from wecom_follow f where f.member_no = i.member_no);
  end if;
end $$;
