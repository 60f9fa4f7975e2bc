-- Who was given to which dealer, and why (OR-10).
create table traffic_allocation (
  id               bigint generated always as identity primary key,
  origin_no        int not null,
  member_no        int not null,
  dealer_no        int not null references org_unit (no),
  store_no         int not null references org_unit (no),
  channel          text not null,
  service          text,
  area_code        text,
  -- Rounded to about 100 m: enough to ask "what if", too little for a doorstep.
  latitude         numeric(6, 3),
  longitude        numeric(6, 3),
  share_code       text references share_code (code),
  own_store_no     int,
  decided_by       text not null,
  -- Who lost and why: [{"dealerNo", "dealerName", "reason", "text", "metres"}].
  losers           jsonb not null,
  metres           double precision,
  -- Null: the usual rule.
  rule_unit_id     uuid references org_unit (id),
  rule_version     int not null,
  commission_bp    int not null,
  allocated_at     timestamptz not null,
  business_day     date not null,
  protected_until  timestamptz not null,
  -- Orders before this moment count for the dealer.
  attributed_until timestamptz not null,
  ended_at         timestamptz,
  -- By hand: what it replaces, and why.
  replaces         bigint references traffic_allocation (id),
  reason           text,
  allocated_by     text not null,
  changed_xid      xid8 not null default pg_current_xact_id(),
  check ((replaces is null) = (reason is null))
);
create index traffic_allocation_changed on traffic_allocation (changed_xid);
create index traffic_allocation_origin on traffic_allocation (origin_no);
create index traffic_allocation_member on traffic_allocation (member_no, allocated_at);
create index traffic_allocation_store on traffic_allocation (store_no, id desc);
create index traffic_allocation_day on traffic_allocation (business_day, dealer_no);

-- 团长 (OR-20): a member, one of the own staff, or both in one person.
create table leader (
  id             uuid primary key default uuidv7(),
  -- What facts carry.
  no             int generated always as identity unique,
  origin_no      int,
  member_no      int,
  staff_id       uuid unique references staff (id),
  store_no       int not null references org_unit (no),
  pickup_point   text not null,
  pickup_address text not null default '',
  status         text not null check (status in ('applied', 'approved', 'paused', 'ended', 'declined')),
  status_reason  text,
  level          text not null,
  -- Null: the level's.
  commission_bp  int check (commission_bp between 0 and 10000),
  applied_at     timestamptz not null,
  approved_at    timestamptz,
  ended_at       timestamptz,
  version        int not null default 1,
  check ((origin_no is null) = (member_no is null)),
  check (member_no is not null or staff_id is not null)
);
create unique index leader_origin on leader (origin_no) where origin_no is not null;
create index leader_member on leader (member_no) where member_no is not null;
create index leader_store on leader (store_no, no desc);

-- Whom a leader leads, with its history; a member has one leader at a time.
create table leader_binding (
  id          bigint generated always as identity primary key,
  leader_no   int not null references leader (no),
  origin_no   int not null,
  member_no   int not null,
  source      text not null,
  bound_at    timestamptz not null,
  unbound_at  timestamptz,
  bound_by    text not null,
  changed_xid xid8 not null default pg_current_xact_id()
);
create index leader_binding_changed on leader_binding (changed_xid);
create index leader_binding_origin on leader_binding (origin_no);
create index leader_binding_member on leader_binding (member_no) where unbound_at is null;
create index leader_binding_leader on leader_binding (leader_no) where unbound_at is null;
