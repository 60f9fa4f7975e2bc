import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { couponFor, type HeldCoupon, holdCoupon } from "../coupons/use-coupon.ts";
import { storeLine } from "../orders/rules.ts";
import { closePayment } from "./close-payment.ts";
import { type Payer, type PaymentOpening, type PaymentProvider, PaymentRefused } from "./port.ts";
import { amountOf, digestOf, type PaymentDraft, queryDelay } from "./rules.ts";
import { livePayment, type Payment } from "./store.ts";

/**
 * Asks a customer for the money of an order and answers what opens the cashier. The order code is the key: the same again is the same
 * payment, also after a lost answer or a crash; another amount needs the former one closed first.
 *
 * @throws Refusal `merchant_missing`, `coupon_unusable`, `payment_paid`, `payment_differs`, `payment_expired`, `payment_refused`, `payment_uncertain`
 */
export async function openPayment(
  platform: Platform,
  provider: PaymentProvider,
  actor: Actor,
  draft: PaymentDraft,
): Promise<{ readonly payment: Payment; readonly opening: PaymentOpening }> {
  const amountFen = amountOf(draft);
  if (amountFen < 1) throw invalid([{ path: "discountFen", message: "优惠后至少要付 1 分；不用付钱的订单请直接上报" }]);
  const merchantId = await provider.merchantFor(draft.storeNo);
  if (!merchantId)
    throw conflict(
      "merchant_missing",
      "还没有为这家门店指定收款商户",
      "在“平台接入”里打开微信支付商户，选择它为哪些门店收款",
    );
  const payment = await take(platform, actor, merchantId, draft);
  try {
    const opening = await provider.place({
      merchantId: payment.merchantId,
      tradeNo: payment.tradeNo,
      way: payment.way,
      appId: payment.appId,
      description: payment.description,
      amountFen: payment.amountFen,
      expiresAt: payment.expiresAt,
      payer: payment.payerSealed ? (JSON.parse(platform.cipher.open(payment.payerSealed)) as Payer) : {},
    });
    return { payment, opening };
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    if (error.kind === "uncertain")
      throw new Refusal({
        code: "payment_uncertain",
        status: 503,
        title: error.cause,
        detail: "用同样的内容再试一次：同一订单不会重复收款",
      });
    if (error.kind === "already_paid") throw conflict("payment_paid", "这笔订单已经付过款，请查询结果");
    await abandon(platform, provider, payment, error.message);
    throw new Refusal({ code: "payment_refused", status: 409, title: error.cause, detail: error.remedy });
  }
}

/** A payment that was refused now may have been placed before: it ends here only when nobody can pay it there. */
async function abandon(platform: Platform, provider: PaymentProvider, payment: Payment, reason: string): Promise<void> {
  try {
    await provider.close(payment);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // Stays open, and is looked after.
    if (error.kind !== "not_there") return;
  }
  await closePayment(platform.db, payment, reason);
}

async function take(platform: Platform, actor: Actor, merchantId: string, draft: PaymentDraft): Promise<Payment> {
  const { db, cipher } = platform;
  const digest = digestOf(draft);
  return db.transaction().execute(async (tx) => {
    const payer = Object.values(draft.payer).some((said) => said !== undefined)
      ? cipher.seal(JSON.stringify(draft.payer))
      : null;
    const coupon = await takeOff(tx, platform, draft);
    const amountFen = amountOf(draft) - (coupon?.offFen ?? 0);
    const { rows } = await sql<{ id: string }>`
      insert into payment (merchant_id, order_code, way, app_id, description, payer_sealed, store_no, guide_no, channel, is_gift, amount_fen,
        discount_fen, coupon_id, coupon_off_fen, lines, digest, expires_at, next_query_at, requested_by)
      values (${merchantId}, ${draft.orderCode}, ${draft.way}, ${draft.appId}, ${draft.description}, ${payer}, ${draft.storeNo}, ${draft.guideNo},
        ${draft.channel}, ${draft.isGift}, ${amountFen}, ${draft.discountFen + (coupon?.offFen ?? 0)}, ${coupon?.id ?? null}, ${coupon?.offFen ?? 0}, ${JSON.stringify(draft.lines.map(storeLine))}::json, ${digest},
        date_trunc('second', now()) + make_interval(mins => ${draft.expireMinutes}), now() + make_interval(secs => ${queryDelay(0)}), ${actor.name})
      on conflict (order_code) where state <> 'closed' do nothing returning id`.execute(tx);
    const id = rows[0]?.id;
    if (id !== undefined && coupon) await holdCoupon(tx, coupon.id, id);
    if (id !== undefined)
      await audit(tx, actor, {
        action: "payment.opened",
        subject: { kind: "payment", id },
        detail: { orderCode: draft.orderCode, amountFen, way: draft.way, storeNo: draft.storeNo },
      });
    const live = await livePayment(tx, draft.orderCode);
    if (!live) throw conflict("payment_changed", "这笔订单的支付刚刚结束，请再试一次");
    if (live.state === "paid") throw conflict("payment_paid", "这笔订单已经付过款");
    if (!live.digest.equals(digest))
      throw conflict("payment_differs", "这笔订单正在等待付款，内容与这次不同", "先关闭原来的支付，再用新的内容发起");
    if (live.expiresAt.getTime() <= Date.now())
      throw conflict(
        "payment_expired",
        "这笔订单的付款时间已过",
        "系统正在关闭它，一分钟后可以重新发起；也可以马上关闭它",
      );
    return live;
  });
}

/** The coupon of a new payment; nothing for the same payment once more, which holds its coupon already. */
async function takeOff(tx: Tx, { clock }: Platform, draft: PaymentDraft): Promise<HeldCoupon | undefined> {
  const { couponCode: code, storeNo, appId, payer } = draft;
  if (code === undefined) return undefined;
  // Two tries at once: the second waits here until the first is entered.
  await sql`select from coupon where code = ${code} for update`.execute(tx);
  if (await livePayment(tx, draft.orderCode)) return undefined;
  const goodsFen = amountOf(draft);
  return couponFor(tx, { code, goodsFen, storeNo, appId, openid: payer.openid, now: clock.now() });
}
