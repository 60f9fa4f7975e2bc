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
  readonly storeNo: number | null;
  /** A purchase: a gift of the house or a sample has nothing to credit. */
  readonly counts: boolean;
  readonly amountFen: number;
  readonly refundedFen: number;
}

/** Claims and credits of orders under a rule each. */
export interface Decided {
  readonly order: DueOrder;
  readonly version: number | null;
  readonly credits: readonly Credit[];
}

export async function loadDue(tx: Tx, orderIds: readonly number[]): Promise<DueOrder[]> {
  const { rows } = await sql<DueOrder>`
    select id, paid_at as "paidAt", business_day as "businessDay", store_no as "storeNo", items > 0 as counts, amount_fen as "amountFen", refunded_fen as "refundedFen"
    from sales_order where id = any(${[...orderIds]}::bigint[]) order by id`.execute(tx);
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
  if (!order.counts) return [];
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

const keptColumns = [
  "order_id",
  "rule_version",
  "counts",
  "paid_at",
  "business_day",
  "store_no",
  "amount_fen",
  "refunded_fen",
  "claims",
];
const columns = keptColumns.join(", ");
const known = keptColumns.map((column) => `a.${column}`).join(", ");
const excluded = keptColumns.map((column) => `excluded.${column}`).join(", ");

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
  const rows = decided.map(({ order, version, credits }) => ({
    order_id: order.id,
    rule_version: version,
    counts: order.counts,
    paid_at: order.paidAt,
    business_day: order.businessDay,
    store_no: order.storeNo,
    amount_fen: order.amountFen,
    refunded_fen: order.refundedFen,
    claims: credits.map(kept),
  }));
  const { rows: written } = await sql<{ changed: number }>`
    with written as (
      insert into order_attribution as a (${sql.raw(columns)}, decided_at)
      select ${sql.raw(columns)}, ${platform.clock.now()} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (order_id bigint, rule_version int,
        counts boolean, paid_at timestamptz, business_day date, store_no int, amount_fen bigint, refunded_fen bigint, claims jsonb)
      -- What never was a purchase has no row.
      where counts or exists (select from order_attribution k where k.order_id = d.order_id) order by order_id
      on conflict (order_id) do update set (${sql.raw(columns)}, decided_at, changed_xid) =
        (${sql.raw(excluded)}, excluded.decided_at, pg_current_xact_id())
      where (${sql.raw(known)}) is distinct from (${sql.raw(excluded)})
      returning 1)
    select count(*)::int as changed from written`.execute(tx);
  return written[0]?.changed ?? 0;
}
