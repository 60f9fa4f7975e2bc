import type { Platform } from "../../kernel/platform.ts";
import { liToFen } from "../shared/money.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import type { Period } from "./period.ts";
import type { Crowd } from "./registry/metric.ts";

export interface Person {
  readonly memberNo: number;
  readonly orders: number;
  readonly amountFen: number;
  readonly lastPurchaseDay: string | null;
  /** For the cursor: exact, unlike the rounded fen. */
  readonly amountLi: number;
}

/** After which person the next page begins. */
export interface PersonCursor {
  readonly amountLi: number;
  readonly memberNo: number;
}

const buyersWhere: Record<Exclude<Crowd, "newMembers" | "refunders">, string> = {
  buyers: "1",
  repurchasers: "orders >= 2",
  newBuyers: "first_day >= {from:Date}",
  returningBuyers: "first_day < {from:Date}",
};

/** The people behind a figure, who spent most first; `limit + 1` of them, so that the caller knows whether there are more. */
export async function listPeople(
  platform: Platform,
  crowd: Crowd,
  period: Period,
  slice: Slice,
  page: { readonly after: PersonCursor | null; readonly limit: number },
): Promise<Person[]> {
  const rows = await platform.clickhouse.rows<{
    member_no: number;
    orders: number;
    amount_li: number;
    last_day: string | null;
  }>(
    `select member_no, orders, amount_li, last_day from (${crowdQuery(crowd, slice)})
     ${page.after ? "where (amount_li, -toInt64(member_no)) < ({afterLi:Int64}, -{afterNo:Int64})" : ""}
     order by amount_li desc, member_no limit {limit:UInt32}`,
    {
      from: period.from,
      to: period.to,
      zone: platform.config.timeZone,
      limit: page.limit + 1,
      ...sliceParams(slice),
      ...(page.after ? { afterLi: page.after.amountLi, afterNo: page.after.memberNo } : {}),
    },
    { timeoutMs: 60_000 },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    orders: row.orders,
    amountFen: liToFen(row.amount_li),
    lastPurchaseDay: row.last_day,
    amountLi: row.amount_li,
  }));
}

function crowdQuery(crowd: Crowd, slice: Slice): string {
  const inPeriod = `business_day >= {from:Date} and business_day < {to:Date} and ${sliceCondition(slice)}`;
  if (crowd === "refunders") {
    return `select member_no, uniqExact(order_id) as orders, sum(amount_li) as amount_li, toNullable(max(business_day)) as last_day
      from current_refund where member_no > 0 and ${inPeriod} group by member_no`;
  }
  const bought = `select member_no, count() as orders, sum(amount_li) as amount_li, toNullable(max(business_day)) as last_day
    from purchase where member_no > 0 and ${inPeriod} group by member_no`;
  if (crowd === "newMembers") {
    const registered = `select member_no from member_fact final where ${sliceCondition(slice)}
      and toDate(registered_at, {zone:String}) >= {from:Date} and toDate(registered_at, {zone:String}) < {to:Date}`;
    return `select member_no, coalesce(b.orders, 0) as orders, coalesce(b.amount_li, 0) as amount_li, b.last_day as last_day
      from (${registered}) r left join (${bought}) b using (member_no)`;
  }
  if (crowd === "buyers" || crowd === "repurchasers") return `select * from (${bought}) where ${buyersWhere[crowd]}`;
  return `select member_no, orders, amount_li, last_day from (${bought}) b join (
      select member_no, min(business_day) as first_day from purchase
      where member_no in (select member_no from purchase where member_no > 0 and ${inPeriod}) group by member_no) f using (member_no)
    where ${buyersWhere[crowd]}`;
}
