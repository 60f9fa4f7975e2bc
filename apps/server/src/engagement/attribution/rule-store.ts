import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { type AttributionRule, initialRule } from "./rules.ts";

export interface RuleVersion {
  /** Null: what holds until somebody publishes a rule. */
  readonly version: number | null;
  /** First business day; null = always. */
  readonly startsOn: string | null;
  readonly rule: AttributionRule;
  readonly note: string;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

const initial: RuleVersion = {
  version: null,
  startsOn: null,
  rule: initialRule,
  note: "",
  createdAt: null,
  createdBy: null,
};

/** All versions, newest first; the one that was there before anybody published one stands last. */
export async function listRules(db: Db | Tx): Promise<RuleVersion[]> {
  const { rows } = await sql<RuleVersion>`
    select version, starts_on as "startsOn", rule, note, created_at as "createdAt", created_by as "createdBy"
    from attribution_rule order by version desc`.execute(db);
  return [...rows, initial];
}

/** The rule of a business day: of those whose first day has come, the one that begins last, of these the newest. */
export function ruleOn(rules: readonly RuleVersion[], day: string): RuleVersion {
  let best = initial;
  for (const rule of rules) {
    if (rule.startsOn === null || rule.startsOn > day) continue;
    if (best.startsOn === null || rule.startsOn > best.startsOn) best = rule;
  }
  return best;
}

/**
 * Publishes a rule for orders from a day on; orders of earlier days stay as they were decided.
 *
 * @throws Refusal whole_chain_only; invalid when the day has passed
 */
export async function publishRule(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { rule, startsOn, note, today }: { rule: AttributionRule; startsOn: string; note: string; today: string },
): Promise<number> {
  requireWholeChain(actor);
  if (startsOn < today)
    throw invalid([{ path: "startsOn", message: "生效日不能早于今天；要改变过去的归因，请在发布后「重新归因」" }]);
  const { rows } = await sql<{ version: number }>`
    insert into attribution_rule (starts_on, rule, note, created_at, created_by)
    values (${startsOn}, ${JSON.stringify(rule)}::jsonb, ${note}, ${platform.clock.now()}, ${actor.name}) returning version`.execute(
    tx,
  );
  const version = rows[0]?.version ?? 0;
  await audit(tx, actor, {
    action: "attribution_rule.published",
    subject: { kind: "attribution_rule", id: String(version) },
    detail: { startsOn, note, rule },
  });
  return version;
}
