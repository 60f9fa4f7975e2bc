import { sql } from "kysely";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { type Conflict, conflictsIn, planResolver, type ResolvedPlan } from "./rules.ts";
import { listTargets, loadLines, loadOverrides, loadProducts, type Plan, type TargetStore } from "./store.ts";

export interface StorePlan extends Omit<TargetStore, "path" | "isStore" | "region"> {
  readonly resolved: ResolvedPlan;
  readonly conflicts: readonly Conflict[];
  /** Frozen when the plan was settled; else as it stands now. */
  readonly settled: boolean;
}

interface Page {
  readonly scope: ReturnType<typeof sql<boolean>>;
  readonly after: number;
  readonly limit: number;
}

async function frozenStores(db: Db | Tx, planId: string, { scope, after, limit }: Page) {
  const { rows } = await sql<{
    storeNo: number;
    code: string;
    name: string;
    format: string;
    lines: ResolvedPlan;
  }>`select u.no as "storeNo", u.code, u.name, s.format, p.lines
    from campaign_store_plan p join org_unit u on u.no = p.store_no join store s on s.org_unit_id = u.id
    where p.plan_id = ${planId} and u.no > ${after} and ${scope} order by u.no limit ${limit}`.execute(db);
  return rows.map(({ lines, ...store }) => ({ ...store, resolved: lines }));
}

async function presentStores(db: Db | Tx, plan: Plan, page: Page) {
  const resolve = planResolver(plan.slots, await loadLines(db, plan.id), await loadOverrides(db, plan.id));
  const targets = await listTargets(db, plan.formats, page);
  return targets.map((target) => {
    const { storeNo, code, name, format } = target;
    return { storeNo, code, name, format, resolved: resolve(target) };
  });
}

/** Final plans of a page of stores, by store number: frozen ones once the plan is settled. */
export async function resolveStores(db: Db | Tx, plan: Plan, page: Page): Promise<StorePlan[]> {
  const settled = plan.stores !== null;
  const stores = settled ? await frozenStores(db, plan.id, page) : await presentStores(db, plan, page);
  const products = await loadProducts(
    db,
    stores.flatMap(({ resolved }) => resolved.lines.flatMap(({ sku }) => sku ?? [])),
  );
  return stores.map((store) => ({
    ...store,
    settled,
    conflicts: conflictsIn(store.resolved.lines, (sku) => products.get(sku)),
  }));
}
