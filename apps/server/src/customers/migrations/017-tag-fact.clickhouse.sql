-- Who carries which tag, whatever it was set by.
create table if not exists tag_fact (
  tag_no     UInt32,
  member_no  UInt32,
  version    UInt64,
  is_deleted UInt8 default 0
) engine = ReplacingMergeTree(version, is_deleted)
order by (tag_no, member_no)
settings non_replicated_deduplication_window = 1000;
