import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { type OrderLine, storeLine } from "../orders/rules.ts";
import { whyNotRefundable } from "./rules.ts";
import { heldBack, loadRefund, lockPayment, type Payment } from "./store.ts";

/** Sends a refund to the platform. */
export const sendRefundJob = "payments.send_refund";

export interface RefundRequest {
  /** The caller's own key: the same again is the same refund. */
  readonly requestKey: string;
  readonly amountFen: number;
  readonly reason: string;
  /** What came back; null = money only. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly amountFen: number }[] | null;
}

/**
 * Gives money of a payment back, wholly or in part: written down first, sent by a job under one number until there is an answer. Never
 * more than was paid, over all refunds that have gone, are on their way, or may be.
 *
 * @returns the refund's id
 * @throws Refusal `refund_refused`, `refund_differs`, `invalid_input`
 */
export async function requestRefund(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  request: RefundRequest,
): Promise<string> {
  const payment = await lockPayment(tx, { id: paymentId });
  if (!payment) throw notFound("这笔支付");
  const known = await findByKey(tx, paymentId, request.requestKey);
  if (known) {
    if (known.amountFen !== request.amountFen)
      throw conflict("refund_differs", "这个退款编号已经用过，金额不同", "换一个编号再退");
    return known.id;
  }
  const lines = request.lines && linesOf(payment, request);
  const why = whyNotRefundable(payment, await heldBack(tx, paymentId), request.amountFen, new Date());
  if (why) throw conflict("refund_refused", why);
  const { rows } = await sql<{ id: string }>`
    insert into payment_refund (payment_id, request_key, amount_fen, reason, lines, requested_by)
    values (${paymentId}, ${request.requestKey}, ${request.amountFen}, ${request.reason},
      ${lines && JSON.stringify(lines.map(storeLine))}::json, ${actor.name})
    returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "payment_refund.requested",
    subject: { kind: "payment_refund", id },
    detail: { orderCode: payment.orderCode, amountFen: request.amountFen, reason: request.reason },
  });
  await platform.jobs.enqueue(tx, sendRefundJob, { refundId: id }, { key: `${sendRefundJob} ${id}` });
  return id;
}

/** Sends a refund once more that the platform refused, under its old number. @throws Refusal `refund_refused`, `refund_underway` */
export async function retryRefund(platform: Platform, tx: Tx, actor: Actor, refundId: string): Promise<void> {
  const refund = await loadRefund(tx, { id: refundId });
  const payment = refund && (await lockPayment(tx, { id: refund.paymentId }));
  if (!refund || !payment) throw notFound("这笔退款");
  const why = whyNotRefundable(payment, await heldBack(tx, payment.id), refund.amountFen, new Date());
  if (refund.state === "refused" && why) throw conflict("refund_refused", why);
  const { rows } = await sql`
    update payment_refund set state = 'asked', note = null, next_query_at = now(), updated_at = now()
    where id = ${refundId} and state = 'refused' returning id`.execute(tx);
  if (!rows[0]) throw conflict("refund_underway", "只有被拒绝的退款可以重新提交");
  await audit(tx, actor, {
    action: "payment_refund.retried",
    subject: { kind: "payment_refund", id: refundId },
    detail: { orderCode: payment.orderCode, amountFen: refund.amountFen },
  });
  await platform.jobs.enqueue(tx, sendRefundJob, { refundId }, { key: `${sendRefundJob} ${refundId}` });
}

async function findByKey(
  db: Db,
  paymentId: string,
  key: string,
): Promise<{ id: string; amountFen: number } | undefined> {
  const { rows } = await sql<{ id: string; amountFen: number }>`
    select id, amount_fen as "amountFen" from payment_refund where payment_id = ${paymentId} and request_key = ${key}`.execute(
    db,
  );
  return rows[0];
}

function linesOf(payment: Payment, { lines, amountFen }: RefundRequest): OrderLine[] {
  const sold = new Map(payment.lines.map(([sku, name, quantity]) => [sku, { name, quantity }]));
  const problems = (lines ?? []).flatMap(({ sku, quantity }, at) => {
    const line = sold.get(sku);
    if (!line) return [{ path: `lines.${at}.sku`, message: `这笔订单里没有商品 ${sku}` }];
    return quantity > line.quantity
      ? [{ path: `lines.${at}.quantity`, message: `这笔订单里只有 ${line.quantity} 件` }]
      : [];
  });
  const sum = (lines ?? []).reduce((total, line) => total + line.amountFen, 0);
  if (sum !== amountFen)
    problems.push({ path: "lines", message: `各行金额合计 ${sum} 分，与退款金额 ${amountFen} 分不一致` });
  if (problems.length > 0) throw invalid(problems);
  return (lines ?? []).map((line) => ({
    sku: line.sku,
    name: sold.get(line.sku)?.name ?? "",
    quantity: line.quantity,
    unitPriceLi: null,
    amountLi: line.amountFen * 10,
  }));
}
