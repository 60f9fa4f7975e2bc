import type { PayOrderDraft, PayPromotion, PayTradeState } from "@feilun/wechat-protocol";

export type PlacedTradeType = "JSAPI" | "APP" | "NATIVE" | "MWEB";

/** An order as the platform keeps it. Times in virtual seconds, amounts in fen. */
export interface PayOrder {
  readonly mchid: string;
  readonly draft: PayOrderDraft & { readonly payer?: { readonly openid: string } };
  readonly tradeType: PlacedTradeType;
  readonly createdAt: number;
  readonly expiresAt: number;
  state: PayTradeState;
  /** Its latest prepay_id, code_url or h5_url. */
  cashier: string;
  /** How often somebody looked at the cashier and went away since it was last asked for. */
  cancelled: number;
  payment: Payment | undefined;
}

export interface Payment {
  readonly transactionId: string;
  readonly paidAt: number;
  readonly personId: string;
  readonly openid: string;
  readonly bankType: string;
  readonly payerTotal: number;
  /** What the merchant is due: less the vouchers that it gave itself (NOCASH). */
  readonly settled: number;
  readonly fee: number;
  readonly promotions: readonly PayPromotion[];
  /** Accepted refunds that did not fail. */
  refunded: number;
  /** Of the amount, the part that the payer got back. */
  payerRefunded: number;
  settledRefunded: number;
  feeRefunded: number;
  refunds: number;
  /** Still held back for profit sharing; 0 where nothing is. */
  unsplit: number;
  /** Passed on, or promised. */
  shared: number;
}

/** What opens the cashier of one order for a while. */
export interface Cashier {
  readonly mchid: string;
  readonly outTradeNo: string;
  /** Virtual seconds. */
  readonly expiresAt: number;
}

export interface OrdersState {
  readonly byTradeNo: Map<string, PayOrder>;
  /** out_trade_no by transaction_id. */
  readonly byTransaction: Map<string, string>;
}

export function noOrders(): OrdersState {
  return { byTradeNo: new Map(), byTransaction: new Map() };
}
