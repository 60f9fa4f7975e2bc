import { addDays, daysBetween } from "../../kernel/calendar.ts";
import type { LifeCycleCode, ReasonCode, RhythmCode, TierCode } from "./codes.ts";
import type { TierSettings } from "./settings.ts";

/** What the rules look at. Money in li; windows are those of the settings and include the day itself. */
export interface TierFacts {
  readonly registeredDay: string | null;
  readonly seenDay: string;
  readonly orders: number;
  readonly lastPurchaseDay: string | null;
  readonly spendLi: number;
  readonly cycleSpendLi: number;
  readonly yearSpendLi: number;
  readonly yearOrders: number;
  readonly yearCouponOrders: number;
  readonly interactions: number;
  readonly silentInteractions: number;
  readonly views: number;
  readonly opens: number;
  readonly lastInteractionDay: string | null;
}

export interface Verdict {
  readonly tier: TierCode;
  readonly reason: ReasonCode;
  readonly lifeCycle: LifeCycleCode;
  readonly rhythm: RhythmCode;
}

/** Judges one member. `tier-expressions.ts` says the same in SQL for all of them; a test holds the two together. */
export function judge(facts: TierFacts, settings: TierSettings, day: string): Verdict {
  return {
    ...tierOf(facts, settings, day),
    lifeCycle: lifeCycleOf(facts, settings),
    rhythm: rhythmOf(facts, settings, day),
  };
}

function tierOf(facts: TierFacts, settings: TierSettings, day: string): Pick<Verdict, "tier" | "reason"> {
  const { high, potential, silent, low } = settings;
  const highLi = high.minSpendFen * 10;
  const potentialLi = potential.minSpendFen * 10;
  const away =
    daysBetween(facts.lastPurchaseDay ?? facts.registeredDay ?? facts.seenDay, day) >= silent.withoutPurchaseDays;
  const smallYear = facts.yearOrders > 0 && facts.yearSpendLi < low.maxYearlySpendFen * 10;

  if (
    facts.orders === 0 &&
    facts.registeredDay !== null &&
    daysBetween(facts.registeredDay, day) <= settings.new.registeredWithinDays
  ) {
    return { tier: "new", reason: "registered_recently" };
  }
  if (facts.spendLi >= highLi && facts.interactions >= high.minInteractions)
    return { tier: "high", reason: "spends_and_interacts" };
  if (facts.spendLi >= potentialLi && facts.spendLi < highLi && facts.views >= potential.minViews) {
    return { tier: "potential", reason: "spends_and_browses" };
  }
  if (away && facts.silentInteractions <= silent.maxInteractions) return { tier: "silent", reason: "silent" };
  if (smallYear && facts.yearCouponOrders >= low.minCouponOrderShare * facts.yearOrders)
    return { tier: "low", reason: "coupons_only" };
  if (facts.spendLi >= highLi) return { tier: "general", reason: "interactions_below" };
  if (facts.spendLi >= potentialLi) return { tier: "general", reason: "views_below" };
  if (away) return { tier: "general", reason: "still_interacting" };
  if (smallYear) return { tier: "general", reason: "not_bargain" };
  return { tier: "general", reason: facts.orders === 0 ? "no_first_order" : "regular" };
}

function lifeCycleOf(facts: TierFacts, { lifeCycle }: TierSettings): LifeCycleCode {
  if (facts.cycleSpendLi >= lifeCycle.minSpendFen * 10) return "active";
  return facts.opens >= lifeCycle.minOpens ? "potential" : "dormant";
}

function rhythmOf(facts: TierFacts, { rhythm }: TierSettings, day: string): RhythmCode {
  if (facts.registeredDay !== null && daysBetween(facts.registeredDay, day) <= rhythm.newDays) return "new";
  const last = [facts.lastPurchaseDay, facts.lastInteractionDay]
    .filter((known) => known !== null)
    .sort()
    .at(-1);
  return last !== undefined && last > addDays(day, -rhythm.silentDays) ? "active" : "silent";
}
