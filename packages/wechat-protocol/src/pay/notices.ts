import type { BusifavorSendNotice } from "./coupons.ts";
import type { PayTransferState } from "./funds.ts";
import type { PayRefundNotice, PayTransaction } from "./orders.ts";
import type { FavorUseNotice } from "./vouchers.ts";

/** The resource of MCHTRANSFER.BILL.FINISHED; sources disagree on the merchant's key: accept both. */
export interface PayTransferNotice {
  mchid?: string;
  mch_id?: string;
  out_bill_no: string;
  transfer_bill_no: string;
  state: PayTransferState;
  transfer_amount: number;
  openid: string;
  fail_reason?: string;
  create_time: string;
  update_time: string;
}

/**
 * The resource of a profit sharing change, sent to the receiving merchant only. Its event_type is TRANSACTION.SUCCESS
 * today: give it a notify address of its own and classify by content (wechat-api.md §4.3, §9.6).
 */
export interface PaySharingNotice {
  mchid: string;
  transaction_id: string;
  order_id: string;
  out_order_no: string;
  receiver: { type: string; account: string; amount: number; description: string };
  success_time: string;
}

/** The opened resource of each callback, by `event_type`: wechat-api.md §4.3. Others are to be parked. */
export interface PayNotices {
  "TRANSACTION.SUCCESS": PayTransaction;
  "REFUND.SUCCESS": PayRefundNotice;
  "REFUND.ABNORMAL": PayRefundNotice;
  "REFUND.CLOSED": PayRefundNotice;
  "MCHTRANSFER.BILL.FINISHED": PayTransferNotice;
  "COUPON.USE": FavorUseNotice;
  "COUPON.SEND": BusifavorSendNotice;
  "PROFITSHARING.SUCCESS": PaySharingNotice;
  "PROFITSHARING.RETURN": PaySharingNotice;
}
export type PayNoticeType = keyof PayNotices;
