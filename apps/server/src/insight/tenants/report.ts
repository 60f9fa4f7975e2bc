import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listTenants } from "../../organization/index.ts";
import { liToFen } from "../shared/money.ts";
import { numberList } from "../shared/slice.ts";

export interface TenantFigures {
  readonly unitId: string;
  readonly name: string;
  readonly orders: number;
  readonly salesFen: number;
  readonly refundFen: number;
  readonly netFen: number;
  readonly buyers: number;
  /** Of the buyers, those in the tenant's own pool; the others are the operator's or another tenant's: public to it (ID-06). */
  readonly ownBuyers: number;
  /** The tenant's own pool: members whose store is one of its stores. */
  readonly members: number;
  /** Sales of goods that are tagged as its own, wherever they were sold. */
  readonly ownGoodsFen: number;
  /** The operator's share of the net sales. */
  readonly commissionFen: number;
}

interface Row {
  readonly store_no: number;
  readonly orders: number;
  readonly sales: number;
  readonly refunds: number;
}

/**
 * What each tenant in scope sold in its stores on business days `[from, to)`, to whom, and the operator's share (OR-18). Refunds
 * are those made in the period. Buyers are counted once per tenant.
 */
export async function reportTenants(
  platform: Platform,
  actor: Actor,
  period: { readonly from: string; readonly to: string },
): Promise<TenantFigures[]> {
  const tenants = await listTenants(platform.db, actor);
  if (tenants.length === 0) return [];
  const { rows: stores } = await sql<{ store_no: number; unit_id: string }>`
    select s.no as store_no, u.id as unit_id from org_unit u join org_unit s on s.kind = 'store' and s.path <@ u.path
    where u.id = any(${tenants.map((tenant) => tenant.unitId)}::uuid[])`.execute(platform.db);
  const { rows: goods } = await sql<{ sku: string; unit_id: string }>`
    select sku, org_unit_id as unit_id from tenant_product where org_unit_id = any(${tenants.map((tenant) => tenant.unitId)}::uuid[])`.execute(
    platform.db,
  );
  const nos = new Map(tenants.map((tenant) => [tenant.unitId, tenant.no]));
  // store_no → tenant no, as two arrays that ClickHouse maps with.
  const mapping = {
    stores: stores.map((row) => row.store_no),
    tenants: stores.map((row) => nos.get(row.unit_id) ?? 0),
  };
  const inStores = stores.length === 0 ? "0" : `store_no in (${numberList(mapping.stores)})`;
  const tenantOf = (column: string) =>
    stores.length === 0
      ? "0"
      : `transform(${column}, [${numberList(mapping.stores)}], [${numberList(mapping.tenants)}], 0)`;
  const options = { timeoutMs: 30_000 };
  const [money, buyers, members, own] = await Promise.all([
    platform.clickhouse.rows<Row>(
      `select store_no, sum(orders) as orders, sum(sales) as sales, sum(refunds) as refunds from (
         select store_no, toInt64(count()) as orders, sum(amount_li) as sales, toInt64(0) as refunds from purchase
         where ${inStores} and business_day >= {from:Date} and business_day < {to:Date} group by store_no
         union all
         select store_no, toInt64(0), toInt64(0), sum(amount_li) from current_refund
         where ${inStores} and business_day >= {from:Date} and business_day < {to:Date} group by store_no) group by store_no`,
      { ...period },
      options,
    ),
    platform.clickhouse.rows<{ tenant: number; buyers: number; own: number }>(
      `select tenant, uniqExact(member_no) as buyers, uniqExactIf(member_no, tenant = home) as own from (
         select ${tenantOf("p.store_no")} as tenant, p.member_no as member_no, ${tenantOf("m.store_no")} as home
         from (select distinct store_no, member_no from purchase
               where ${inStores} and member_no > 0 and business_day >= {from:Date} and business_day < {to:Date}) p
         left join (select member_no, store_no from member_fact final) m on m.member_no = p.member_no)
       group by tenant`,
      { ...period },
      options,
    ),
    platform.clickhouse.rows<{ tenant: number; members: number }>(
      `select ${tenantOf("store_no")} as tenant, count() as members from member_fact final where ${inStores} group by tenant`,
      {},
      options,
    ),
    goods.length === 0
      ? []
      : platform.clickhouse.rows<{ tenant: number; amount: number }>(
          `select transform(sku, {skus:Array(String)}, [${numberList(goods.map((row) => nos.get(row.unit_id) ?? 0))}], 0) as tenant,
             sum(amount_li) as amount from order_line
           where sku in ({skus:Array(String)}) and business_day >= {from:Date} and business_day < {to:Date} group by tenant`,
          { ...period, skus: goods.map((row) => row.sku) },
          options,
        ),
  ]);
  const byTenant = <Value extends { tenant: number }>(rows: readonly Value[]) =>
    new Map(rows.map((row) => [row.tenant, row]));
  const tenantByStore = new Map(mapping.stores.map((no, at) => [no, mapping.tenants[at]]));
  const sums = new Map<number, { orders: number; sales: number; refunds: number }>();
  for (const row of money) {
    const no = tenantByStore.get(row.store_no) ?? 0;
    const sum = sums.get(no) ?? { orders: 0, sales: 0, refunds: 0 };
    sums.set(no, {
      orders: sum.orders + row.orders,
      sales: sum.sales + row.sales,
      refunds: sum.refunds + row.refunds,
    });
  }
  const [buyersOf, membersOf, ownOf] = [byTenant(buyers), byTenant(members), byTenant(own)];
  return tenants.map(({ unitId, no, name, commissionBp }) => {
    const sum = sums.get(no) ?? { orders: 0, sales: 0, refunds: 0 };
    const salesFen = liToFen(sum.sales);
    const refundFen = liToFen(sum.refunds);
    return {
      unitId,
      name,
      orders: sum.orders,
      salesFen,
      refundFen,
      netFen: salesFen - refundFen,
      buyers: buyersOf.get(no)?.buyers ?? 0,
      ownBuyers: buyersOf.get(no)?.own ?? 0,
      members: membersOf.get(no)?.members ?? 0,
      ownGoodsFen: liToFen(ownOf.get(no)?.amount ?? 0),
      commissionFen: liToFen(((sum.sales - sum.refunds) * commissionBp) / 10_000),
    };
  });
}
