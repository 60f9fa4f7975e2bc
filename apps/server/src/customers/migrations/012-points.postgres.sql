-- One ledger of points for every front (MB-02). A balance is derived: the sum of what is left of a member's lots.

-- The earning rule, one row per edit, never changed: an order earns by the newest version whose first day has come by its business day.
create table point_rule (
  version    int generated always as identity primary key,
  from_day   date not null,
  -- customers/points/rules.ts
  rule       jsonb not null,
  note       text,
  created_at timestamptz not null default now(),
  created_by text not null
);

-- What writers of one member's points queue on, and where a freeze stands. Made when first needed.
create table point_account (
  origin_no     int primary key,
  member_no     int not null,
  frozen_at     timestamptz,
  frozen_by     text,
  frozen_reason text
);
create index point_account_member on point_account (member_no);

-- Points that were granted together: they become available, expire and are spent as a lot, oldest first.
create table point_lot (
  id            bigint generated always as identity primary key,
  -- What earned it, e.g. `order:81:17`: nothing earns twice.
  business_key  text not null unique,
  kind          text not null check (kind in ('purchase', 'joining_gift', 'adjustment', 'debt')),
  origin_no     int not null,
  member_no     int not null,
  -- Points when it was granted; negative for a debt.
  granted       bigint not null,
  -- What the order entitles to after its refunds; equals `granted` for the other kinds.
  entitled      bigint not null,
  -- Kept by the trigger of point_entry alone.
  remaining     bigint not null default 0,
  earned_at     timestamptz(3) not null,
  available_at  timestamptz(3) not null,
  -- Null = never.
  expires_at    timestamptz(3),
  order_id      bigint,
  -- The order's amount when the points were granted.
  base_fen      bigint,
  document      text,
  store_no      int,
  channel       text,
  rule_version  int references point_rule,
  -- The lot whose claw-back left this debt.
  owed_for      bigint references point_lot,
  check (case kind when 'debt' then remaining between granted and 0 else remaining >= 0 end),
  check (kind <> 'purchase' or (order_id is not null and base_fen > 0))
);
create index point_lot_member on point_lot (member_no, earned_at, id) where remaining <> 0;
create index point_lot_gift on point_lot (member_no, id) where kind = 'joining_gift';
create index point_lot_origin on point_lot (origin_no);
create index point_lot_order on point_lot (order_id) where order_id is not null;
create index point_lot_owed_for on point_lot (owed_for) where owed_for is not null;
create index point_lot_expires on point_lot (expires_at) where remaining > 0 and expires_at is not null;

-- The ledger: every change of every lot, append-only.
create table point_entry (
  id          bigint generated always as identity primary key,
  -- Entries that happened together, e.g. one spend over three lots.
  movement_id uuid not null,
  kind        text not null check (kind in ('earned', 'spent', 'returned', 'expired', 'clawed_back', 'settled', 'adjusted')),
  lot_id      bigint not null references point_lot,
  origin_no   int not null,
  member_no   int not null,
  points      bigint not null check (points <> 0),
  at          timestamptz(3) not null,
  store_no    int,
  channel     text,
  document    text,
  reason      text,
  by          text not null,
  changed_xid xid8 not null default pg_current_xact_id()
);
create index point_entry_member on point_entry (member_no, id desc);
create index point_entry_origin on point_entry (origin_no);
create index point_entry_lot on point_entry (lot_id);
create index point_entry_movement on point_entry (movement_id);
create index point_entry_document on point_entry (document, id desc) where document is not null;
create index point_entry_changed_xid on point_entry (changed_xid);

-- The lots follow the ledger, in the statement that writes it; a lot that would fall below zero refuses the statement.
create function apply_point_entries() returns trigger language plpgsql as $$
begin
  update point_lot l set remaining = l.remaining + e.points
  from (select lot_id, sum(points) as points from added group by lot_id order by lot_id) e where l.id = e.lot_id;
  return null;
end $$;
create trigger point_entry_applied after insert on point_entry referencing new table as added
  for each statement execute function apply_point_entries();

create function keep_point_entries() returns trigger language plpgsql as $$
begin
  raise exception 'point_entry is append-only: write a counter-entry instead';
end $$;
create trigger point_entry_kept before delete on point_entry for each row execute function keep_point_entries();
-- Only whose it is may change (a merge of members, or its undo), and what was written about a person can be wiped.
create trigger point_entry_unchanged before update on point_entry for each row
  when ((old.id, old.movement_id, old.kind, old.lot_id, old.origin_no, old.points, old.at, old.store_no, old.channel, old.document, old.reason, old.by)
    is distinct from
    (new.id, new.movement_id, new.kind, new.lot_id, new.origin_no, new.points, new.at, new.store_no, new.channel, new.document, coalesce(new.reason, old.reason), new.by))
  execute function keep_point_entries();

-- What a front asked for, each once by its business key.
create table point_spend (
  id           uuid primary key default uuidv7(),
  business_key text not null unique,
  origin_no    int not null,
  member_no    int not null,
  points       bigint not null check (points > 0),
  reversed     bigint not null default 0 check (reversed between 0 and points),
  at           timestamptz(3) not null,
  store_no     int,
  channel      text not null,
  document     text,
  reason       text,
  by           text not null
);
create index point_spend_member on point_spend (member_no, id desc);
create index point_spend_origin on point_spend (origin_no);

create table point_reversal (
  id           uuid primary key default uuidv7(),
  business_key text not null unique,
  spend_id     uuid not null references point_spend,
  points       bigint not null check (points > 0),
  at           timestamptz(3) not null,
  reason       text,
  by           text not null
);
create index point_reversal_spend on point_reversal (spend_id);

-- Corrections by hand; above the limit of the settings somebody else has to approve.
create table point_adjustment (
  id               uuid primary key default uuidv7(),
  business_key     text not null unique,
  origin_no        int not null,
  member_no        int not null,
  points           bigint not null check (points <> 0),
  reason           text not null,
  status           text not null check (status in ('waiting', 'done', 'rejected')),
  requested_at     timestamptz(3) not null,
  requested_by     text not null,
  requested_by_id  text not null,
  decided_at       timestamptz(3),
  decided_by       text,
  decision_note    text
);
create index point_adjustment_waiting on point_adjustment (id) where status = 'waiting';
create index point_adjustment_member on point_adjustment (member_no, id desc);
create index point_adjustment_origin on point_adjustment (origin_no);

-- How far a job has read a table by transaction: (xid, id) of the last row done.
create table point_cursor (
  name text primary key,
  xid  xid8 not null default '0',
  id   bigint not null default 0
);
