import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { comparedPeriod, type Period } from "../metrics/period.ts";
import type { Slice } from "../shared/slice.ts";
import { type CountedPool, countedPools, membershipParams, membershipQuery } from "./membership.ts";
import { type Pool, poolSetting } from "./pool.ts";
import { byDepth, type Combination, countIn, inBoth, nextSteps, type PoolCount, viewOf } from "./rules.ts";
import type { poolsAnswer } from "./schemas.ts";

/** People by the set of pools they stand in, each person once; a few hundred rows whatever the number of people. */
async function askCombinations(
  platform: Platform,
  counted: readonly CountedPool[],
  slice: Slice,
  period: Period,
): Promise<Combination[]> {
  if (counted.length === 0) return [];
  const bits = (column: string) => `groupBitOr(if(${column}, bitShiftLeft(toUInt32(1), pool), toUInt32(0)))`;
  return platform.clickhouse.rows<{ now: number; before: number; people: number }>(
    `select now_bits as now, before_bits as before, toUInt32(count()) as people
     from (select member_no, ${bits("in_now")} as now_bits, ${bits("in_before")} as before_bits
           from (${membershipQuery(counted, slice)}) group by member_no)
     where now_bits > 0 or before_bits > 0 group by now_bits, before_bits`,
    membershipParams(platform, period),
    { timeoutMs: 120_000 },
  );
}

function figures(now: PoolCount, previous: PoolCount) {
  const growth = now.before === 0 ? null : (now.people - now.before) / now.before;
  const previousGrowth = previous.before === 0 ? null : (previous.people - previous.before) / previous.before;
  return { ...now, growth, previousJoined: previous.joined, previousLeft: previous.left, previousGrowth };
}

/** Head counts per pool and across pools without double counting, what overlaps, how it grows, and whom to lead where (DT-19). */
export async function countPools(
  platform: Platform,
  slice: Slice,
  period: Period,
): Promise<z.input<typeof poolsAnswer>> {
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const counted = countedPools(pools);
  const compared = comparedPeriod(period, "previous");
  const [now, previous] = await Promise.all([
    askCombinations(platform, counted, slice, period),
    askCombinations(platform, counted, slice, compared),
  ]);
  const count = (bits: readonly number[]) => figures(countIn(now, bits), countIn(previous, bits));
  const ours = counted.filter(({ pool }) => viewOf(pool).toBrand === "private").map(({ bit }) => bit);
  const isCounted = (pool: Pool) => pool.source.kind !== "none";
  return {
    ...period,
    compared,
    pools: pools.map((pool, bit) => ({ ...pool, ...viewOf(pool), figures: isCounted(pool) ? count([bit]) : null })),
    privateDomain: { ...count(ours), depth: byDepth(now, ours) },
    all: count(counted.map(({ bit }) => bit)),
    overlaps: counted.flatMap((a, index) =>
      counted.slice(index + 1).map((b) => ({ a: a.pool.code, b: b.pool.code, people: inBoth(now, a.bit, b.bit) })),
    ),
    nextSteps: nextSteps(counted, now),
  };
}
