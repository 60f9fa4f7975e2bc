import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { StockMoment } from "./rules.ts";
import { type Available, availability, isStockKnown } from "./store.ts";

const days = 30;
const bestSellers = 200;

export interface Gap extends Available {
  /** Pieces sold in 30 days. */
  readonly sold: number;
}

/**
 * What sells at a store and does not lie there, of its 200 best sellers of 30 days. Nothing is missing at a store that
 * nobody tells stock for: `known` says so.
 */
export async function listGaps(
  platform: Platform,
  storeNo: number,
  moment: StockMoment,
): Promise<{ known: boolean; items: Gap[] }> {
  const { db, clickhouse, clock, config } = platform;
  if (!(await isStockKnown(db, storeNo))) return { known: false, items: [] };
  const today = dayIn(config.timeZone, clock.now());
  const sold = await clickhouse.rows<{ sku: string; sold: number }>(
    `select sku, sum(quantity) as sold from order_line
     where store_no = {store:UInt32} and business_day > {from:Date} and business_day <= {today:Date}
     group by sku having sold > 0 order by sold desc, sku limit {limit:UInt32}`,
    { store: storeNo, from: addDays(today, -days), today, limit: bestSellers },
    { timeoutMs: 30_000 },
  );
  const held = await availability(
    db,
    storeNo,
    sold.map(({ sku }) => sku),
    moment,
  );
  const pieces = new Map(sold.map((each) => [each.sku, Number(each.sold)]));
  return {
    known: true,
    items: held.filter(({ own }) => own === 0).map((each) => ({ ...each, sold: pieces.get(each.sku) ?? 0 })),
  };
}
