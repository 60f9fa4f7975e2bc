-- 社群成员 is a state of the line of relations, too. Lines on which a group bears are derived anew.
alter table relation_history drop constraint relation_history_state_check;
alter table relation_history add check (state in ('visitor', 'fan', 'group', 'contact', 'member', 'lost'));

insert into relation_due (member_no)
select member_no from identifier where group_only and member_no is not null
union
select member_no from event_log where type in ('group.joined', 'group.left')
on conflict do nothing;
