import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import { decideOrders, loadDue } from "./attribute-orders.ts";
import type { ClaimSource } from "./gather-claims.ts";
import { listRules, ruleOn } from "./rule-store.ts";
import {
  type AttributionRule,
  type Credit,
  type Dimension,
  dimensionCodes,
  dimensions,
  evidences,
  models,
} from "./rules.ts";
import { subjectKey, subjectNames } from "./subjects.ts";

/**
 * Why an order is credited as it is: every claim, reckoned now from the facts, under the rule of its day.
 *
 * @throws Refusal not_found when the order is not in scope
 */
export async function explainOrder(platform: Platform, actor: Actor, sources: readonly ClaimSource[], orderId: number) {
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ orderCode: string; kept: boolean }>`
      select order_code as "orderCode", exists (select from order_attribution a where a.order_id = o.id) as kept
      from sales_order o where id = ${orderId} and ${scopeCondition(actor, "o.store_no")}`.execute(tx);
    const found = rows[0];
    if (!found) throw notFound("这笔订单");
    const [order] = await loadDue(tx, [orderId]);
    const rules = await listRules(tx);
    const version = order ? ruleOn(rules, order.businessDay) : ruleOn(rules, "9999-12-31");
    const [decided] = order ? await decideOrders(tx, sources, [order], () => version) : [];
    const credits = decided?.credits ?? [];
    const names = await subjectNames(platform, credits);
    return {
      orderId,
      orderCode: found.orderCode,
      counted: order !== undefined,
      kept: found.kept,
      paidAt: order?.paidAt.toISOString() ?? null,
      amountFen: order?.amountFen ?? 0,
      refundedFen: order?.refundedFen ?? 0,
      ruleVersion: version.version,
      dimensions: dimensionCodes.map((dimension) => {
        const list = credits.filter((each) => each.dimension === dimension);
        return {
          dimension,
          label: dimensions[dimension],
          sentence: sentenceOf(version.rule, dimension, list),
          claims: list.map((each) => ({
            evidence: each.evidence,
            evidenceLabel: evidences[each.evidence].label,
            subjectKind: each.subjectKind,
            subject: each.subject,
            name: names.get(subjectKey(each)) ?? each.subject,
            at: new Date(each.at).toISOString(),
            share: each.share,
            grossFen: each.grossFen,
            netFen: each.netFen,
            verdict: verdictOf(version.rule, dimension, each, list),
            ref: each.ref,
          })),
        };
      }),
    };
  });
}

function sentenceOf(rule: AttributionRule, dimension: Dimension, credits: readonly Credit[]): string {
  const { model } = rule.dimensions[dimension];
  if (credits.length === 0) return "没有任何依据，计入未归因。";
  const winners = credits.filter((each) => each.share > 0);
  const winner = winners[0];
  if (!winner) return "有依据，但规则没有采用这些依据，计入未归因。";
  if (model !== "priority") return `按「${models[model]}」分给 ${winners.length} 个触点。`;
  return `按依据优先级，「${evidences[winner.evidence].label}」最先命中。`;
}

/** Why this claim got what it got. */
function verdictOf(rule: AttributionRule, dimension: Dimension, claim: Credit, all: readonly Credit[]): string {
  const { model, evidences: counted } = rule.dimensions[dimension];
  if (claim.share > 0) return claim.share === 1 ? "归属" : `分得 ${Math.round(claim.share * 1000) / 10}%`;
  if (!counted.includes(claim.evidence)) return "规则不采用这种依据";
  if (model === "first") return "不是首次触点";
  if (model === "last") return "不是末次触点";
  const winner = all.find((each) => each.share > 0);
  if (winner && winner.evidence !== claim.evidence) return `「${evidences[winner.evidence].label}」优先`;
  return "同类依据中有更近的";
}
