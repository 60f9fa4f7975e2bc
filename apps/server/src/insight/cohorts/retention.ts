import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { addMonths, monthsBetween } from "../metrics/period.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import type { cohortsAnswer } from "./schemas.ts";

/**
 * Customers by the month of their first order in the slice, and how many of them order again in each month after it
 * (calendar months, not cumulative). Months are `YYYY-MM`, both ends inclusive; cohorts and offsets together at most 64 months.
 */
export async function cohortRetention(
  platform: Platform,
  slice: Slice,
  wanted: { readonly from?: string; readonly to?: string; readonly offsets: number },
): Promise<z.input<typeof cohortsAnswer>> {
  const thisMonth = `${today(platform).slice(0, 7)}-01`;
  const to = wanted.to === undefined ? thisMonth : `${wanted.to}-01`;
  const from = wanted.from === undefined ? addMonths(to, -11) : `${wanted.from}-01`;
  // A member's months are bits of one number, counted from the first cohort: far cheaper than arrays of months (measured).
  const rows = await platform.clickhouse.rows<{ cohort: number; active: number[] }>(
    `select cohort, sumForEach(arrayMap(k -> toUInt64(bitTest(bits, cohort + k)), range(toUInt8({offsets:UInt8} + 1)))) as active
     from (
       select toUInt8(joined) as cohort, bits from (
         select dateDiff('month', {from:Date}, min(business_day)) as joined,
           groupBitOrIf(bitShiftLeft(toUInt64(1), toUInt8(dateDiff('month', {from:Date}, business_day))), business_day >= {from:Date}) as bits
         from purchase where member_no > 0 and business_day < {until:Date} and ${sliceCondition(slice)} group by member_no)
       where joined between 0 and {last:UInt8})
     group by cohort`,
    {
      from,
      last: Math.max(0, monthsBetween(from, to)),
      offsets: wanted.offsets,
      until: addMonths(to, wanted.offsets + 1),
      ...sliceParams(slice),
    },
    { timeoutMs: 60_000 },
  );
  const found = new Map(rows.map((row) => [addMonths(from, row.cohort), row.active]));
  const months = Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, index) => addMonths(from, index));
  return {
    offsets: wanted.offsets,
    cohorts: months.map((month) => {
      const counts = found.get(month) ?? [];
      const size = counts[0] ?? 0;
      const active = Array.from({ length: wanted.offsets + 1 }, (_, k) =>
        addMonths(month, k) > thisMonth ? null : (counts[k] ?? 0),
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
