import { PAY_TRADE_STATE, type PayTransaction } from "@feilun/wechat-protocol";
import { wireTime } from "../time.ts";
import type { PayOrder } from "./state.ts";

const DESCRIPTION: Readonly<Record<string, string>> = {
  SUCCESS: "支付成功",
  REFUND: "订单发生过退款，退款详情请查询退款单",
  NOTPAY: "订单未支付",
  CLOSED: "订单已关闭",
};

/** An order as queries answer it and as TRANSACTION.SUCCESS tells it. */
export function transactionOf({ mchid, draft, state, payment, tradeType }: PayOrder): PayTransaction {
  const base = {
    amount: { total: draft.amount.total, currency: "CNY" },
    appid: draft.appid,
    mchid,
    out_trade_no: draft.out_trade_no,
    trade_state: state,
    trade_state_desc: DESCRIPTION[state] ?? state,
    ...(draft.attach !== undefined && { attach: draft.attach }),
    ...(draft.scene_info?.device_id && { scene_info: { device_id: draft.scene_info.device_id } }),
  };
  if (!payment) return { ...base, ...(draft.payer && { payer: draft.payer }) };
  return {
    ...base,
    amount: {
      total: draft.amount.total,
      payer_total: payment.payerTotal,
      currency: "CNY",
      payer_currency: "CNY",
    },
    transaction_id: payment.transactionId,
    trade_type: tradeType,
    bank_type: payment.bankType,
    success_time: wireTime(payment.paidAt),
    payer: { openid: payment.openid },
    promotion_detail: [...payment.promotions],
  };
}

/** Whether money came in and stayed in part at least. */
export const isPaid = ({ state }: PayOrder) => state === PAY_TRADE_STATE.success || state === PAY_TRADE_STATE.refund;
