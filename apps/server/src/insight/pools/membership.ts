import type { Platform } from "../../kernel/platform.ts";
import { instantText } from "../metrics/ask-activity.ts";
import type { Period } from "../metrics/period.ts";
import { type Slice, storeCondition } from "../shared/slice.ts";
import { textList, textLiteral } from "../shared/sql-text.ts";
import type { Pool } from "./pool.ts";

/** A pool with a count, and its number in queries and in the bits of combinations. */
export interface CountedPool {
  readonly pool: Pool;
  readonly bit: number;
}

/** The pools that are connected, numbered by their place in the registry. */
export function countedPools(pools: readonly Pool[]): CountedPool[] {
  return pools.flatMap((pool, bit) => (pool.source.kind === "none" ? [] : [{ pool, bit }]));
}

/** SQL: comings and goings of one pool: `pool, member_no, relation, joined, at, seq`. */
function movesOf({ pool: { source }, bit }: CountedPool): string {
  const columns = (relation: string, joined: string, at: string, seq: string) =>
    `toUInt8(${bit}) as pool, member_no, ${relation} as relation, toUInt8(${joined}) as joined, ${at} as at, toUInt64(${seq}) as seq`;
  switch (source.kind) {
    case "events": {
      const property = (name: string) => `JSONExtractString(properties, ${textLiteral(name)})`;
      const where = source.where ? ` and ${property(source.where.property)} in (${textList(source.where.values)})` : "";
      return `select ${columns(source.key ? property(source.key) : "''", `type in (${textList(source.joined)})`, "occurred_at", "seq")}
        from member_event where type in (${textList([...source.joined, ...source.left])}) and occurred_at < {until:DateTime64(3,'UTC')}${where}`;
    }
    case "channel":
      return `select ${columns("''", "1", "min(seen_at)", "0")} from (
          select member_no, occurred_at as seen_at from member_event
          where channel = ${textLiteral(source.channel)} and occurred_at < {until:DateTime64(3,'UTC')}
          union all select member_no, paid_at as seen_at from purchase
          where channel = ${textLiteral(source.channel)} and paid_at < {until:DateTime64(3,'UTC')})
        group by member_no`;
    case "registered":
      return `select ${columns("''", "1", "assumeNotNull(registered_at)", "0")}
        from member_fact final where registered_at is not null and registered_at < {until:DateTime64(3,'UTC')}`;
    case "none":
      throw new Error("a pool without a source has no people to count");
  }
}

/**
 * SQL: who stands in which pool, one row per pool and member of the slice (by home store): `pool, member_no, in_now, in_before,
 * entered`. A person with several relations of a pool (two guides) is in it while one stands; the latest event of a relation
 * decides, and a leaving that names none ends them all. Members are as they are merged now.
 */
export function membershipQuery(counted: readonly CountedPool[], slice: Slice): string {
  const standing = (state: string, at: string) =>
    `maxIf(${at}, ${state} = 1) > maxIf(${at}, ${state} = 0 and relation = '')`;
  return `select pool, member_no, ${standing("now_state", "now_at")} as in_now, ${standing("before_state", "before_at")} as in_before,
      max(came) as entered
    from (
      select pool, member_no, relation, argMax(joined, (at, seq)) as now_state, max((at, seq)) as now_at,
        argMaxIf(joined, (at, seq), at < {since:DateTime64(3,'UTC')}) as before_state,
        maxIf((at, seq), at < {since:DateTime64(3,'UTC')}) as before_at,
        maxIf(joined, at >= {since:DateTime64(3,'UTC')}) as came
      from (${counted.map(movesOf).join("\n union all ")})
      where member_no in (select member_no from member_fact final where ${storeCondition(slice)})
      group by pool, member_no, relation)
    group by pool, member_no`;
}

/** The instants that `membershipQuery` asks for: the first of the period, and the first after it. */
export function membershipParams(platform: Platform, period: Period): { since: string; until: string } {
  const { timeZone } = platform.config;
  return { since: instantText(timeZone, period.from), until: instantText(timeZone, period.to) };
}
