import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { liToFen } from "../shared/money.ts";
import { type Slice, sliceCondition, sliceParams } from "../shared/slice.ts";
import {
  lifeCycleCodes,
  lifeCycleNames,
  type ReasonCode,
  rhythmCodes,
  rhythmNames,
  tierCodes,
  tierNames,
} from "./codes.ts";
import { describeRule, reasonNames } from "./explain.ts";
import { currentTierRule } from "./rule-store.ts";
import type { tierDistributionAnswer } from "./schemas.ts";

interface Cell {
  readonly tier: string;
  readonly reason: ReasonCode;
  readonly life_cycle: string;
  readonly rhythm: string;
  readonly members: number;
  readonly spend_li: number;
}

/** How the slice's members are spread over the tiers and the two further schemes now, with the rules and treatments in force. */
export async function tierDistribution(
  platform: Platform,
  slice: Slice,
): Promise<z.input<typeof tierDistributionAnswer>> {
  const [rule, cells, runs] = await Promise.all([
    currentTierRule(platform.db),
    platform.clickhouse.rows<Cell>(
      `select tier, reason, life_cycle, rhythm, count() as members, sum(s.spend_li) as spend_li
       from member_state s final where ${sliceCondition(slice)} group by tier, reason, life_cycle, rhythm`,
      sliceParams(slice),
      { timeoutMs: 60_000 },
    ),
    sql<{ as_of: string }>`select as_of from tier_run where status = 'done' order by id desc limit 1`.execute(
      platform.db,
    ),
  ]);
  const count = (chosen: readonly Cell[]) => chosen.reduce((sum, cell) => sum + cell.members, 0);
  const members = count(cells);
  const spread = <Code extends string>(
    codes: readonly Code[],
    names: Readonly<Record<Code, string>>,
    of: (cell: Cell) => string,
  ) =>
    codes.map((code) => {
      const here = count(cells.filter((cell) => of(cell) === code));
      return { code, name: names[code], members: here, share: members === 0 ? null : here / members };
    });
  const generalReasons = new Map<ReasonCode, number>();
  for (const cell of cells) {
    if (cell.tier === "general") generalReasons.set(cell.reason, (generalReasons.get(cell.reason) ?? 0) + cell.members);
  }
  return {
    asOf: runs.rows[0]?.as_of ?? null,
    members,
    ruleVersion: rule.version,
    tiers: spread(tierCodes, tierNames, (cell) => cell.tier).map((tier) => ({
      ...tier,
      rule: describeRule(tier.code, rule.settings),
      ...(rule.settings.treatments[tier.code] ?? { treatments: [], goal: "" }),
      spend30Fen: liToFen(
        cells.filter((cell) => cell.tier === tier.code).reduce((sum, cell) => sum + cell.spend_li, 0),
      ),
    })),
    lifeCycle: spread(lifeCycleCodes, lifeCycleNames, (cell) => cell.life_cycle),
    rhythm: spread(rhythmCodes, rhythmNames, (cell) => cell.rhythm),
    generalReasons: [...generalReasons]
      .map(([code, here]) => ({ code, name: reasonNames[code], members: here }))
      .sort((a, b) => b.members - a.members),
  };
}
