import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { memberCondition, type Slice, sliceParams } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { type TierCode, tierCodes } from "./codes.ts";
import { judgeParams } from "./facts-query.ts";
import { currentTierRule } from "./rule-store.ts";
import type { tierPreviewAnswer } from "./schemas.ts";
import type { TierSettings } from "./settings.ts";
import { factsRelation, verdictColumns } from "./tier-expressions.ts";

/**
 * Who would move where under edited rules. Edited thresholds are tried on the facts that are known; edited windows or event
 * types need the facts counted anew, which takes longer.
 */
export async function previewTierRule(
  platform: Platform,
  slice: Slice,
  settings: TierSettings,
): Promise<z.input<typeof tierPreviewAnswer>> {
  const current = await currentTierRule(platform.db);
  const day = today(platform);
  const among = memberCondition(slice);
  const facts = sameWindows(current.settings, settings)
    ? `select * except (tier, reason, life_cycle, rhythm) from member_state final where ${among}`
    : factsRelation(settings, among);
  const rows = await platform.clickhouse.rows<{ before: TierCode; after: TierCode; members: number }>(
    `select if(s.tier = '', 'general', ifNull(s.tier, 'general')) as before, j.tier as after, count() as members
     from (select member_no, tier from (select *, ${verdictColumns(settings)} from (${facts}))) j
     left join (select member_no, toString(tier) as tier from member_state final where ${among}) s on s.member_no = j.member_no
     group by before, after`,
    { ...judgeParams(settings, platform.config.timeZone, day), ...sliceParams(slice) },
    { timeoutMs: 120_000 },
  );
  const count = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((sum, row) => sum + row.members, 0);
  return {
    members: count(() => true),
    moved: count((row) => row.before !== row.after),
    before: Object.fromEntries(tierCodes.map((code) => [code, count((row) => row.before === code)])) as Record<
      TierCode,
      number
    >,
    after: Object.fromEntries(tierCodes.map((code) => [code, count((row) => row.after === code)])) as Record<
      TierCode,
      number
    >,
    matrix: rows.map((row) => ({ from: row.before, to: row.after, members: row.members })),
  };
}

/** Whether both rules count the same events over the same days, so that the known facts serve both. */
function sameWindows(a: TierSettings, b: TierSettings): boolean {
  const windows = (settings: TierSettings) =>
    JSON.stringify([
      settings.high.spendDays,
      settings.high.interactionDays,
      settings.potential.viewDays,
      settings.silent.withoutPurchaseDays,
      settings.lifeCycle.spendDays,
      settings.lifeCycle.openDays,
      [...settings.interactionTypes].sort(),
      [...settings.viewTypes].sort(),
      [...settings.lifeCycle.openTypes].sort(),
    ]);
  return windows(a) === windows(b);
}
