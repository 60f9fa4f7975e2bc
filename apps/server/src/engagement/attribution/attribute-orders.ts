import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { groupBy } from "../group-by.ts";
import { type ClaimSource, gatherClaims } from "./gather-claims.ts";
import { listRules, type RuleVersion, ruleOn } from "./rule-store.ts";
import { type AttributionRule, type Claim, type Credit, credit } from "./rules.ts";

export interface DueOrder {
  readonly id: number;
  readonly paidAt: Date;
  readonly businessDay: string;
  readonly amountFen: number;
  readonly refundedFen: number;
}

/** Claims and credits of orders under a rule each. */
export interface Decided {
  readonly order: DueOrder;
  readonly version: number | null;
  readonly credits: readonly Credit[];
}

/** Orders that are purchases; a gift of the house or a sample has nothing to credit. */
export async function loadDue(tx: Tx, orderIds: readonly number[]): Promise<DueOrder[]> {
  const { rows } = await sql<DueOrder>`
    select id, paid_at as "paidAt", business_day as "businessDay", amount_fen as "amountFen", refunded_fen as "refundedFen"
    from sales_order where id = any(${[...orderIds]}::bigint[]) and items > 0 order by id`.execute(tx);
  return rows;
}

/** Decides orders, each under the rule that `ruleOf` gives for it; writes nothing. */
export async function decideOrders(
  tx: Tx,
  sources: readonly ClaimSource[],
  orders: readonly DueOrder[],
  ruleOf: (order: DueOrder) => Pick<RuleVersion, "version" | "rule">,
): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const [{ version, rule }, list] of groupBy(orders, ruleOf)) {
    const claims = await gatherClaims(
      tx,
      sources,
      rule,
      list.map((order) => order.id),
    );
    for (const order of list)
      decided.push({ order, version, credits: creditsOf(rule, order, claims.get(order.id) ?? []) });
  }
  return decided;
}

function creditsOf(rule: AttributionRule, order: DueOrder, claims: readonly Claim[]): Credit[] {
  return credit(rule, { ...order, paidAt: order.paidAt.getTime() }, claims);
}

/** As `order_attribution.claims` holds a claim. */
export type KeptClaim = readonly [
  dimension: string,
  evidence: string,
  subjectKind: string,
  subject: string,
  at: number,
  grossFen: number,
  netFen: number,
  share: number,
  ref: string,
];

const kept = (each: Credit): KeptClaim => [
  each.dimension,
  each.evidence,
  each.subjectKind,
  each.subject,
  each.at,
  each.grossFen,
  each.netFen,
  each.share,
  each.ref,
];

/** Decides orders anew and keeps what changed; set-based. Returns how many changed. */
export async function attributeOrders(
  tx: Tx,
  platform: Platform,
  sources: readonly ClaimSource[],
  orderIds: readonly number[],
): Promise<number> {
  if (orderIds.length === 0) return 0;
  const rules = await listRules(tx);
  const decided = await decideOrders(tx, sources, await loadDue(tx, orderIds), (order) =>
    ruleOn(rules, order.businessDay),
  );
  const { rows } = await sql<{ changed: number }>`
    with decided as (
      select * from unnest(${decided.map(({ order }) => order.id)}::bigint[], ${decided.map(({ version }) => version)}::int[],
        ${decided.map(({ order }) => order.amountFen)}::bigint[], ${decided.map(({ order }) => order.refundedFen)}::bigint[],
        ${decided.map(({ credits }) => JSON.stringify(credits.map(kept)))}::text[]) as d (order_id, rule_version, amount_fen, refunded_fen, claims)),
    written as (
      insert into order_attribution as a (order_id, rule_version, amount_fen, refunded_fen, claims, decided_at)
      select order_id, rule_version, amount_fen, refunded_fen, claims::jsonb, ${platform.clock.now()} from decided order by order_id
      on conflict (order_id) do update set rule_version = excluded.rule_version, amount_fen = excluded.amount_fen,
        refunded_fen = excluded.refunded_fen, claims = excluded.claims, decided_at = excluded.decided_at, changed_xid = pg_current_xact_id()
      where (a.rule_version, a.amount_fen, a.refunded_fen, a.claims) is distinct from
        (excluded.rule_version, excluded.amount_fen, excluded.refunded_fen, excluded.claims)
      returning 1)
    select count(*)::int as changed from written`.execute(tx);
  return rows[0]?.changed ?? 0;
}
