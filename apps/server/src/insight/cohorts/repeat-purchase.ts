import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { purchases, readHistory } from "../settled/history.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import type { repeatAnswer } from "./schemas.ts";

/** How soon customers come back: the gap between their first and their second purchase day, in the slice. */
export async function repeatPurchase(
  platform: Platform,
  slice: Slice,
  wanted: { readonly from?: string; readonly to?: string; readonly days: readonly number[] },
): Promise<z.input<typeof repeatAnswer>> {
  const days = [...new Set(wanted.days)].sort((a, b) => a - b);
  const bought = purchases(
    await readHistory(platform),
    "member_no, business_day",
    `member_no > 0 and ${sliceCondition(slice)}`,
  );
  const row = await platform.clickhouse.row<{
    customers: number;
    repeated: number;
    median: number | null;
    curve: number[];
  }>(
    `select count() as customers, countIf(gap > 0) as repeated,
       if(repeated = 0, null, quantileExactInclusiveIf(0.5)(gap, gap > 0)) as median,
       [${days.map((day) => `countIf(gap > 0 and gap <= ${Math.trunc(day)})`).join(", ")}] as curve
     from (
       -- Gap 0 = there is no second purchase day.
       select f.first_day as first_day, minIf(business_day, business_day > f.first_day) as second_day,
         if(second_day > f.first_day, second_day - f.first_day, 0) as gap
       from ${bought} p join (select member_no, min(business_day) as first_day from ${bought} group by member_no) f using (member_no)
       group by member_no, f.first_day)
     where first_day >= {from:Date} and first_day < {to:Date}`,
    { from: wanted.from ?? "1970-01-01", to: wanted.to ?? "2149-01-01", ...sliceParams(slice) },
    { timeoutMs: 60_000 },
  );
  return {
    customers: row.customers,
    repeated: row.repeated,
    oncePurchased: row.customers - row.repeated,
    medianDays: row.median,
    curve: days.map((day, index) => {
      const customers = row.curve[index] ?? 0;
      return { days: day, customers, share: row.customers === 0 ? null : customers / row.customers };
    }),
  };
}
