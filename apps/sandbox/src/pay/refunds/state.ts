import type { PayRefundDraft, PayRefundStatus } from "@feilun/wechat-protocol";

/** A refund as the platform keeps it. Times in virtual seconds, amounts in fen. */
export interface Refund {
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly draft: PayRefundDraft;
  readonly createdAt: number;
  readonly payerRefund: number;
  /** What the merchant gives back of it. */
  readonly settledRefund: number;
  readonly feeRefund: number;
  status: PayRefundStatus;
  succeededAt: number | undefined;
  channel: "ORIGINAL" | "OTHER_BANKCARD";
  receivedBy: string;
}

export interface RefundsState {
  readonly byRefundNo: Map<string, Refund>;
  /** out_refund_no by refund_id. */
  readonly byId: Map<string, string>;
}

export function noRefunds(): RefundsState {
  return { byRefundNo: new Map(), byId: new Map() };
}
