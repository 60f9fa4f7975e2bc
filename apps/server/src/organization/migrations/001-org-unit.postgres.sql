-- Several brands may live in one group (OR-04); a unit's brand is inherited by what is created below it.
create table brand (
  id         uuid primary key default uuidv7(),
  code       text not null unique check (code <> ''),
  name       text not null unique check (name <> ''),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- The chain: headquarters, regions to any depth, dealers, stores (OR-01).
create table org_unit (
  id         uuid primary key default uuidv7(),
  -- What facts carry as store_no, in both engines; also the unit's label in `path`.
  no         int generated always as identity unique,
  parent_id  uuid references org_unit (id),
  -- Numbers from the root to this unit; written by the triggers below and by nobody else.
  path       ltree not null,
  kind       text not null check (kind in ('headquarters', 'region', 'dealer', 'store')),
  code       text not null unique check (code <> ''),
  name       text not null check (name <> ''),
  brand_id   uuid references brand (id),
  closed_at  timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((kind = 'headquarters') = (parent_id is null))
);
create unique index org_unit_one_headquarters on org_unit (kind) where kind = 'headquarters';
create unique index org_unit_sibling_name on org_unit (parent_id, name) where kind in ('region', 'dealer');
create index org_unit_parent on org_unit (parent_id);
create index org_unit_path on org_unit using gist (path);
create index org_unit_name on org_unit using gin (name gin_trgm_ops);

create function place_org_unit() returns trigger language plpgsql as $$
declare
  parent org_unit;
begin
  new.code := coalesce(new.code, new.kind || '-' || new.no);
  if new.parent_id is null then
    new.path := text2ltree(new.no::text);
    return new;
  end if;
  -- Locked, so that the parent cannot move while something is put below it.
  select * into parent from org_unit where id = new.parent_id for share;
  if parent.kind = 'store' then
    raise exception 'a store has nothing below it' using errcode = 'check_violation', constraint = 'org_unit_store_is_leaf';
  end if;
  if tg_op = 'UPDATE' and parent.path <@ old.path then
    raise exception 'a unit cannot move below itself' using errcode = 'check_violation', constraint = 'org_unit_no_cycle';
  end if;
  new.path := parent.path || new.no::text;
  return new;
end $$;
create trigger org_unit_place before insert or update of parent_id on org_unit
  for each row execute function place_org_unit();

create function carry_org_subtree() returns trigger language plpgsql as $$
begin
  update org_unit set path = new.path || subpath(path, nlevel(old.path)) where path <@ old.path and id <> new.id;
  return null;
end $$;
create trigger org_unit_carry_subtree after update of parent_id on org_unit
  for each row when (old.path is distinct from new.path) execute function carry_org_subtree();

-- Changes with the tree, in the same transaction: caches of "which stores are in this scope" compare it.
create table org_tree_version (
  only_row boolean primary key default true check (only_row),
  version  bigint not null default 1
);
insert into org_tree_version default values;

create function bump_org_tree_version() returns trigger language plpgsql as $$
begin
  update org_tree_version set version = version + 1;
  return null;
end $$;
create trigger org_unit_bump_version after insert or update or delete on org_unit
  for each statement execute function bump_org_tree_version();

insert into org_unit (kind, code, name) values ('headquarters', 'HQ', '总部');
