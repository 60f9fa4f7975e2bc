import { sql } from "kysely";
import { conflict } from "../../kernel/errors.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type FinalLine, planResolver } from "./rules.ts";
import { listTargets, loadLines, loadOverrides, type Plan } from "./store.ts";

/** How many stores are resolved and written at a time. */
const batch = 500;

/**
 * Freezes the plan of every store: one look at the plan, then stores in batches, whatever their number.
 * Returns for how many stores.
 *
 * @throws Refusal `no_stores`
 */
export async function settlePlan(
  tx: Tx,
  plan: Pick<Plan, "id" | "slots" | "formats">,
  options: { readonly withClosed?: boolean } = {},
): Promise<number> {
  const resolve = planResolver(plan.slots, await loadLines(tx, plan.id), await loadOverrides(tx, plan.id));
  let stores = 0;
  for (let after = 0; ; ) {
    const targets = await listTargets(tx, plan.formats, {
      scope: sql<boolean>`true`,
      after,
      limit: batch,
      withClosed: options.withClosed ?? false,
    });
    const rows = targets.map((target) => {
      const { lines, leftOut } = resolve(target);
      const frozen: { lines: readonly FinalLine[]; leftOut: readonly FinalLine[] } = { lines, leftOut };
      return { store_no: target.storeNo, lines: frozen, line_count: lines.length, left_out: leftOut.length };
    });
    await sql`
      insert into campaign_store_plan (plan_id, store_no, lines, line_count, left_out)
      select ${plan.id}::uuid, r.store_no, r.lines, r.line_count, r.left_out
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (store_no int, lines json, line_count int, left_out int)`.execute(
      tx,
    );
    stores += targets.length;
    after = targets.at(-1)?.storeNo ?? after;
    if (targets.length < batch) break;
  }
  if (stores === 0) throw conflict("no_stores", "没有符合店型的营业门店", "请检查方案适用的店型");
  await sql`update campaign_plan set stores = ${stores}, settled_at = now() where id = ${plan.id}`.execute(tx);
  return stores;
}
