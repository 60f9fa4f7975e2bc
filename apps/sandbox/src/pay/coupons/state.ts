import type { BusifavorState, BusifavorStockDraft } from "@feilun/wechat-protocol";

/** A batch of merchant coupons. Times in virtual seconds. */
export interface Stock {
  readonly stockId: string;
  readonly draft: BusifavorStockDraft;
  readonly createdAt: number;
  /** Codes that the merchant uploaded and nobody has yet. */
  readonly codes: Set<string>;
  /** Codes ever uploaded. */
  readonly uploaded: Set<string>;
  /** How many went out, in all and by China's day. */
  sent: number;
  readonly sentByDay: Map<string, number>;
}

/** One coupon of one person. */
export interface Coupon {
  readonly code: string;
  readonly stockId: string;
  readonly openid: string;
  readonly appid: string;
  readonly personId: string;
  readonly receivedAt: number;
  readonly from: number;
  readonly until: number;
  readonly sendRequestNo: string;
  /** EXPIRED follows from the time and is never written. */
  state: Exclude<BusifavorState, "EXPIRED">;
  useRequestNo: string | undefined;
  usedAt: number | undefined;
  returnRequestNo: string | undefined;
  returnedAt: number | undefined;
  deactivateRequestNo: string | undefined;
  deactivatedAt: number | undefined;
  outTradeNo: string | undefined;
}

export interface CouponsState {
  readonly stocks: Map<string, Stock>;
  /** By `<stock_id> <code>`. */
  readonly coupons: Map<string, Coupon>;
  /** Stock id by the request number that made it. */
  readonly stockByRequest: Map<string, string>;
  /** Key of the coupon by the request number that sent it. */
  readonly couponByRequest: Map<string, string>;
  notifyUrl: string | undefined;
  notifySetAt: number;
}

export function noCoupons(): CouponsState {
  return {
    stocks: new Map(),
    coupons: new Map(),
    stockByRequest: new Map(),
    couponByRequest: new Map(),
    notifyUrl: undefined,
    notifySetAt: 0,
  };
}
