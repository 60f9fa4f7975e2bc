import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { addMonths, monthsBetween } from "../metrics/period.ts";
import { type History, purchases, readHistory } from "../settled/history.ts";
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
  const history = await readHistory(platform);
  const rows = await platform.clickhouse.rows<{ cohort: number; active: number[] }>(
    slice.stores === "all" ? byBitmaps(history, slice) : byMembers(history, slice),
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

/** A member's months are bits of one number, counted from the first cohort: far cheaper than arrays of months (measured). */
function byMembers(history: History, slice: Slice): string {
  return `select cohort, sumForEach(arrayMap(k -> toUInt64(bitTest(bits, cohort + k)), range(toUInt8({offsets:UInt8} + 1)))) as active
     from (
       select toUInt8(joined) as cohort, bits from (
         select dateDiff('month', {from:Date}, min(business_day)) as joined,
           groupBitOrIf(bitShiftLeft(toUInt64(1), toUInt8(dateDiff('month', {from:Date}, business_day))), business_day >= {from:Date}) as bits
         from ${purchases(history, "member_no, business_day", `member_no > 0 and business_day < {until:Date} and ${sliceCondition(slice)}`)}
         group by member_no)
       where joined between 0 and {last:UInt8})
     group by cohort`;
}

/** For the whole chain every month is one bitmap of its buyers: a cohort is a month without all the months before it. */
function byBitmaps({ settled }: History, slice: Slice): string {
  const channel = slice.channel === undefined ? "1" : "channel = {channel:String}";
  const known = settled.length === 0 ? "0" : `month in (${settled.join(", ")})`;
  const months = `select dateDiff('month', {from:Date}, YYYYMMDDToDate(month * 100 + 1)) as month, groupBitmapMergeState(b) as buyers from (
      select month, buyers as b from settled_buyers where ${known} and ${channel}
      union all
      select toYYYYMM(business_day) as month, groupBitmapState(member_no) as b from purchase
      where member_no > 0 and business_day < {until:Date} and ${channel} and not (${known.replace("month", "toYYYYMM(business_day)")}) group by month)
    group by month`;
  return `select toUInt8(cohort) as cohort, sumForEach(arrayMap(k -> if(k = later, here, 0), range(toUInt8({offsets:UInt8} + 1)))) as active
     from (
       select c.month as cohort, m.month - c.month as later, bitmapAndCardinality(c.fresh, m.buyers) as here
       from (select month, bitmapAndnot(buyers, prior) as fresh from (
           select month, buyers, groupBitmapMergeState(buyers) over (order by month rows between unbounded preceding and 1 preceding) as prior
           from (${months}))
         where month between 0 and {last:UInt8}) c
       cross join (${months}) m
       where m.month between c.month and c.month + {offsets:UInt8})
     group by cohort`;
}
