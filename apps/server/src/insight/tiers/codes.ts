/** In the order in which the rules are tried; whoever meets none is `general`, with the reason kept. */
export const tierCodes = ["new", "high", "potential", "silent", "low", "general"] as const;
export type TierCode = (typeof tierCodes)[number];

/** Second scheme (SG-08), from spend and open frequency. */
export const lifeCycleCodes = ["potential", "active", "dormant"] as const;
export type LifeCycleCode = (typeof lifeCycleCodes)[number];

/** Third scheme (SG-09), for the 3-7-14 rhythm. */
export const rhythmCodes = ["new", "active", "silent"] as const;
export type RhythmCode = (typeof rhythmCodes)[number];

export const tierNames: Readonly<Record<TierCode, string>> = {
  new: "新用户",
  high: "高价值活跃",
  potential: "潜在高价值",
  silent: "沉默用户",
  low: "低价值用户",
  general: "普通客户",
};
export const lifeCycleNames: Readonly<Record<LifeCycleCode, string>> = {
  potential: "潜在",
  active: "活跃",
  dormant: "沉睡",
};
export const rhythmNames: Readonly<Record<RhythmCode, string>> = { new: "新客", active: "活跃", silent: "沉默" };

export const reasonCodes = [
  "registered_recently",
  "spends_and_interacts",
  "spends_and_browses",
  "silent",
  "coupons_only",
  "interactions_below",
  "views_below",
  "still_interacting",
  "not_bargain",
  "no_first_order",
  "regular",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
