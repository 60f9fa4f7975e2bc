import type { z } from "zod";
import { interactionTypes } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { Period } from "../metrics/period.ts";
import type { Slice } from "../shared/slice.ts";
import { textList } from "../shared/sql-text.ts";
import { unitsByNo } from "../shared/units.ts";
import { countedPools, membershipParams, membershipQuery } from "./membership.ts";
import { poolSetting } from "./pool.ts";
import { harvestSign } from "./rules.ts";
import type { poolQualityAnswer } from "./schemas.ts";

/** The customer speaks: answers a message, starts a talk, says something in a group. */
const replyTypes = ["message.replied", "conversation.started", "group.spoke"] as const;

interface Row {
  readonly pool: number;
  readonly store_no: number;
  readonly total: number;
  readonly contacts: number;
  readonly before: number;
  readonly joined: number;
  readonly opted_out: number;
  readonly interacted: number;
  readonly joined_interacted: number;
  readonly replied: number;
  readonly repurchased: number;
}

/**
 * What stands behind the head counts, per pool, and by home store for the pool `storesOf` (SG-24). Joining a pool is no interaction with it:
 * else every harvested contact would count as a relation. Repurchased = bought in the period, and not for the first time.
 */
export async function poolQuality(
  platform: Platform,
  slice: Slice,
  period: Period,
  storesOf?: string,
): Promise<z.input<typeof poolQualityAnswer>> {
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const counted = countedPools(pools);
  if (counted.length === 0) return { ...period, pools: [], stores: [] };
  const joins = new Set(pools.flatMap(({ source }) => (source.kind === "events" ? source.joined : [])));
  const acts = interactionTypes.filter((type) => !joins.has(type));
  const acted = (types: readonly string[]) =>
    `member_no in (select member_no from member_event where type in (${textList(types)})
       and occurred_at >= {since:DateTime64(3,'UTC')} and occurred_at < {until:DateTime64(3,'UTC')})`;
  const rows = await platform.clickhouse.rows<Row>(
    `select pool, store_no, grouping(store_no) as total, countIf(in_now) as contacts, countIf(in_before) as before,
       countIf(in_now and not in_before) as joined, countIf(not in_now and (in_before or entered)) as opted_out,
       countIf(in_now and acts) as interacted, countIf(in_now and not in_before and acts) as joined_interacted,
       countIf(in_now and replies) as replied, countIf(in_now and buys_again) as repurchased
     from (
       select pool, m.member_no as member_no, s.store_no as store_no, in_now, in_before, entered,
         ${acted(acts)} as acts, ${acted(replyTypes)} as replies,
         member_no in (select member_no from purchase where member_no > 0 and business_day < {to:Date}
           group by member_no having count() >= 2 and max(business_day) >= {from:Date}) as buys_again
       from (${membershipQuery(counted, slice)}) m
       join (select member_no, store_no from member_fact final) s on s.member_no = m.member_no)
     group by grouping sets ((pool), (pool, store_no))`,
    { ...membershipParams(platform, period), from: period.from, to: period.to },
    { timeoutMs: 120_000 },
  );
  const present = (row: Row) => {
    const head = {
      contacts: Number(row.contacts),
      before: Number(row.before),
      joined: Number(row.joined),
      optedOut: Number(row.opted_out),
      interacted: Number(row.interacted),
      joinedInteracted: Number(row.joined_interacted),
    };
    return {
      pool: pools[row.pool]?.code ?? "",
      ...head,
      replied: Number(row.replied),
      repurchased: Number(row.repurchased),
      warning: harvestSign(head),
    };
  };
  const byStore = rows.filter((row) => Number(row.total) === 0 && pools[row.pool]?.code === storesOf);
  const units = await unitsByNo(
    platform,
    [...new Set(byStore.map((row) => row.store_no))].filter((no) => no > 0),
  );
  return {
    ...period,
    pools: rows
      .filter((row) => Number(row.total) === 1)
      .sort((a, b) => a.pool - b.pool)
      .map(present),
    stores: byStore
      .sort((a, b) => Number(b.contacts) - Number(a.contacts) || a.store_no - b.store_no)
      .map((row) => ({
        storeNo: row.store_no,
        storeName: units.get(row.store_no)?.name ?? "未归属门店",
        ...present(row),
      })),
  };
}
