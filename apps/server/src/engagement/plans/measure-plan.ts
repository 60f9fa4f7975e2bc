import { sql } from "kysely";
import { comparedPeriod, liToFen, type Period } from "../../insight/index.ts";
import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { FinalLine } from "./rules.ts";
import type { Plan } from "./store.ts";

/** How many stores' items are sent to ClickHouse at a time. */
const batch = 500;

interface Figures {
  readonly amount_li: number;
  readonly orders: number;
  readonly buyers: number;
  readonly quantity: number;
  readonly before_amount_li: number;
  readonly before_orders: number;
  readonly before_buyers: number;
  readonly before_quantity: number;
}

/** A plan's days, half-open, and those it is compared with. */
export function periodsOf(plan: Pick<Plan, "startsOn" | "endsOn">): { period: Period; compared: Period } {
  const period = { from: plan.startsOn, to: addDays(plan.endsOn, 1) };
  return { period, compared: comparedPeriod(period, "previous") };
}

/** Sends the settled items of every store, a batch at a time. */
async function sendItems({ db, clickhouse }: Platform, planId: string, run: number): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{
      storeNo: number;
      format: string;
      region: number;
      lines: { lines: readonly FinalLine[] };
    }>`select p.store_no as "storeNo", s.format, p.lines,
        case when nlevel(u.path) > 2 then subpath(u.path, 1, 1)::text::int else 0 end as region
      from campaign_store_plan p join org_unit u on u.no = p.store_no join store s on s.org_unit_id = u.id
      where p.plan_id = ${planId} and p.store_no > ${after} order by p.store_no limit ${batch}`.execute(db);
    await clickhouse.insert(
      "campaign_item",
      rows.flatMap(({ storeNo, format, region, lines: { lines } }) => {
        // One item twice on a page is one item: the line that comes first counts.
        const bySku = new Map([...lines].reverse().flatMap((line) => (line.sku === null ? [] : [[line.sku, line]])));
        return [...bySku].map(([sku, line]) => ({
          run,
          store_no: storeNo,
          sku,
          line_id: line.id,
          level: line.from.level,
          format,
          region,
        }));
      }),
    );
    after = rows.at(-1)?.storeNo ?? after;
    if (rows.length < batch) return;
  }
}

const sums = `sumIf(l.amount_li, is_now) as amount_li, uniqExactIf(l.order_id, is_now) as orders, uniqExactIf(l.member_no, is_now and l.member_no > 0) as buyers,
  sumIf(l.quantity, is_now) as quantity, sumIf(l.amount_li, not is_now) as before_amount_li, uniqExactIf(l.order_id, not is_now) as before_orders,
  uniqExactIf(l.member_no, not is_now and l.member_no > 0) as before_buyers, sumIf(l.quantity, not is_now) as before_quantity`;

type Row = Figures & { readonly dimension: string; readonly key: string };

/**
 * What was really sold of a settled plan's items in its stores, over its days and the days before it, by level, format, region, item
 * and offer (CASE-28). Lines as paid, refunds not taken off; a buyer is a known customer. Replaces what was measured before.
 */
export async function measurePlan(platform: Platform, plan: Plan): Promise<void> {
  const { db, clickhouse, clock } = platform;
  const run = clock.now().getTime() * 1_000 + (plan.no % 1_000);
  const { period, compared } = periodsOf(plan);
  const params = { run, from: period.from, to: period.to, beforeFrom: compared.from, beforeTo: compared.to };
  const inPeriods = `((business_day >= {from:Date} and business_day < {to:Date}) or (business_day >= {beforeFrom:Date} and business_day < {beforeTo:Date}))`;
  const rows: Row[] = [];
  let stores: { now_li: number; before_li: number };
  try {
    // Measurements run one after the other: what is there was left by one that died.
    await clickhouse.command("truncate table campaign_item");
    await sendItems(platform, plan.id, run);
    const ask = (dimension: string, key: string) => `
      select '${dimension}' as dimension, ${key} as key, ${sums}
      from (select *, business_day >= {from:Date} and business_day < {to:Date} as is_now from order_line where ${inPeriods}
        and store_no in (select store_no from campaign_item where run = {run:UInt64})) l
      join (select * from campaign_item where run = {run:UInt64}) i on i.store_no = l.store_no and i.sku = l.sku
      group by key`;
    const dimensions = [
      ask("total", "''"),
      ask("level", "toString(i.level)"),
      ask("format", "toString(i.format)"),
      ask("region", "toString(i.region)"),
      ask("item", "l.sku"),
      ask("line", "concat(toString(i.line_id), ' ', i.format)"),
    ];
    for (const question of dimensions)
      rows.push(...(await clickhouse.rows<Row>(question, params, { timeoutMs: 240_000 })));
    stores = await clickhouse.row(
      `select sumIf(amount_li, business_day >= {from:Date} and business_day < {to:Date}) as now_li, sum(amount_li) - now_li as before_li
       from purchase where ${inPeriods} and store_no in (select store_no from campaign_item where run = {run:UInt64})`,
      params,
      { timeoutMs: 240_000 },
    );
  } finally {
    await clickhouse.command(`alter table campaign_item drop partition ${run}`);
  }
  await db.transaction().execute(async (tx) => {
    await sql`delete from campaign_result where plan_id = ${plan.id}`.execute(tx);
    await sql`
      insert into campaign_result (plan_id, dimension, key, amount_fen, orders, buyers, quantity, before_amount_fen, before_orders, before_buyers, before_quantity)
      select ${plan.id}::uuid, r.dimension, r.key, r.amount_fen, r.orders, r.buyers, r.quantity, r.before_amount_fen, r.before_orders,
        r.before_buyers, r.before_quantity
      from json_to_recordset(${JSON.stringify(
        rows.map(({ amount_li, before_amount_li, ...row }) => ({
          ...row,
          amount_fen: liToFen(Number(amount_li)),
          before_amount_fen: liToFen(Number(before_amount_li)),
        })),
      )}::json) as r (dimension text, key text, amount_fen bigint, orders int, buyers int, quantity bigint,
        before_amount_fen bigint, before_orders int, before_buyers int, before_quantity bigint)`.execute(tx);
    await sql`update campaign_plan set measured_at = ${clock.now()}, store_before_fen = ${liToFen(Number(stores.before_li))}, store_now_fen = ${liToFen(Number(stores.now_li))} where id = ${plan.id}`.execute(
      tx,
    );
  });
}
