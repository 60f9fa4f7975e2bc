import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { addMonths, monthsBetween } from "../metrics/period.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import type { cohortsAnswer } from "./schemas.ts";

/**
 * Customers by the month of their first order in the slice, and how many of them order again in each month after it
 * (calendar months, not cumulative). Months are `YYYY-MM`, both ends inclusive.
 */
export async function cohortRetention(
  platform: Platform,
  slice: Slice,
  wanted: { readonly from?: string; readonly to?: string; readonly offsets: number },
): Promise<z.input<typeof cohortsAnswer>> {
  const thisMonth = `${today(platform).slice(0, 7)}-01`;
  const to = wanted.to === undefined ? thisMonth : `${wanted.to}-01`;
  const from = wanted.from === undefined ? addMonths(to, -11) : `${wanted.from}-01`;
  const rows = await platform.clickhouse.rows<{ cohort_month: string; k: number; customers: number }>(
    `select toString(cohort) as cohort_month, dateDiff('month', cohort, month) as k, count() as customers
     from (
       select arrayMin(months) as cohort, months from (
         select groupUniqArray(toStartOfMonth(business_day)) as months from purchase
         where member_no > 0 and business_day < {until:Date} and ${sliceCondition(slice)} group by member_no)
       where cohort >= {from:Date} and cohort <= {to:Date})
     array join months as month
     where k <= {offsets:UInt16} group by cohort, k`,
    { from, to, offsets: wanted.offsets, until: addMonths(to, wanted.offsets + 1), ...sliceParams(slice) },
    { timeoutMs: 60_000 },
  );
  const found = new Map(rows.map((row) => [`${row.cohort_month} ${row.k}`, row.customers]));
  const months = Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, index) => addMonths(from, index));
  return {
    offsets: wanted.offsets,
    cohorts: months.map((month) => {
      const size = found.get(`${month} 0`) ?? 0;
      const active = Array.from({ length: wanted.offsets + 1 }, (_, k) =>
        addMonths(month, k) > thisMonth ? null : (found.get(`${month} ${k}`) ?? 0),
      );
      return {
        month: month.slice(0, 7),
        size,
        active,
        retention: active.map((customers) => (customers === null || size === 0 ? null : customers / size)),
      };
    }),
  };
}
