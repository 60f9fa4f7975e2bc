import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../kernel/postgres/database.ts";
import { changeOf } from "./distil-rules.ts";
import { periodsOf } from "./measure-plan.ts";
import type { resultsSchema } from "./schemas.ts";
import type { Plan } from "./store.ts";
import { type Level, levels } from "./vocabulary.ts";

interface Row {
  readonly dimension: "total" | "level" | "format" | "region" | "item";
  readonly key: string;
  readonly label: string | null;
  readonly amountFen: number;
  readonly orders: number;
  readonly buyers: number;
  readonly quantity: number;
  readonly beforeAmountFen: number;
  readonly beforeOrders: number;
  readonly beforeBuyers: number;
  readonly beforeQuantity: number;
}

/** What was measured of a plan, with names; what sold most first. */
export async function readResults(db: Db, plan: Plan): Promise<z.input<typeof resultsSchema>> {
  const { rows } = await sql<Row>`
    select r.dimension, r.key, coalesce(f.name, p.name, u.name) as label, r.amount_fen as "amountFen", r.orders, r.buyers, r.quantity,
      r.before_amount_fen as "beforeAmountFen", r.before_orders as "beforeOrders", r.before_buyers as "beforeBuyers", r.before_quantity as "beforeQuantity"
    from campaign_result r
    left join store_format f on r.dimension = 'format' and f.code = r.key
    left join product p on r.dimension = 'item' and p.sku = r.key
    left join org_unit u on r.dimension = 'region' and u.no::text = r.key
    where r.plan_id = ${plan.id} and r.dimension <> 'line' order by r.amount_fen desc, r.key`.execute(db);
  const shown = rows.map((row) => ({
    dimension: row.dimension,
    key: row.key,
    label:
      row.dimension === "level" ? levels[row.key as Level] : (row.label ?? (row.key === "0" ? "总部直属" : row.key)),
    now: { amountFen: row.amountFen, orders: row.orders, buyers: row.buyers, quantity: row.quantity },
    before: {
      amountFen: row.beforeAmountFen,
      orders: row.beforeOrders,
      buyers: row.beforeBuyers,
      quantity: row.beforeQuantity,
    },
    change: changeOf(row.amountFen, row.beforeAmountFen),
  }));
  const of = (dimension: Row["dimension"]) => shown.filter((row) => row.dimension === dimension);
  const { period, compared } = periodsOf(plan);
  return {
    measuredAt: plan.measuredAt?.toISOString() ?? null,
    period,
    compared,
    total: of("total")[0] ?? null,
    level: of("level"),
    format: of("format"),
    region: of("region"),
    item: of("item"),
  };
}
