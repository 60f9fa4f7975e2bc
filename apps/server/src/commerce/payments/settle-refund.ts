import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { settleCouponOfRefund } from "../coupons/return-coupon.ts";
import { readLine } from "../orders/rules.ts";
import { upsertRefunds } from "../refunds/upsert-refunds.ts";
import { type PaymentProvider, PaymentRefused, type RefundTold } from "./port.ts";
import { paymentSource, queryDelay, refundLines } from "./rules.ts";
import { PaymentMismatch } from "./settle-payment.ts";
import { loadRefund, lockPayment, type RefundOfPayment } from "./store.ts";

const notes: Readonly<Record<RefundTold["state"], string | null>> = {
  processing: null,
  done: null,
  closed: "微信支付关闭了这笔退款，钱退回了商户账户：请与客户确认后重新退款",
  abnormal: "钱没有退到客户的账户（多半是银行卡已注销）：可以改退到商户账户，再用其他方式给客户",
};

/**
 * Takes over what a platform says of a refund. Money that arrived becomes a refund document of the order, once; what has ended stays as it ended.
 *
 * @returns false: it was not asked for here
 * @throws PaymentMismatch
 */
export async function settleRefund(tx: Tx, platform: Platform, told: RefundTold): Promise<boolean> {
  const found = await loadRefund(tx, told);
  const payment = found && (await lockPayment(tx, { id: found.paymentId }));
  // Read again under the lock.
  const refund = payment && (await loadRefund(tx, told));
  if (!refund || !payment) return false;
  if (refund.state === "done" || refund.state === "closed") return true;
  if (told.amountFen !== refund.amountFen)
    throw new PaymentMismatch(
      `退款单 ${refund.refundNo} 应退 ${refund.amountFen} 分，微信支付记录的是 ${told.amountFen} 分：请到商户平台核对`,
    );
  // A late word of the way there changes nothing.
  if (told.state === "processing" && refund.state === "abnormal") return true;
  const refundedAt = told.state === "done" ? (told.refundedAt ?? new Date()) : null;
  await sql`
    update payment_refund set state = ${told.state}, note = ${notes[told.state]}, platform_refund_id = ${told.platformRefundId},
      received_by = ${told.receivedBy}, refunded_at = ${refundedAt}, updated_at = now()
    where id = ${refund.id}`.execute(tx);
  if (!refundedAt) return true;
  await sql`update payment set refunded_fen = refunded_fen + ${refund.amountFen}, updated_at = now() where id = ${payment.id}`.execute(
    tx,
  );
  if (payment.couponId !== null && payment.refundedFen + refund.amountFen >= payment.amountFen)
    await settleCouponOfRefund(tx, platform, { ...payment, couponId: payment.couponId });
  await upsertRefunds(tx, platform, [
    {
      source: paymentSource,
      refundCode: refund.refundNo,
      orderCode: payment.orderCode,
      member: null,
      storeNo: payment.storeNo,
      channel: payment.channel,
      refundedAt,
      businessDay: dayIn(platform.config.timeZone, refundedAt),
      lines: refundLines(payment.lines.map(readLine), payment.amountFen, {
        amountFen: refund.amountFen,
        lines: refund.lines?.map(readLine) ?? null,
      }),
    },
  ]);
  return true;
}

/**
 * Sends a refund, or sends it again: the platform knows it by its number, so that it goes back once. A refusal is kept with its reason.
 *
 * @throws PaymentRefused when nobody can tell whether it was taken
 */
export async function sendRefund(platform: Platform, provider: PaymentProvider, refundId: string): Promise<void> {
  const refund = await loadRefund(platform.db, { id: refundId });
  if (refund?.state !== "asked") return;
  try {
    const told = await provider.refund(refund);
    await platform.db.transaction().execute((tx) => settleRefund(tx, platform, told));
  } catch (error) {
    if (!(error instanceof PaymentRefused) || error.kind === "uncertain") throw error;
    // Should an earlier try have been taken, its number is known there.
    const told = await provider.askRefund(refund);
    await platform.db.transaction().execute(async (tx) => {
      if (told) await settleRefund(tx, platform, told);
      else
        await sql`update payment_refund set state = 'refused', note = ${error.message.slice(0, 500)}, updated_at = now()
          where id = ${refundId} and state = 'asked'`.execute(tx);
    });
  }
}

/**
 * Sends the money of an abnormal refund to the merchant's own account, to be given to the customer by other means.
 * @throws Refusal `refund_not_abnormal`; PaymentRefused
 */
export async function redirectRefund(
  platform: Platform,
  provider: PaymentProvider,
  actor: Actor,
  refund: RefundOfPayment,
): Promise<void> {
  if (refund.state !== "abnormal" || !refund.platformRefundId)
    throw conflict("refund_not_abnormal", "只有异常的退款可以改退到商户账户");
  const told = await provider.redirectRefund({ ...refund, platformRefundId: refund.platformRefundId });
  await platform.db.transaction().execute(async (tx) => {
    await audit(tx, actor, {
      action: "payment_refund.redirected",
      subject: { kind: "payment_refund", id: refund.id },
      detail: { orderCode: refund.orderCode, amountFen: refund.amountFen },
    });
    await sql`update payment_refund set state = 'processing', note = null, queries = 0, next_query_at = now() + interval '10 seconds'
      where id = ${refund.id} and state = 'abnormal'`.execute(tx);
    await settleRefund(tx, platform, told);
  });
}

const BATCH = 50;

/** Asks for refunds that are due: their answer or their notice did not come. */
export async function lookAfterRefunds(
  platform: Platform,
  provider: PaymentProvider,
  signal: AbortSignal,
): Promise<number> {
  let looked = 0;
  while (!signal.aborted) {
    const { rows } = await sql<{ id: string; state: string; refundNo: string; merchantId: string }>`
      update payment_refund r set queries = r.queries + 1,
        next_query_at = now() + make_interval(secs => (array[${sql.join([1, 2, 3, 4, 5, 6].map(queryDelay))}]::int[])[least(r.queries + 1, 6)])
      from (select d.id, p.merchant_id from payment_refund d join payment p on p.id = d.payment_id
        where d.state in ('asked', 'processing') and d.next_query_at <= now() order by d.next_query_at limit ${BATCH} for update of d skip locked) due
      where r.id = due.id
      returning r.id, r.state, r.refund_no as "refundNo", due.merchant_id as "merchantId"`.execute(platform.db);
    if (rows.length === 0) break;
    looked += rows.length;
    for (const refund of rows) {
      if (signal.aborted) break;
      try {
        if (refund.state === "asked") await sendRefund(platform, provider, refund.id);
        else await queryRefund(platform, provider, refund);
      } catch (error) {
        // One that cannot be settled keeps no other from it; it is asked for again.
        platform.log.warn({ err: error, refund: refund.id }, "a refund is still in doubt");
      }
    }
  }
  return looked;
}

async function queryRefund(
  platform: Platform,
  provider: PaymentProvider,
  refund: { readonly merchantId: string; readonly refundNo: string },
): Promise<void> {
  const told = await provider.askRefund(refund);
  if (told) await platform.db.transaction().execute((tx) => settleRefund(tx, platform, told));
}
