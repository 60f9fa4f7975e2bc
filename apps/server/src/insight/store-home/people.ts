import type { Platform } from "../../kernel/platform.ts";
import { type History, purchases } from "../settled/history.ts";
import { liToFen } from "../shared/money.ts";

/** Away for so long that coming back is news. */
const awayDays = 60;
/** A regular has bought on at least so many days. */
const regularDays = 3;
const shown = 10;

/** Members who bought at the store in the last seven days after 60 days or more without a purchase anywhere, largest first. */
export async function customersBack(platform: Platform, history: History, storeNo: number, day: string) {
  const here = purchases(
    history,
    "member_no, business_day, amount_li",
    "member_no > 0 and store_no = {store:UInt32} and business_day > {day:Date} - 7 and business_day <= {day:Date}",
  );
  const rows = await platform.clickhouse.rows<{
    member_no: number;
    away: number;
    first_day: string;
    amount_li: number;
  }>(
    `select b.member_no as member_no, b.first_day - p.last_day as away, b.first_day as first_day, b.amount_li as amount_li
     from (select member_no, min(business_day) as first_day, sum(amount_li) as amount_li from ${here} group by member_no) b
     join (select member_no, max(business_day) as last_day from ${purchases(history, "member_no, business_day", "business_day <= {day:Date} - 7")}
           where member_no in (select member_no from ${here})
           group by member_no) p using (member_no)
     where away >= {away:UInt32} order by amount_li desc, member_no limit {limit:UInt32}`,
    { store: storeNo, day, away: awayDays, limit: shown },
    { timeoutMs: 30_000 },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    awayDays: row.away,
    day: row.first_day,
    amountFen: liToFen(row.amount_li),
  }));
}

/** Regulars of the store who are late by more than twice their usual interval, who spent most first: worth a call. */
export async function silentRegulars(platform: Platform, history: History, storeNo: number, day: string) {
  const here = purchases(
    history,
    "member_no, business_day",
    "member_no > 0 and store_no = {store:UInt32} and business_day <= {day:Date}",
  );
  const rows = await platform.clickhouse.rows<{
    member_no: number;
    purchase_days: number;
    usual: number;
    last_day: string;
    silent: number;
  }>(
    `select member_no, length(days) as purchase_days, arrayReduce('quantileExactInclusive(0.5)', gaps) as usual, days[-1] as last_day,
       {day:Date} - last_day as silent
     from (
       select member_no, arraySort(groupUniqArray(business_day)) as days, arrayPopFront(arrayDifference(arrayMap(d -> toInt32(d), days))) as gaps,
         sum(amount_li) as spend_li
       from ${purchases(history, "member_no, business_day, amount_li", "business_day <= {day:Date}")}
       where member_no in (
         select member_no from ${here}
         group by member_no having uniqExact(business_day) >= {regular:UInt32})
       group by member_no)
     where silent > 2 * usual and silent >= 14 and silent <= 365
     order by spend_li desc, member_no limit {limit:UInt32}`,
    { store: storeNo, day, regular: regularDays, limit: shown },
    { timeoutMs: 30_000 },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    purchaseDays: row.purchase_days,
    usualDays: row.usual,
    lastPurchaseDay: row.last_day,
    silentDays: row.silent,
  }));
}

/** What sold best at the store in the last seven days, against the seven before. */
export async function bestSellers(platform: Platform, storeNo: number, day: string) {
  const rows = await platform.clickhouse.rows<{ sku: string; quantity: number; amount_li: number; previous: number }>(
    `select sku, sumIf(quantity, business_day > {day:Date} - 7) as sold, sumIf(l.amount_li, business_day > {day:Date} - 7) as amount_li,
       sumIf(quantity, business_day <= {day:Date} - 7) as previous, sold as quantity
     from order_line l where store_no = {store:UInt32} and business_day > {day:Date} - 14 and business_day <= {day:Date}
     group by sku having sold > 0 order by sold desc, amount_li desc, sku limit {limit:UInt32}`,
    { store: storeNo, day, limit: shown },
    { timeoutMs: 30_000 },
  );
  return rows.map((row) => ({
    sku: row.sku,
    quantity: row.quantity,
    amountFen: liToFen(row.amount_li),
    previousQuantity: row.previous,
  }));
}
