import type { FAVOR_STOCK_STATUS, FavorStockDraft } from "@feilun/wechat-protocol";

/** A batch of vouchers. Times in virtual seconds, amounts in fen. */
export interface VoucherStock {
  readonly stockId: string;
  readonly draft: FavorStockDraft;
  readonly createdAt: number;
  status: (typeof FAVOR_STOCK_STATUS)[number];
  sent: number;
  /** Fen given out by China's day. */
  readonly sentFenByDay: Map<string, number>;
}

/** One voucher of one person. */
export interface Voucher {
  readonly couponId: string;
  readonly stockId: string;
  readonly personId: string;
  readonly receivedAt: number;
  /** By which payment it was used. */
  used: { readonly transactionId: string; readonly mchid: string; readonly at: number } | undefined;
}

export interface VouchersState {
  readonly stocks: Map<string, VoucherStock>;
  readonly vouchers: Map<string, Voucher>;
  readonly stockByRequest: Map<string, string>;
  readonly voucherByRequest: Map<string, string>;
  notifyUrl: string | undefined;
}

export function noVouchers(): VouchersState {
  return {
    stocks: new Map(),
    vouchers: new Map(),
    stockByRequest: new Map(),
    voucherByRequest: new Map(),
    notifyUrl: undefined,
  };
}
