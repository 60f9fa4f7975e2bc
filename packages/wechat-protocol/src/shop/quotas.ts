import { quotas } from "../quota.ts";

/** Every numeric limit of WeChat shop in wechat-api.md §8.4 by name. Money in fen, shares in basis points. */
export const SHOP_QUOTAS = quotas({
  ipWhitelist: [200, "items", "shop", "total", "§1.1"],
  callbackAnswer: [5, "seconds", "event", "life", "§5.5"],
  callbackAttempts: [10, "times", "event", "life", "§5.5"],
  productPage: [30, "rows", "call", "call", "§5.1"],
  productPageDefault: [10, "rows", "call", "call", "§5.1"],
  orderPage: [100, "rows", "call", "call", "§5.2"],
  orderSpan: [7, "days", "call", "call", "§5.2"],
  aftersaleSpan: [86_400, "seconds", "call", "call", "§5.4"],
  giftAcceptance: [86_400, "seconds", "order", "life", "§5.3, §9.12", "unconfirmed"],
  giftPrice: [1_000_000, "fen", "object", "call", "§5.3, §9.12", "unconfirmed"],
  couponPage: [200, "rows", "call", "call", "§5.6"],
  couponPageJump: [10, "rows", "call", "call", "§5.6"],
  ordinarySharers: [10, "items", "shop", "total", "§5.7"],
  sharerInviteLife: [15, "days", "object", "life", "§5.7"],
  sharerUnbindAfter: [1, "days", "object", "life", "§5.7"],
  sharerPage: [100, "rows", "call", "call", "§5.7"],
  promoterPage: [20, "rows", "call", "call", "§5.7"],
  promoterRatioLowest: [1000, "basis_points", "object", "call", "§5.7"],
  promoterRatioHighest: [10_000, "basis_points", "object", "call", "§5.7"],
  memberPage: [200, "rows", "call", "call", "§5.8"],
  adsActions: [50, "items", "call", "call", "§6"],
  adsActionBytes: [51_200, "bytes", "call", "call", "§6"],
});
export type ShopQuotaName = keyof typeof SHOP_QUOTAS;

/** Seconds before each of the 9 redeliveries of an event: wechat-api.md §5.5. */
export const SHOP_PUSH_DELAYS = [0, 0, 10, 60, 300, 1800, 3600, 3600, 3600] as const;
