import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { liToFen } from "../shared/money.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { type ReasonCode, type TierCode, tierNames } from "./codes.ts";
import { explainReason } from "./explain.ts";
import { currentTierRule } from "./rule-store.ts";
import type { TierFacts } from "./rules.ts";
import type { tierHistorySchema } from "./schemas.ts";
import type { TierSettings } from "./settings.ts";
import { factsOf, type StateRow } from "./state-row.ts";

/** Members of a tier or stage, who spent most first; `limit + 1` of them. */
export async function listTierMembers(
  platform: Platform,
  slice: Slice,
  wanted: { readonly tier?: string; readonly lifeCycle?: string; readonly rhythm?: string },
  page: { readonly after: { readonly spendLi: number; readonly memberNo: number } | null; readonly limit: number },
) {
  const rule = await currentTierRule(platform.db);
  const filters = { tier: wanted.tier, life_cycle: wanted.lifeCycle, rhythm: wanted.rhythm };
  const chosen = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const rows = await platform.clickhouse.rows<StateRow>(
    `select * from member_state final
     where ${[sliceCondition(slice), ...chosen.map(([column]) => `${column} = {${column}:String}`)].join(" and ")}
       ${page.after ? "and (spend_li, -toInt64(member_no)) < ({afterLi:Int64}, -{afterNo:Int64})" : ""}
     order by spend_li desc, member_no limit {limit:UInt32}`,
    {
      ...sliceParams(slice),
      ...Object.fromEntries(chosen),
      limit: page.limit + 1,
      ...(page.after ? { afterLi: page.after.spendLi, afterNo: page.after.memberNo } : {}),
    },
    { timeoutMs: 60_000 },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    tier: row.tier,
    reason: reasonOf(row.reason, factsOf(row), rule.settings, today(platform)),
    spend30Fen: liToFen(row.spend_li),
    spendLi: row.spend_li,
    lastPurchaseDay: row.last_purchase_day,
  }));
}

export function reasonOf(code: ReasonCode, facts: TierFacts, settings: TierSettings, day: string) {
  return { code, text: explainReason(code, facts, settings, day) };
}

/** A member's changes of tier, newest first, each explained by the numbers and the rules of its day. */
export async function tierHistory(
  platform: Platform,
  memberNo: number,
  limit = 100,
): Promise<z.input<typeof tierHistorySchema>> {
  const { rows } = await sql<{
    day: string;
    from_tier: TierCode;
    to_tier: TierCode;
    reason: ReasonCode;
    facts: TierFacts;
    settings: TierSettings;
  }>`select c.day, c.from_tier, c.to_tier, c.reason, c.facts, r.settings
     from tier_change c join tier_rule r on r.version = c.rule_version
     where c.member_no = ${memberNo} order by c.id desc limit ${limit}`.execute(platform.db);
  return rows.map((row) => ({
    day: row.day,
    from: row.from_tier,
    fromName: tierNames[row.from_tier],
    to: row.to_tier,
    toName: tierNames[row.to_tier],
    reason: reasonOf(row.reason, row.facts, row.settings, row.day),
  }));
}
