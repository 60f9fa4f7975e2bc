-- 平台商户 (OR-18): a tenant, brand or supplier on the operator's platform is a kind of unit, so that its staff, stores, orders and
-- members are its own by the same rule of scope that holds for everybody else.
alter table org_unit drop constraint org_unit_kind_check;
alter table org_unit add constraint org_unit_kind_check check (kind in ('headquarters', 'region', 'dealer', 'tenant', 'store'));
drop index org_unit_sibling_name;
create unique index org_unit_sibling_name on org_unit (parent_id, name) where kind in ('region', 'dealer', 'tenant');
alter table role drop constraint role_unit_kinds_check;
alter table role add constraint role_unit_kinds_check
  check (unit_kinds <@ array['headquarters', 'region', 'dealer', 'tenant', 'store'] and cardinality(unit_kinds) > 0);

create table tenant (
  org_unit_id   uuid primary key references org_unit (id),
  kind          text not null check (kind in ('merchant', 'brand', 'supplier')),
  status        text not null check (status in ('preparing', 'active', 'suspended', 'ended')),
  status_reason text,
  category      text not null default '',
  floor         text not null default '',
  booth         text not null default '',
  contact       text not null default '',
  contract_from date not null,
  -- The last day, inclusive.
  contract_to   date not null,
  -- The operator's share of the tenant's net sales, in hundredths of a percent.
  commission_bp int not null default 0 check (commission_bp between 0 and 10000),
  version       int not null default 1,
  created_at    timestamptz not null,
  check (contract_to >= contract_from)
);
create index tenant_contract_to on tenant (contract_to) where status in ('preparing', 'active');

-- Goods that are a tenant's own; what is not here is the chain's.
create table tenant_product (
  sku         text primary key,
  org_unit_id uuid not null references tenant (org_unit_id),
  added_at    timestamptz not null,
  added_by    text not null
);
create index tenant_product_unit on tenant_product (org_unit_id, sku);

insert into role (code, name, duties, permissions, unit_kinds, home, builtin, sort_order) values
  ('tenant_manager', '商户负责人', '管理本商户的门店、员工、自有客户与业绩；看不到商场和其他商户的客户',
   '{organization.read,staff.read,staff.write,member.read,order.read,metrics.read}', '{tenant}', 'overview', true, 8),
  ('tenant_clerk', '商户店员', '服务本商户的自有客户与订单', '{organization.read,member.read,order.read}', '{tenant,store}', 'members', true, 9);

-- Who runs traffic, tenants and leaders. A chain that has edited these roles keeps its edits: permissions are only added.
update role set permissions = role.permissions || added.permissions
from (values
  ('hq_operator', '{traffic.write,traffic.allocate,tenant.write,leader.write,leader.approve}'::text[]),
  ('region_manager', '{leader.write,leader.approve}'::text[]),
  ('store_manager', '{leader.write}'::text[])
) as added (code, permissions)
where role.code = added.code;
