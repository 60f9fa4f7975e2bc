-- Whom a segment holds for: a roaring bitmap of member numbers per million of them. A version is written whole before it is read.
create table if not exists segment_bitmap (
  segment String,
  version UInt32,
  bucket  UInt16,
  members AggregateFunction(groupBitmap, UInt32)
) engine = MergeTree
order by (segment, version, bucket);
