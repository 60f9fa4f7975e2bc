-- Allocations of online traffic to dealers, and whom a leader leads: what orders are attributed by. State transfer from PostgreSQL.
create table if not exists traffic_allocation_fact (
  allocation_id    UInt64,
  version          UInt64,
  member_no        UInt32,
  dealer_no        UInt32,
  store_no         UInt32,
  commission_bp    UInt32,
  business_day     Date,
  allocated_at     DateTime64(3, 'UTC'),
  attributed_until DateTime64(3, 'UTC'),
  replaced         UInt8
) engine = ReplacingMergeTree(version) order by allocation_id;

create table if not exists leader_binding_fact (
  binding_id UInt64,
  version    UInt64,
  leader_no  UInt32,
  member_no  UInt32,
  bound_at   DateTime64(3, 'UTC'),
  -- Far in the future while it lasts.
  unbound_at DateTime64(3, 'UTC')
) engine = ReplacingMergeTree(version) order by binding_id;
