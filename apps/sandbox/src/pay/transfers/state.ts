import type { PayTransferDraft, PayTransferState } from "@feilun/wechat-protocol";

/** Money from a merchant to a person's balance. Times in virtual seconds. */
export interface Transfer {
  readonly billNo: string;
  readonly draft: PayTransferDraft;
  /** What wx.requestMerchantTransfer takes. */
  readonly package: string;
  readonly personId: string;
  readonly createdAt: number;
  state: PayTransferState;
  failReason: string | undefined;
  updatedAt: number;
}

export interface TransfersState {
  readonly byOutNo: Map<string, Transfer>;
}

export function noTransfers(): TransfersState {
  return { byOutNo: new Map() };
}
