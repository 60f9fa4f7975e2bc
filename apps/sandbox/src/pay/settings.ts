/** How long the platform takes, and what the documents leave to the merchant's contract: changed by `pay.set`, never by the API. */
export interface PaySettings {
  /** Refuses notify addresses that are not https, as the platform does; off, so that a product on this machine can be told. */
  httpsNotifyOnly: boolean;
  /** Seconds that the platform's clock is ahead of this machine's: for trying what a wrong clock brings. */
  clockOffsetSeconds: number;
  /** The platform's fee of a payment, in basis points. */
  feeBasisPoints: number;
  /** Virtual seconds until a refund has gone through. */
  refundSeconds: number;
  /** What becomes of coming refunds: `ABNORMAL` when the payer's card is gone, `CLOSED` when the platform gives up. */
  refundOutcome: "SUCCESS" | "ABNORMAL" | "CLOSED";
  /** Virtual seconds until a profit sharing order is finished. */
  sharingSeconds: number;
  /** Cumulative share of an order that may be passed on, in basis points. */
  sharingRatio: number;
  /** The smallest payment after which following an account is offered, fen: today's conditions are not published (wechat-api.md §4.11). */
  followSmallest: number;
  /** Days before a merchant coupon ends on which 微信支付 reminds its person of it; 0: never. */
  couponReminderDays: number;
  /** The largest single transfer, fen. */
  transferLargest: number;
  /** Calls a second by path pattern, in place of the documented ones. */
  callsPerSecond: Record<string, number>;
}

export function defaultPaySettings(): PaySettings {
  return {
    httpsNotifyOnly: false,
    clockOffsetSeconds: 0,
    feeBasisPoints: 60,
    refundSeconds: 3,
    refundOutcome: "SUCCESS",
    sharingSeconds: 3,
    sharingRatio: 3000,
    followSmallest: 500,
    couponReminderDays: 3,
    transferLargest: 20_000,
    callsPerSecond: {},
  };
}
