import { daysBetween } from "../../kernel/calendar.ts";
import type { ReasonCode, TierCode } from "./codes.ts";
import type { TierFacts } from "./rules.ts";
import type { TierSettings } from "./settings.ts";

const yuan = (fen: number) => `¥${(fen / 100).toFixed(fen % 100 === 0 ? 0 : 2)}`;
const yuanOfLi = (li: number) => yuan(Math.round(li / 10));

/** What people read of a rule, with its numbers in force. */
export function describeRule(tier: TierCode, settings: TierSettings): string {
  const { high, potential, silent, low } = settings;
  switch (tier) {
    case "new":
      return `注册不超过 ${settings.new.registeredWithinDays} 天，且没有首单`;
    case "high":
      return `近 ${high.spendDays} 天消费 ≥ ${yuan(high.minSpendFen)}，且近 ${high.interactionDays} 天互动 ≥ ${high.minInteractions} 次`;
    case "potential":
      return `近 ${high.spendDays} 天消费 ${yuan(potential.minSpendFen)}–${yuan(high.minSpendFen)}，且近 ${potential.viewDays} 天浏览 ≥ ${potential.minViews} 次`;
    case "silent":
      return `${silent.withoutPurchaseDays} 天未购买，且期间互动 ≤ ${silent.maxInteractions} 次`;
    case "low":
      return `近 365 天消费 < ${yuan(low.maxYearlySpendFen)}，且用券订单占比 ≥ ${Math.round(low.minCouponOrderShare * 100)}%`;
    case "general":
      return "不符合以上任何一层，保留原因";
  }
}

/** Names of the reasons why somebody is in no tier, as a filter or a chart shows them. */
export const reasonNames: Readonly<Record<ReasonCode, string>> = {
  registered_recently: "新注册，还没有首单",
  spends_and_interacts: "消费与互动都达标",
  spends_and_browses: "消费中等且经常浏览",
  silent: "长期未购买也没有互动",
  coupons_only: "消费少且几乎只用券",
  interactions_below: "消费达标，互动不足",
  views_below: "消费中等，浏览不足",
  still_interacting: "久未购买，但仍有互动",
  not_bargain: "消费少，但不是只用券",
  no_first_order: "还没有首单",
  regular: "平稳消费",
};

/** Why a member is where they are, with their own numbers. */
export function explainReason(reason: ReasonCode, facts: TierFacts, settings: TierSettings, day: string): string {
  const { high, potential, silent } = settings;
  const spend = `近 ${high.spendDays} 天消费 ${yuanOfLi(facts.spendLi)}`;
  const since = facts.lastPurchaseDay ?? facts.registeredDay ?? facts.seenDay;
  const away = `${daysBetween(since, day)} 天未购买`;
  const year = `近 365 天消费 ${yuanOfLi(facts.yearSpendLi)}，${facts.yearOrders} 单中 ${facts.yearCouponOrders} 单用券`;
  switch (reason) {
    case "registered_recently":
      return `注册 ${daysBetween(facts.registeredDay ?? day, day)} 天，还没有首单`;
    case "spends_and_interacts":
      return `${spend}，近 ${high.interactionDays} 天互动 ${facts.interactions} 次`;
    case "spends_and_browses":
      return `${spend}，近 ${potential.viewDays} 天浏览 ${facts.views} 次`;
    case "silent":
      return `${away}，期间互动 ${facts.silentInteractions} 次`;
    case "coupons_only":
      return year;
    case "interactions_below":
      return `${spend}，但近 ${high.interactionDays} 天只互动 ${facts.interactions} 次，不足 ${high.minInteractions} 次`;
    case "views_below":
      return `${spend}，但近 ${potential.viewDays} 天只浏览 ${facts.views} 次，不足 ${potential.minViews} 次`;
    case "still_interacting":
      return `${away}，但近 ${silent.withoutPurchaseDays} 天仍互动 ${facts.silentInteractions} 次`;
    case "not_bargain":
      return year;
    case "no_first_order":
      return "还没有首单，已过新用户期";
    case "regular":
      return `${spend}，近 365 天 ${facts.yearOrders} 单 ${yuanOfLi(facts.yearSpendLi)}`;
  }
}
