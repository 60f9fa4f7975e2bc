import type { Platform } from "../../kernel/platform.ts";
import { channelNames } from "../shared/channels.ts";
import { type Slice, storeCondition } from "../shared/slice.ts";
import { unitsByNo } from "../shared/units.ts";
import { tierNames } from "../tiers/codes.ts";
import { compileRules } from "./compile/compile-rules.ts";
import { compiledParams, contextOf } from "./compile/context-of.ts";
import { askLimits } from "./count-rules.ts";
import { findField } from "./rule/fields.ts";
import type { Rule } from "./rule/rule.ts";

export const dimensions = ["store", "tier", "channel", "relation", "gender", "city"] as const;
export type Dimension = (typeof dimensions)[number];

export interface Part {
  readonly key: string;
  readonly label: string;
  readonly members: number;
  /** Members of the slice with that key, whether the rule holds for them or not. */
  readonly everyone: number;
}

const profileColumns: Readonly<Record<Exclude<Dimension, "tier">, string>> = {
  store: "toString(store_no)",
  channel: "toString(channel)",
  relation: "toString(relation)",
  gender: "toString(gender)",
  city: "toString(city)",
};

/** SQL: one row a member of the slice with `key`. */
function keyed(by: Dimension, slice: Slice): string {
  const profile = `from member_fact final where ${storeCondition(slice)}`;
  if (by !== "tier") return `(select member_no, ${profileColumns[by]} as key ${profile})`;
  return `(select m.member_no as member_no, ifNull(s.tier, '') as key from (select member_no ${profile}) m
    left join (select member_no, toString(tier) as tier from member_state final) s using (member_no))`;
}

async function labelsOf(platform: Platform, by: Dimension, keys: readonly string[]): Promise<(key: string) => string> {
  const none = "未知";
  if (by === "store") {
    const units = await unitsByNo(
      platform,
      keys.map(Number).filter((no) => no > 0),
    );
    return (key) => units.get(Number(key))?.name ?? "未归属门店";
  }
  if (by === "channel") return (key) => channelNames[key] ?? key;
  if (by === "tier") return (key) => (tierNames as Readonly<Record<string, string>>)[key] ?? "尚未分层";
  const choices = findField(by)?.choices ?? [];
  return (key) => choices.find((choice) => choice.value === key)?.label ?? (key === "" ? none : key);
}

/** How the members that a rule holds for divide by a dimension, largest first, with everyone of the slice beside them. */
export async function breakDown(
  platform: Platform,
  rule: Rule,
  slice: Slice,
  by: Dimension,
  limit: number,
): Promise<Part[]> {
  const context = await contextOf(platform, [rule], slice);
  const rows = await platform.clickhouse.rows<{ key: string; members: number; everyone: number }>(
    `with (select groupBitmapMergeState(r0) from (${compileRules([rule], context)})) as found
     select key, countIf(bitmapContains(found, member_no)) as members, count() as everyone from ${keyed(by, slice)}
     group by key having members > 0 order by members desc, key limit {limit:UInt32}`,
    { ...compiledParams(platform, context), limit },
    askLimits,
  );
  const label = await labelsOf(
    platform,
    by,
    rows.map((row) => row.key),
  );
  return rows.map((row) => ({ ...row, label: label(row.key) }));
}
