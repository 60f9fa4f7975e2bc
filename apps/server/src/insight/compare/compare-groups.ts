import type { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { Period } from "../metrics/period.ts";
import { countedPools, membershipParams, membershipQuery } from "../pools/membership.ts";
import { poolSetting } from "../pools/pool.ts";
import { purchases, readHistory } from "../settled/history.ts";
import { liToFen } from "../shared/money.ts";
import { type Slice, storeCondition } from "../shared/slice.ts";
import type { compareGroupsAnswer } from "./schemas.ts";

interface Row {
  readonly inside: number;
  readonly customers: number;
  readonly buyers: number;
  readonly repurchasers: number;
  readonly orders: number;
  readonly amount_li: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** How two groups are told apart: SQL that is true for the first one, over `member_no` and `first_day`. */
interface Split {
  readonly labels: readonly [string, string];
  readonly condition: string;
}

async function splitBy(platform: Platform, slice: Slice, by: "pool" | "new_old", pool: string): Promise<Split> {
  if (by === "new_old") return { labels: ["新客", "老客"], condition: "ifNull(first_day >= {from:Date}, 0)" };
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const chosen = countedPools(pools).find((each) => each.pool.code === pool);
  if (!chosen) {
    const known = countedPools(pools).map((each) => `${each.pool.code}（${each.pool.name}）`);
    throw invalid([{ path: "pool", message: `没有可统计的用户池 ${pool}；可用：${known.join("、")}` }]);
  }
  return {
    labels: [`在「${chosen.pool.name}」`, `不在「${chosen.pool.name}」`],
    // At the start of the period: who joins because of a purchase must not make the pool look effective.
    condition: `member_no in (select member_no from (${membershipQuery([chosen], slice)}) where in_before)`,
  };
}

/**
 * Two groups of the slice's customers (by home store) side by side over a period: order value, frequency, repurchase (DT-22).
 * In or out of a pool is judged at the period's start; new customers bought for the first time in the period, old ones before it,
 * and people who never bought belong to neither of these two.
 *
 * @throws Refusal when the pool does not exist or has no count
 */
export async function compareGroups(
  platform: Platform,
  slice: Slice,
  period: Period,
  wanted: { readonly by: "pool" | "new_old"; readonly pool: string },
): Promise<z.input<typeof compareGroupsAnswer>> {
  const split = await splitBy(platform, slice, wanted.by, wanted.pool);
  const before = wanted.by === "new_old" ? "" : " and business_day >= {from:Date}";
  const bought = purchases(
    await readHistory(platform),
    "member_no, business_day, amount_li",
    `member_no > 0 and business_day < {to:Date}${before}`,
  );
  const rows = await platform.clickhouse.rows<Row>(
    `select inside, count() as customers, countIf(n > 0) as buyers, countIf(n >= 2) as repurchasers,
       sum(n) as orders, sum(li) as amount_li
     from (
       select ${split.condition} as inside, coalesce(o.orders_in, 0) as n, coalesce(o.li_in, 0) as li
       from (select member_no from member_fact final
             where first_seen_at < {until:DateTime64(3,'UTC')} and ${storeCondition(slice)}) m
       left join (
         select member_no, countIf(business_day >= {from:Date}) as orders_in,
           sumIf(amount_li, business_day >= {from:Date}) as li_in, min(business_day) as first_day
         from ${bought} group by member_no) o using (member_no)
       where ${wanted.by === "new_old" ? "first_day is not null" : "1"})
     group by inside`,
    { ...membershipParams(platform, period), from: period.from, to: period.to },
    { timeoutMs: 120_000 },
  );
  const present = (label: string, inside: number) => {
    const row = rows.find((each) => Number(each.inside) === inside);
    const [customers, buyers, orders] = [row?.customers, row?.buyers, row?.orders].map((n) => Number(n ?? 0)) as [
      number,
      number,
      number,
    ];
    const amountFen = liToFen(Number(row?.amount_li ?? 0));
    const averageFen = ratio(amountFen, orders);
    return {
      label,
      customers,
      buyers,
      buyerShare: ratio(buyers, customers),
      orders,
      amountFen,
      averageOrderValueFen: averageFen === null ? null : Math.round(averageFen),
      ordersPerBuyer: ratio(orders, buyers),
      repurchaseRate: ratio(Number(row?.repurchasers ?? 0), buyers),
    };
  };
  return { ...period, groups: [present(split.labels[0], 1), present(split.labels[1], 0)] };
}
