import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { lookAfterCouponsJob } from "../coupons/rules.ts";
import { redeemCoupon } from "../coupons/use-coupon.ts";
import { readLine } from "../orders/rules.ts";
import { upsertOrders } from "../orders/upsert-orders.ts";
import { noteProductsSold } from "../products/upsert-products.ts";
import { closePayment } from "./close-payment.ts";
import type { PaymentTold } from "./port.ts";
import { paymentSource } from "./rules.ts";
import { lockPayment } from "./store.ts";

/** What a platform says does not fit what was asked: a person has to look. */
export class PaymentMismatch extends Error {
  override readonly name = "PaymentMismatch";
}

/**
 * Takes over what a platform says of a payment. Paid, it becomes the order with the payer as its buyer, in one transaction and once,
 * however often and by whichever way (notice, query, bill) it is told.
 *
 * @returns what it is now; undefined: it was not asked for here
 * @throws PaymentMismatch
 */
export async function settlePayment(
  tx: Tx,
  platform: Platform,
  told: PaymentTold,
): Promise<"open" | "paid" | "closed" | undefined> {
  const payment = await lockPayment(tx, told);
  if (!payment) return undefined;
  if (payment.state === "paid") return "paid";
  if (told.state !== "paid") {
    if (told.state === "open") return payment.state;
    await closePayment(tx, payment, payment.closedReason ?? "到期没有付款，已关闭");
    return "closed";
  }
  if (told.amountFen !== payment.amountFen)
    throw new PaymentMismatch(
      `支付单 ${payment.tradeNo} 应付 ${payment.amountFen} 分，微信支付记录的是 ${told.amountFen} 分：请到商户平台核对这笔交易`,
    );
  if (payment.state === "closed") await refuseSecond(tx, payment.orderCode, payment.tradeNo);
  const [resolved] = told.identifier
    ? await resolveMembers(tx, platform, [
        {
          identifiers: [told.identifier],
          occurredAt: told.paidAt,
          source: paymentSource,
          storeNo: payment.storeNo,
          channel: payment.channel,
        },
      ])
    : [];
  const member =
    resolved && resolved.originNo !== null && resolved.memberNo !== null
      ? { originNo: resolved.originNo, memberNo: resolved.memberNo }
      : null;
  await sql`
    update payment set state = 'paid', transaction_id = ${told.transactionId}, paid_at = ${told.paidAt}, payer_fen = ${told.payerFen},
      origin_no = ${member?.originNo ?? null}, member_no = ${member?.memberNo ?? null}, payer_sealed = null, closed_reason = null, updated_at = now()
    where id = ${payment.id}`.execute(tx);
  const lines = payment.lines.map(readLine);
  await noteProductsSold(tx, lines);
  await upsertOrders(tx, platform, [
    {
      source: paymentSource,
      orderCode: payment.orderCode,
      member,
      storeNo: payment.storeNo,
      channel: payment.channel,
      paidAt: told.paidAt,
      businessDay: dayIn(platform.config.timeZone, told.paidAt),
      lines,
      discountLi: payment.discountFen * 10,
      guideNo: payment.guideNo,
      isGift: payment.isGift,
      ...(payment.couponCode !== null && { coupons: [payment.couponCode] }),
    },
  ]);
  if (payment.couponId !== null) {
    await redeemCoupon(tx, { ...payment, couponId: payment.couponId, paidAt: told.paidAt });
    await platform.jobs.enqueue(tx, lookAfterCouponsJob, {}, { key: lookAfterCouponsJob });
  }
  return "paid";
}

/** A payment that was closed here and paid after all, while the order was paid again. */
async function refuseSecond(tx: Tx, orderCode: string, tradeNo: string): Promise<void> {
  const { rows } = await sql<{ tradeNo: string }>`
    select trade_no as "tradeNo" from payment where order_code = ${orderCode} and state <> 'closed' for update`.execute(
    tx,
  );
  if (rows[0])
    throw new PaymentMismatch(
      `订单 ${orderCode} 的支付单 ${tradeNo} 关闭后又付成了，而支付单 ${rows[0].tradeNo} 也在收款：请到商户平台把多收的一笔退给客户`,
    );
}
