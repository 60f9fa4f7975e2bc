import { isDeepStrictEqual } from "node:util";
import { PAY_QUOTAS, PAY_REFUND_STATUS, PAY_TRADE_STATE, type PayRefundDraft } from "@feilun/wechat-protocol";
import { noteFullRefund } from "../../weixin/mini/orders.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { refundId } from "../ids.ts";
import { book } from "../merchants/funds.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import { checkNotifyUrl, orderByTradeNo } from "../orders/place.ts";
import type { Payment, PayOrder } from "../orders/state.ts";
import { writeReceipt } from "../receipts.ts";
import { badParameter, OUT_OF_RANGE, payRefuse } from "../refusal.ts";
import { release } from "../sharing/share.ts";
import type { Refund } from "./state.ts";
import { refundNotice } from "./wire.ts";

const DAY = 86_400;

const finish = onDue<{ mchid: string; outRefundNo: string }>("pay.finish_refund", (world, ref) => {
  const merchant = world.pay.merchants.get(ref.mchid);
  const refund = merchant?.refunds.byRefundNo.get(ref.outRefundNo);
  if (!merchant || refund?.status !== PAY_REFUND_STATUS.processing) return;
  settle(world, merchant, refund, refund.channel === "ORIGINAL" ? world.pay.settings.refundOutcome : "SUCCESS");
});

/**
 * Takes a refund, or the same refund once more: the number is the key. The money leaves the merchant at once and reaches
 * the payer later; a number that is known with other parameters is refused (wechat-api.md §4.5).
 */
export function requestRefund(world: World, merchant: Merchant, draft: PayRefundDraft): Refund {
  checkNotifyUrl(world, draft.notify_url);
  const known = merchant.refunds.byRefundNo.get(draft.out_refund_no);
  if (known) {
    if (!isDeepStrictEqual(known.draft, draft))
      payRefuse("INVALID_REQUEST", "退款单号重复：请求参数与首次请求时不一致");
    return known;
  }
  const order = orderOf(merchant, draft);
  const payment = refundable(world, order, draft);
  const { refund: amount, total } = draft.amount;
  const whole = payment.refunded + amount === total;
  // The last refund takes what rounding left.
  const part = (of: number, before: number) => (whole ? of - before : Math.floor((amount * of) / total));
  const payerRefund = part(payment.payerTotal, payment.payerRefunded);
  const settledRefund = part(payment.settled, payment.settledRefunded);
  const feeRefund = part(payment.fee, payment.feeRefunded);
  if (merchant.funds.available + payment.unsplit < settledRefund - feeRefund)
    payRefuse("NOT_ENOUGH", "基本账户余额不足，请充值后重新发起");
  const refund: Refund = {
    refundId: refundId(world),
    outTradeNo: order.draft.out_trade_no,
    draft,
    createdAt: secondsOf(world.clock),
    payerRefund,
    settledRefund,
    feeRefund,
    status: PAY_REFUND_STATUS.processing,
    succeededAt: undefined,
    channel: "ORIGINAL",
    receivedBy: "支付用户零钱",
  };
  release(merchant, settledRefund - feeRefund, payment);
  move(world, merchant, order, refund, 1);
  order.state = PAY_TRADE_STATE.refund;
  merchant.refunds.byRefundNo.set(draft.out_refund_no, refund);
  merchant.refunds.byId.set(refund.refundId, draft.out_refund_no);
  finishLater(world, merchant, refund);
  return refund;
}

/** The refund of a number, or RESOURCE_NOT_EXISTS. */
export function refundByNo(merchant: Merchant, outRefundNo: string): Refund {
  return merchant.refunds.byRefundNo.get(outRefundNo) ?? payRefuse("RESOURCE_NOT_EXISTS", "退款单不存在");
}

/** Sends an abnormal refund to another card or to the merchant's account: wechat-api.md §4.5. */
export function redirectRefund(world: World, merchant: Merchant, refund: Refund, toMerchant: boolean): Refund {
  if (refund.status !== PAY_REFUND_STATUS.abnormal)
    payRefuse("INVALID_REQUEST", "退款单不是异常状态，不能发起异常退款");
  refund.status = PAY_REFUND_STATUS.processing;
  refund.channel = "OTHER_BANKCARD";
  refund.receivedBy = toMerchant ? "商户结算银行账户" : "招商银行信用卡0403";
  finishLater(world, merchant, refund);
  return refund;
}

function orderOf(merchant: Merchant, { transaction_id, out_trade_no }: PayRefundDraft): PayOrder {
  const tradeNo = transaction_id ? merchant.orders.byTransaction.get(transaction_id) : out_trade_no;
  if (transaction_id && tradeNo === undefined) payRefuse("RESOURCE_NOT_EXISTS", "订单不存在");
  if (out_trade_no && tradeNo !== out_trade_no)
    payRefuse("INVALID_REQUEST", "transaction_id 与 out_trade_no 不是同一笔订单");
  return orderByTradeNo(merchant, tradeNo ?? "");
}

function refundable(world: World, order: PayOrder, draft: PayRefundDraft): Payment {
  const { payment } = order;
  if (!payment) payRefuse("INVALID_REQUEST", "订单未支付，不能退款");
  const { refund, total, from } = draft.amount;
  if (total !== order.draft.amount.total) badParameter("/amount/total", total, "原订单金额与订单不一致");
  if (payment.refunded + refund > total)
    payRefuse("INVALID_REQUEST", "申请退款金额超过订单可退金额", { cause: OUT_OF_RANGE });
  if (payment.refunds >= PAY_QUOTAS.partialRefunds.amount)
    payRefuse("INVALID_REQUEST", "一笔订单最多支持 50 次部分退款");
  if (secondsOf(world.clock) > payment.paidAt + PAY_QUOTAS.refundWindow.amount * DAY)
    payRefuse("INVALID_REQUEST", "订单已超过可退款的最大期限 1 年");
  if (from && from.reduce((sum, { amount }) => sum + amount, 0) !== refund)
    badParameter("/amount/from", from, "出资金额之和须等于退款金额");
  return payment;
}

function finishLater(world: World, merchant: Merchant, { draft }: Refund): void {
  const at = nowOf(world.clock) + world.pay.settings.refundSeconds * 1000;
  finish(world, at, { mchid: merchant.mchid, outRefundNo: draft.out_refund_no });
}

/** Takes the money of a refund out of the account (`sign` 1) or gives it back (-1). */
function move(world: World, merchant: Merchant, { payment }: PayOrder, refund: Refund, sign: 1 | -1): void {
  if (!payment) return;
  const amount = refund.draft.amount.refund;
  payment.refunded += sign * amount;
  payment.payerRefunded += sign * refund.payerRefund;
  payment.settledRefunded += sign * refund.settledRefund;
  payment.feeRefunded += sign * refund.feeRefund;
  payment.refunds += sign;
  const type = sign > 0 ? "退款" : "退款关闭";
  const reason = {
    businessId: refund.refundId,
    applicant: `${merchant.mchid}API`,
    voucher: refund.draft.out_refund_no,
  };
  const note = `退款总金额${(amount / 100).toFixed(2)}元;含手续费${(refund.feeRefund / 100).toFixed(2)}元`;
  book(world, merchant, -sign * (refund.settledRefund - refund.feeRefund), { ...reason, name: type, type, note });
}

function settle(world: World, merchant: Merchant, refund: Refund, outcome: "SUCCESS" | "ABNORMAL" | "CLOSED"): void {
  refund.status = outcome;
  const order = orderByTradeNo(merchant, refund.outTradeNo);
  if (outcome === "CLOSED") {
    move(world, merchant, order, refund, -1);
    if (order.payment?.refunds === 0) order.state = PAY_TRADE_STATE.success;
  }
  if (outcome === "SUCCESS") {
    refund.succeededAt = secondsOf(world.clock);
    arrived(world, merchant, order, refund);
  }
  notify(world, merchant, refund.draft.notify_url, {
    eventType: `REFUND.${outcome}`,
    originalType: "refund",
    summary: { SUCCESS: "退款成功", ABNORMAL: "退款异常", CLOSED: "退款关闭" }[outcome],
    resource: refundNotice(merchant, order, refund),
  });
}

/** The payer sees the money; an order that went back wholly is no longer awaited by its mini program. */
function arrived(world: World, merchant: Merchant, { draft, payment }: PayOrder, refund: Refund): void {
  if (!payment) return;
  writeReceipt(world, payment.personId, "refund", {
    merchant: merchant.name,
    description: draft.description,
    amount: refund.payerRefund,
    to: refund.receivedBy,
  });
  const account = world.weixin.accounts.get(draft.appid);
  const whole = payment.refunded === draft.amount.total;
  if (account?.kind === "mini_program" && whole && account.mini.orders.has(payment.transactionId))
    noteFullRefund(account, payment.transactionId);
}
