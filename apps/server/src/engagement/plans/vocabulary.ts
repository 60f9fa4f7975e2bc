/** The words of campaign plans, with what operators read. */

/** Who fills a slot, from the top down; also the order in which overlays are laid over one another (CP-01). */
export const levels = { headquarters: "总部", region: "区域", format: "业态", store: "门店" } as const;
export type Level = keyof typeof levels;
export type LowerLevel = Exclude<Level, "headquarters">;

/** What of a line can be locked, and changed. */
export const fields = { item: "商品", price: "价格", offer: "优惠", presence: "上架（不可撤下）" } as const;
export type Field = keyof typeof fields;

export const offerKinds = {
  none: "主推，无优惠",
  price: "特价",
  discount: "折扣",
  gift: "赠品",
  coupon: "优惠券",
  bundle: "满减与组合",
} as const;
export type OfferKind = keyof typeof offerKinds;

/** Where a plan goes out. */
export const fronts = {
  store: "门店",
  mini_program: "小程序",
  official_account: "公众号",
  wecom: "企业微信",
  wechat_shop: "微信小店",
} as const;
export type Front = keyof typeof fronts;

export const planStates = {
  draft: "草稿",
  open: "各级适配中",
  settled: "已定稿",
  running: "进行中",
  ended: "已结束",
} as const;
export type PlanState = keyof typeof planStates;

export const overrideStates = {
  in_force: "生效",
  waiting: "待总部同意",
  approved: "总部已同意",
  refused: "总部未同意",
} as const;
export type OverrideState = keyof typeof overrideStates;

/** The keys of a vocabulary, as zod's `enum` takes them. */
export function keysOf<Key extends string>(words: Readonly<Record<Key, string>>): [Key, ...Key[]] {
  return Object.keys(words) as [Key, ...Key[]];
}
