import type { LifeCycleCode, ReasonCode, RhythmCode, TierCode } from "./codes.ts";
import type { TierFacts } from "./rules.ts";

/** A row of `member_state` as ClickHouse answers it. */
export interface StateRow {
  readonly member_no: number;
  readonly registered_day: string | null;
  readonly seen_day: string;
  readonly orders: number;
  readonly last_purchase_day: string | null;
  readonly spend_li: number;
  readonly cycle_spend_li: number;
  readonly year_spend_li: number;
  readonly year_orders: number;
  readonly year_coupon_orders: number;
  readonly interactions: number;
  readonly silent_interactions: number;
  readonly views: number;
  readonly opens: number;
  readonly last_interaction_day: string | null;
  readonly tier: TierCode;
  readonly reason: ReasonCode;
  readonly life_cycle: LifeCycleCode;
  readonly rhythm: RhythmCode;
}

export function factsOf(row: StateRow): TierFacts {
  return {
    registeredDay: row.registered_day,
    seenDay: row.seen_day,
    orders: row.orders,
    lastPurchaseDay: row.last_purchase_day,
    spendLi: row.spend_li,
    cycleSpendLi: row.cycle_spend_li,
    yearSpendLi: row.year_spend_li,
    yearOrders: row.year_orders,
    yearCouponOrders: row.year_coupon_orders,
    interactions: row.interactions,
    silentInteractions: row.silent_interactions,
    views: row.views,
    opens: row.opens,
    lastInteractionDay: row.last_interaction_day,
  };
}
