-- Events with the member that they belong to now: what an origin's merge or undo changed after delivery comes from the
-- override table, which a squash keeps small. Nullable on purpose: the view reads alike under any join_use_nulls.
create view if not exists member_event as
select
  e.seq as seq,
  e.type as type,
  e.origin_no as origin_no,
  coalesce(o.current_no, e.member_no) as member_no,
  e.occurred_at as occurred_at,
  e.received_at as received_at,
  e.store_no as store_no,
  e.channel as channel,
  e.properties as properties
from event as e
left any join (
  select origin_no, toNullable(argMax(member_no, version)) as current_no
  from member_override
  group by origin_no
) as o on o.origin_no = e.origin_no;
