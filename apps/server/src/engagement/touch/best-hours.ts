import type { HourResult } from "./store.ts";

/** Below this many people an hour's rates say nothing. */
export const ENOUGH = 100;

export interface HourRates extends HourResult {
  /** Shares of those reached; null where they are too few to say. */
  readonly clickRate: number | null;
  readonly replyRate: number | null;
  readonly purchaseRate: number | null;
}

/** Rates by hour, honest where people are too few. */
export function ratesOf(results: readonly HourResult[]): HourRates[] {
  return results.map((result) => {
    const share = (count: number) => (result.sent < ENOUGH ? null : count / result.sent);
    return {
      ...result,
      clickRate: share(result.clicked),
      replyRate: share(result.replied),
      purchaseRate: share(result.bought),
    };
  });
}
