import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listDealers, storeNosInScope } from "../../organization/index.ts";
import { liToFen } from "../shared/money.ts";
import { storeCondition } from "../shared/slice.ts";

export interface DealerFigures {
  readonly dealerNo: number;
  readonly unitId: string;
  readonly name: string;
  readonly weight: number;
  readonly accepts: boolean;
  /** Customers given in the period, without those taken away again by hand. */
  readonly allocated: number;
  /** Of them, how many have bought within the attribution window, by now. */
  readonly converted: number;
  /** Orders of the period that count for the dealer, whenever the customer was given. */
  readonly orders: number;
  readonly salesFen: number;
  /** Refunded of these orders by now. */
  readonly refundFen: number;
  readonly netFen: number;
  readonly commissionFen: number;
  /** Share of the customers given, and of the weights of dealers that take traffic: how fair the rule is. */
  readonly share: number | null;
  readonly fairShare: number | null;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

interface MoneyRow {
  readonly dealer_no: number;
  readonly orders: number;
  readonly sales: number;
  readonly refunds: number;
  readonly commission: number;
}

/** One order counts for one allocation: the earliest whose window it falls in. */
const attributed = (stores: string) => `
  select a.dealer_no as dealer_no, a.store_no as store_no, a.commission_bp as bp, p.order_id as order_id, p.amount_li as amount_li
  from purchase p join (select * from traffic_allocation_fact final) a on a.member_no = p.member_no
  where p.business_day >= {from:Date} and p.business_day < {to:Date} and p.member_no > 0
    and p.paid_at >= a.allocated_at and p.paid_at < a.attributed_until
    and p.member_no in (select member_no from traffic_allocation_fact where ${stores})
  order by a.allocated_at, a.allocation_id limit 1 by p.order_id`;

/**
 * Each dealer's customers, sales and share of the money (OR-10, CO-28): orders, by anybody's channel, of the customers given to the
 * dealer, within the attribution window, on business days `[from, to)`; refunds of these orders taken off; the commission is
 * the net amount by the rate that held when the customer was given. Only what was given to stores in the actor's scope.
 */
export async function reportDealers(platform: Platform, actor: Actor, period: Period): Promise<DealerFigures[]> {
  const stores = await storeNosInScope(platform, actor);
  const mine = storeCondition({ stores });
  const [dealers, given, converted, money] = await Promise.all([
    listDealers(platform.db, actor),
    countGiven(platform, period, stores),
    platform.clickhouse.rows<{ dealer_no: number; converted: number }>(
      `select dealer_no, uniqExact(member_no) as converted
       from (select * from traffic_allocation_fact final) a join purchase p on p.member_no = a.member_no
       where a.business_day >= {from:Date} and a.business_day < {to:Date} and a.replaced = 0 and ${storeCondition({ stores }, "a.store_no")}
         and p.paid_at >= a.allocated_at and p.paid_at < a.attributed_until
       group by dealer_no`,
      { ...period },
      { timeoutMs: 30_000 },
    ),
    platform.clickhouse.rows<MoneyRow>(
      `select dealer_no, count() as orders, sum(amount_li) as sales, sum(refunded_li) as refunds, sum((amount_li - coalesce(refunded_li, 0)) * bp) / 10000 as commission
       from (${attributed(mine)}) o
       left join (select order_id, sum(amount_li) as refunded_li from current_refund group by order_id) r using (order_id)
       where ${mine} group by dealer_no`,
      { ...period },
      { timeoutMs: 30_000 },
    ),
  ]);
  const bought = new Map(converted.map((row) => [row.dealer_no, row.converted]));
  const sums = new Map(money.map((row) => [row.dealer_no, row]));
  const all = [...given.values()].reduce((sum, count) => sum + count, 0);
  const weights = dealers.reduce((sum, dealer) => sum + (dealer.accepts && dealer.stores > 0 ? dealer.weight : 0), 0);
  return dealers
    .map((dealer): DealerFigures => {
      const sum = sums.get(dealer.dealerNo);
      const salesFen = liToFen(sum?.sales ?? 0);
      const refundFen = liToFen(sum?.refunds ?? 0);
      const allocated = given.get(dealer.dealerNo) ?? 0;
      const takes = dealer.accepts && dealer.stores > 0;
      return {
        dealerNo: dealer.dealerNo,
        unitId: dealer.unitId,
        name: dealer.name,
        weight: dealer.weight,
        accepts: dealer.accepts,
        allocated,
        converted: bought.get(dealer.dealerNo) ?? 0,
        orders: sum?.orders ?? 0,
        salesFen,
        refundFen,
        netFen: salesFen - refundFen,
        commissionFen: liToFen(sum?.commission ?? 0),
        share: all === 0 ? null : allocated / all,
        fairShare: weights === 0 ? null : takes ? dealer.weight / weights : 0,
      };
    })
    .sort((a, b) => b.allocated - a.allocated || b.netFen - a.netFen || a.dealerNo - b.dealerNo);
}

async function countGiven(platform: Platform, period: Period, stores: "all" | readonly number[]) {
  const { rows } = await sql<{ dealer_no: number; given: number }>`
    select dealer_no, count(distinct member_no)::int as given from traffic_allocation
    where business_day >= ${period.from}::date and business_day < ${period.to}::date and ended_at is null
      and ${stores === "all" ? sql`true` : sql`store_no = any(${[...stores]}::int[])`} group by dealer_no`.execute(
    platform.db,
  );
  return new Map(rows.map((row) => [row.dealer_no, row.given]));
}

const yuan = (fen: number) => (fen / 100).toFixed(2);

/** A cell that Excel reads as text, never as a formula. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The settlement preview as CSV for Excel (UTF-8 with BOM); money in yuan. */
export function settlementCsv(figures: readonly DealerFigures[], period: Period): string {
  const head = [
    "开始日期",
    "结束日期（不含）",
    "经销商",
    "分到客户",
    "成交客户",
    "订单数",
    "销售额（元）",
    "退款（元）",
    "净销售额（元）",
    "应结分润（元）",
  ];
  const lines = figures.map((row) => [
    period.from,
    period.to,
    row.name,
    row.allocated,
    row.converted,
    row.orders,
    yuan(row.salesFen),
    yuan(row.refundFen),
    yuan(row.netFen),
    yuan(row.commissionFen),
  ]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
