import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findStoresByCode, requireWholeChain, storeNosInScope } from "../../organization/index.ts";
import { readLine } from "../orders/rules.ts";
import { endPayment, queryPayment } from "./look-after.ts";
import { openPayment } from "./open-payment.ts";
import { type PaymentProvider, PaymentRefused } from "./port.ts";
import { requestRefund, retryRefund } from "./request-refund.ts";
import { paymentStates, refundStates } from "./rules.ts";
import {
  openedAnswer,
  paymentAnswer,
  paymentBody,
  paymentDetailAnswer,
  presentPayment,
  presentRefund,
  presentRefundOfPayment,
  refundAnswer,
  refundBody,
} from "./schemas.ts";
import { redirectRefund } from "./settle-refund.ts";
import { findPayment, findRefund, heldBack, listPayments, listRefunds, refundsOf } from "./store.ts";

const tag = "payments";
const paymentParams = z.object({ paymentId: z.uuid() });
const refundParams = z.object({ refundId: z.uuid() });
const storeNo = z.coerce.number().int().positive().optional();

/** Payments and refunds: taken by the shop's own server, seen by the stores whose sales they are. */
export function paymentRoutes(platform: Platform, provider: PaymentProvider): Route[] {
  const { db } = platform;

  async function describe(actor: Actor, id: string): Promise<z.input<typeof paymentDetailAnswer>> {
    const payment = await findPayment(db, actor, id);
    const held = await heldBack(db, id);
    return {
      ...presentPayment(payment),
      discountFen: payment.discountFen,
      couponCode: payment.couponCode,
      couponOffFen: payment.couponOffFen,
      lines: payment.lines.map(readLine).map(({ amountLi, ...line }) => ({ ...line, amountFen: amountLi / 10 })),
      refundableFen: payment.state === "paid" ? payment.amountFen - held.amountFen : 0,
      refunds: (await refundsOf(db, id)).map(presentRefund),
    };
  }

  return [
    route({
      method: "POST",
      path: "/payments",
      summary: "Ask a customer for the money of an order; the order code is the key, so it may be asked again",
      tag,
      access: "payment.take",
      secret: true,
      body: paymentBody,
      answer: openedAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const { storeCode, guideCode, openid, clientIp, device, lines, ...rest } = body;
        const problems = [
          ...(body.way === "jsapi" && !openid ? [{ path: "openid", message: "在微信里支付要有付款人的 openid" }] : []),
          ...(body.way === "h5" && !clientIp ? [{ path: "clientIp", message: "在浏览器里支付要有付款人的 IP" }] : []),
        ];
        if (problems.length > 0) throw invalid(problems);
        const { payment, opening } = await openPayment(platform, provider, actor, {
          ...rest,
          storeNo: await storeNoOf(platform, actor, storeCode),
          guideNo: await guideNoOf(platform, guideCode),
          lines: lines.map(({ amountFen, ...line }) => ({ ...line, unitPriceLi: null, amountLi: amountFen * 10 })),
          payer: { openid, clientIp, device },
        });
        return { payment: presentPayment(payment), opening };
      },
    }),
    route({
      method: "GET",
      path: "/payments",
      summary: "Payments, newest first",
      tag,
      access: "payment.read",
      query: pageQuery.extend({
        state: z.enum(paymentStates).optional(),
        storeNo,
        code: z.string().trim().max(64).optional(),
      }),
      answer: pageOf(paymentAnswer),
      handle: async ({ actor, query }) => {
        const rows = await listPayments(db, actor, query, afterId(query.cursor), query.limit);
        return toPage(rows, query.limit, ({ id }) => [id], presentPayment);
      },
    }),
    route({
      method: "GET",
      path: "/payments/:paymentId",
      summary: "A payment with its lines and refunds",
      tag,
      access: "payment.read",
      params: paymentParams,
      answer: paymentDetailAnswer,
      handle: ({ actor, params }) => describe(actor, params.paymentId),
    }),
    route({
      method: "POST",
      path: "/payments/:paymentId/query",
      summary: "Ask the platform how a payment stands, instead of waiting for its notice",
      tag,
      access: "payment.take",
      params: paymentParams,
      answer: paymentDetailAnswer,
      handle: async ({ actor, params: { paymentId } }) => {
        const payment = await findPayment(db, actor, paymentId);
        if (payment.state === "open") await told(queryPayment(platform, provider, payment));
        return describe(actor, paymentId);
      },
    }),
    route({
      method: "POST",
      path: "/payments/:paymentId/close",
      summary: "Close a payment that nobody paid",
      tag,
      access: "payment.take",
      params: paymentParams,
      answer: paymentDetailAnswer,
      handle: async ({ actor, params: { paymentId } }) => {
        const payment = await findPayment(db, actor, paymentId);
        if (payment.state === "open") await told(endPayment(platform, provider, payment, `由${actor.name}关闭`));
        const after = await describe(actor, paymentId);
        if (after.state === "paid") throw conflict("payment_paid", "这笔订单已经付过款，不能关闭；要退钱请发起退款");
        if (payment.state === "open")
          await audit(db, actor, {
            action: "payment.closed",
            subject: { kind: "payment", id: paymentId },
            detail: { orderCode: payment.orderCode },
          });
        return after;
      },
    }),
    route({
      method: "POST",
      path: "/payments/:paymentId/refunds",
      summary: "Give money of a payment back, wholly or in part; never more than was paid",
      tag,
      access: "payment.refund",
      params: paymentParams,
      body: refundBody,
      answer: refundAnswer,
      status: 202,
      handle: ({ actor, params: { paymentId }, body }) =>
        db.transaction().execute(async (tx) => {
          await findPayment(tx, actor, paymentId);
          const id = await requestRefund(platform, tx, actor, paymentId, body);
          return presentRefundOfPayment(await findRefund(tx, actor, id));
        }),
    }),
    route({
      method: "GET",
      path: "/payment-refunds",
      summary: "Refunds of payments, newest first",
      tag,
      access: "payment.read",
      query: pageQuery.extend({ state: z.enum(refundStates).optional(), storeNo }),
      answer: pageOf(refundAnswer),
      handle: async ({ actor, query }) => {
        const rows = await listRefunds(db, actor, query, afterId(query.cursor), query.limit);
        return toPage(rows, query.limit, ({ id }) => [id], presentRefundOfPayment);
      },
    }),
    route({
      method: "POST",
      path: "/payment-refunds/:refundId/retry",
      summary: "Send a refused refund once more, under its old number",
      tag,
      access: "payment.refund",
      params: refundParams,
      answer: refundAnswer,
      status: 202,
      handle: ({ actor, params: { refundId } }) =>
        db.transaction().execute(async (tx) => {
          await findRefund(tx, actor, refundId);
          await retryRefund(platform, tx, actor, refundId);
          return presentRefundOfPayment(await findRefund(tx, actor, refundId));
        }),
    }),
    route({
      method: "POST",
      path: "/payment-refunds/:refundId/redirect",
      summary: "Send an abnormal refund to the merchant's own account, to be given to the customer by other means",
      tag,
      access: "payment.refund",
      params: refundParams,
      answer: refundAnswer,
      handle: async ({ actor, params: { refundId } }) => {
        await told(redirectRefund(platform, provider, actor, await findRefund(db, actor, refundId)));
        return presentRefundOfPayment(await findRefund(db, actor, refundId));
      },
    }),
  ];
}

function afterId(cursor: string | undefined): string | null {
  const id = decodeCursor(cursor, 1)?.[0] ?? null;
  if (id !== null && !z.uuid().safeParse(id).success)
    throw invalid([{ path: "cursor", message: "不是有效的翻页标记" }]);
  return id === null ? null : String(id);
}

/** A platform's refusal as the caller's. */
async function told(asking: Promise<void>): Promise<void> {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    const code = error.kind === "uncertain" ? "payment_uncertain" : "payment_refused";
    throw new Refusal({
      code,
      status: error.kind === "uncertain" ? 503 : 409,
      title: error.cause,
      detail: error.remedy,
    });
  }
}

async function storeNoOf(platform: Platform, actor: Actor, code: string | undefined): Promise<number | null> {
  if (code === undefined) {
    requireWholeChain(actor);
    return null;
  }
  const found = (await platform.db.transaction().execute((tx) => findStoresByCode(tx, [code]))).get(code);
  const scope = await storeNosInScope(platform, actor);
  if (found === undefined || (scope !== "all" && !scope.includes(found)))
    throw invalid([{ path: "storeCode", message: `没有编码为 ${code} 的门店` }]);
  return found;
}

async function guideNoOf({ db }: Platform, code: string | undefined): Promise<number | null> {
  if (code === undefined) return null;
  const { rows } = await sql<{ no: number }>`select no from staff where code = ${code}`.execute(db);
  if (!rows[0]) throw invalid([{ path: "guideCode", message: `没有编号为 ${code} 的员工` }]);
  return rows[0].no;
}
