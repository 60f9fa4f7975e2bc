-- How far each feed into ClickHouse has come. `pending_xid` is written before a batch is sent: after a crash the same
-- range is sent again under the same token, and ClickHouse drops what it already has.
create table feed_cursor (
  feed          text primary key,
  delivered_xid xid8 not null default '0',
  pending_xid   xid8,
  delivered_rows bigint not null default 0,
  delivered_at  timestamptz,
  failure       text
);
