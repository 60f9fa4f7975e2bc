import { addDays } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { liToFen } from "../shared/money.ts";
import type { Slice } from "../shared/slice.ts";
import { type CountedPool, countedPools, membershipParams, membershipQuery } from "./membership.ts";
import { poolSetting } from "./pool.ts";

/** After whom the next page begins. */
export interface PoolMemberCursor {
  readonly amountLi: number;
  readonly memberNo: number;
}

/**
 * People who stand in one pool, and not in another when asked, at the end of `day`; who spent most first, `limit + 1` of them.
 *
 * @throws Refusal when a pool does not exist or has no count
 */
export async function listPoolMembers(
  platform: Platform,
  slice: Slice,
  wanted: { readonly inPool: string; readonly notInPool?: string; readonly day: string },
  page: { readonly after: PoolMemberCursor | null; readonly limit: number },
) {
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const counted = countedPools(pools);
  const find = (field: string, code: string): CountedPool => {
    const found = counted.find(({ pool }) => pool.code === code);
    if (!found) {
      const known = counted.map(({ pool }) => `${pool.code}（${pool.name}）`).join("、");
      throw invalid([{ path: field, message: `没有可统计的用户池 ${code}；可用：${known}` }]);
    }
    return found;
  };
  const inPool = find("inPool", wanted.inPool);
  const notInPool = wanted.notInPool === undefined ? null : find("notInPool", wanted.notInPool);
  const of = (pool: CountedPool) => `select member_no from (${membershipQuery([pool], slice)}) where in_now`;
  const rows = await platform.clickhouse.rows<{
    member_no: number;
    orders: number;
    amount_li: number;
    last_day: string | null;
  }>(
    `select member_no, coalesce(b.orders, 0) as orders, coalesce(b.amount_li, 0) as amount_li, b.last_day as last_day
     from (${of(inPool)}) p left join (
       select member_no, toNullable(count()) as orders, toNullable(sum(amount_li)) as amount_li, toNullable(max(business_day)) as last_day
       from purchase where member_no > 0 group by member_no) b using (member_no)
     where ${notInPool ? `member_no not in (${of(notInPool)})` : "1"}
       ${page.after ? "and (amount_li, -toInt64(member_no)) < ({afterLi:Int64}, -{afterNo:Int64})" : ""}
     order by amount_li desc, member_no limit {limit:UInt32}`,
    {
      ...membershipParams(platform, { from: wanted.day, to: addDays(wanted.day, 1) }),
      limit: page.limit + 1,
      ...(page.after ? { afterLi: page.after.amountLi, afterNo: page.after.memberNo } : {}),
    },
    { timeoutMs: 120_000 },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    orders: Number(row.orders),
    amountFen: liToFen(Number(row.amount_li)),
    lastPurchaseDay: row.last_day,
    amountLi: Number(row.amount_li),
  }));
}
