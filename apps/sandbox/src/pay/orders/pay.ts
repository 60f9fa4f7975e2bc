import { PAY_TRADE_STATE, type PayPromotion } from "@feilun/wechat-protocol";
import { openWindow } from "../../weixin/messages/windows.ts";
import { notePayment } from "../../weixin/mini/orders.ts";
import { secondsOf } from "../../world/clock.ts";
import { openidOf } from "../../world/people.ts";
import { pick } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { transactionId } from "../ids.ts";
import { book } from "../merchants/funds.ts";
import { merchantNamed } from "../merchants/merchants.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import { writeReceipt } from "../receipts.ts";
import { holdForSharing } from "../sharing/share.ts";
import { bestVoucher, redeem } from "../vouchers/redeem.ts";
import type { Payment, PayOrder } from "./state.ts";
import { isPaid, transactionOf } from "./wire.ts";

const BANKS = ["OTHERS", "CMB_DEBIT", "ICBC_DEBIT", "CCB_CREDIT"] as const;

/** The order whose cashier a prepay_id, code_url or h5_url opens for this person. @throws RangeError in the cashier's words */
export function orderAtCashier(world: World, person: Person, key: string): { merchant: Merchant; order: PayOrder } {
  const cashier = world.pay.cashiers.get(key);
  if (!cashier) throw new RangeError("支付验证失败：没有这个预支付单");
  const merchant = merchantNamed(world, cashier.mchid);
  const order = merchant.orders.byTradeNo.get(cashier.outTradeNo);
  if (!order) throw new RangeError("支付验证失败：没有这个订单");
  if (isPaid(order)) throw new RangeError("该订单已支付");
  if (order.state === PAY_TRADE_STATE.closed) throw new RangeError("订单已关闭");
  if (cashier.expiresAt <= secondsOf(world.clock)) throw new RangeError("支付链接已过期，请重新下单");
  const { payer, appid } = order.draft;
  if (payer && openidOf(world, person, appid) !== payer.openid)
    throw new RangeError("下单账号与支付账号不一致，请核实后再支付");
  return { merchant, order };
}

/** The person pays. Tells the merchant, the mini program's shipping records and the person's own 微信支付 chat. */
export function payOrder(world: World, person: Person, merchant: Merchant, order: PayOrder): Payment {
  const { draft, mchid } = order;
  const { total } = draft.amount;
  const now = secondsOf(world.clock);
  const id = transactionId(world);
  const deduction = bestVoucher(world, person, order);
  const promotions = deduction ? [redeem(world, deduction, order, id)] : [];
  const settled = total - sumOf(promotions.filter(({ type }) => type === "NOCASH"));
  const payment: Payment = {
    transactionId: id,
    paidAt: now,
    personId: person.id,
    openid: openidOf(world, person, draft.appid),
    bankType: pick(world.random, BANKS),
    payerTotal: total - sumOf(promotions),
    settled,
    fee: Math.round((settled * world.pay.settings.feeBasisPoints) / 10_000),
    promotions,
    refunded: 0,
    payerRefunded: 0,
    settledRefunded: 0,
    feeRefunded: 0,
    refunds: 0,
    unsplit: 0,
    shared: 0,
  };
  order.payment = payment;
  order.state = PAY_TRADE_STATE.success;
  merchant.orders.byTransaction.set(payment.transactionId, draft.out_trade_no);
  const reason = { businessId: payment.transactionId, applicant: "system", voucher: draft.out_trade_no };
  book(world, merchant, settled, { ...reason, name: "交易", type: "交易", note: "" });
  book(world, merchant, -payment.fee, { ...reason, name: "交易", type: "扣除交易手续费", note: "" });
  if (draft.settle_info?.profit_sharing) holdForSharing(world, merchant, payment);
  notify(world, merchant, draft.notify_url, {
    eventType: "TRANSACTION.SUCCESS",
    originalType: "transaction",
    summary: "支付成功",
    resource: transactionOf(order),
  });
  const account = world.weixin.accounts.get(draft.appid);
  if (account?.kind === "mini_program")
    notePayment(world, account, {
      transactionId: payment.transactionId,
      mchid,
      outTradeNo: draft.out_trade_no,
      openid: payment.openid,
      amount: total,
    });
  if (account?.kind === "official_account") openWindow(world, account, payment.openid, "payment");
  writeReceipt(world, person.id, "payment", {
    merchant: merchant.name,
    description: draft.description,
    amount: payment.payerTotal,
    out_trade_no: draft.out_trade_no,
  });
  return payment;
}

const sumOf = (parts: readonly PayPromotion[]) => parts.reduce((sum, { amount }) => sum + amount, 0);
