import type { PayRefund, PayRefundNotice } from "@feilun/wechat-protocol";
import type { Merchant } from "../merchants/state.ts";
import type { PayOrder } from "../orders/state.ts";
import { wireTime } from "../time.ts";
import type { Refund } from "./state.ts";

/** A refund as requests and queries answer it. */
export function refundAnswer({ payment, draft }: PayOrder, refund: Refund): PayRefund {
  const { refund: amount, total, from } = refund.draft.amount;
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.draft.out_refund_no,
    transaction_id: payment?.transactionId ?? "",
    out_trade_no: draft.out_trade_no,
    channel: refund.channel,
    user_received_account: refund.receivedBy,
    ...(refund.succeededAt !== undefined && { success_time: wireTime(refund.succeededAt) }),
    create_time: wireTime(refund.createdAt),
    status: refund.status,
    funds_account: refund.draft.funds_account ?? "AVAILABLE",
    amount: {
      total,
      refund: amount,
      payer_total: payment?.payerTotal ?? total,
      payer_refund: refund.payerRefund,
      settlement_refund: refund.settledRefund,
      settlement_total: payment?.settled ?? total,
      discount_refund: amount - refund.payerRefund,
      currency: "CNY",
      refund_fee: refund.feeRefund,
      ...(from && { from }),
    },
    promotion_detail: [],
  };
}

/** The resource of REFUND.*. */
export function refundNotice({ mchid }: Merchant, order: PayOrder, refund: Refund): PayRefundNotice {
  const { total, refund: amount } = refund.draft.amount;
  return {
    mchid,
    out_trade_no: order.draft.out_trade_no,
    transaction_id: order.payment?.transactionId ?? "",
    out_refund_no: refund.draft.out_refund_no,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...(refund.succeededAt !== undefined && { success_time: wireTime(refund.succeededAt) }),
    user_received_account: refund.receivedBy,
    amount: {
      total,
      refund: amount,
      payer_total: order.payment?.payerTotal ?? total,
      payer_refund: refund.payerRefund,
    },
  };
}
