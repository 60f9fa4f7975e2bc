import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { currentTierRule, insertTierRule, type TierRule } from "./rule-store.ts";
import type { TierSettings } from "./settings.ts";

/**
 * Saves edited rules as a new version and has everybody judged by them.
 *
 * @throws Refusal when somebody else saved a version meanwhile, or the rules contradict each other
 */
export async function saveTierRule(
  platform: Platform,
  actor: Actor,
  wanted: { readonly settings: TierSettings; readonly note: string; readonly basedOn: number },
): Promise<TierRule> {
  if (wanted.settings.potential.minSpendFen >= wanted.settings.high.minSpendFen) {
    throw invalid([
      { path: "settings.potential.minSpendFen", message: "潜在高价值的消费下限要低于高价值活跃的消费下限" },
    ]);
  }
  return platform.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('feilun.tier_rule'))`.execute(tx);
    const current = await currentTierRule(tx);
    if (current.version !== wanted.basedOn) {
      throw conflict(
        "tier_rule_changed",
        `${current.savedBy}刚刚保存了第 ${current.version} 版分层规则，请刷新后在新版上修改`,
      );
    }
    const saved = await insertTierRule(tx, { settings: wanted.settings, note: wanted.note, savedBy: actor.name });
    await audit(tx, actor, {
      action: "tier_rule.saved",
      subject: { kind: "tier_rule", id: String(saved.version) },
      detail: { before: current.settings, after: saved.settings, note: wanted.note },
    });
    await platform.jobs.enqueue(tx, "insight.evaluate_tiers", { kind: "full" }, { key: "insight.evaluate_tiers.rule" });
    return saved;
  });
}
