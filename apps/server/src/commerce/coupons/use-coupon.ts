import { sql } from "kysely";
import { appendEvents } from "../../events/index.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { PaymentRefused } from "../payments/port.ts";
import type { CouponIssuer } from "./port.ts";
import { type CouponState, tryDelay, whyNotUsable } from "./rules.ts";

export interface HeldCoupon {
  readonly id: string;
  readonly offFen: number;
}

interface Found {
  readonly id: string;
  readonly state: CouponState;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly minSpendFen: number;
  readonly offFen: number;
  readonly appId: string;
  readonly openid: string;
  readonly storeFits: boolean;
}

/**
 * The coupon that a payment names, locked until the transaction ends, and what it takes off. One fen at least is left to pay.
 *
 * @throws Refusal `coupon_unusable`
 */
export async function couponFor(
  tx: Tx,
  payment: {
    readonly code: string;
    readonly goodsFen: number;
    readonly storeNo: number | null;
    readonly appId: string;
    readonly openid: string | undefined;
    readonly now: Date;
  },
): Promise<HeldCoupon> {
  const { rows } = await sql<Found>`
    select c.id, c.state, c.valid_from as "validFrom", c.valid_until as "validUntil", b.min_spend_fen as "minSpendFen", b.off_fen as "offFen",
      c.app_id as "appId", c.openid,
      b.unit_ids = '{}' or exists (select from org_unit s join org_unit u on s.path <@ u.path
        where s.no = ${payment.storeNo} and s.kind = 'store' and u.id = any(b.unit_ids)) as "storeFits"
    from coupon c join coupon_batch b on b.id = c.batch_id
    where c.code = ${payment.code} order by (c.openid = ${payment.openid ?? ""}) desc, c.id desc limit 1 for update of c`.execute(
    tx,
  );
  const coupon = rows[0];
  const why = coupon ? whyNotUsable(coupon, payment) : "没有这张券，请核对券码";
  if (!coupon || why !== undefined) throw conflict("coupon_unusable", why ?? "没有这张券，请核对券码");
  return { id: coupon.id, offFen: Math.min(coupon.offFen, payment.goodsFen - 1) };
}

/** Nobody else uses the coupon while a payment with it is open. */
export async function holdCoupon(tx: Tx, couponId: string, paymentId: string): Promise<void> {
  await sql`update coupon set state = 'held', payment_id = ${paymentId} where id = ${couponId} and state = 'claimed'`.execute(
    tx,
  );
}

/** The payment was made: the coupon is used up with it, and the platform is told until it heard. */
export async function redeemCoupon(
  tx: Tx,
  payment: {
    readonly id: string;
    readonly couponId: string;
    readonly couponOffFen: number;
    readonly orderCode: string;
    readonly storeNo: number | null;
    readonly channel: string;
    readonly paidAt: Date;
  },
): Promise<void> {
  const { rows } = await sql<{ code: string; originNo: number; memberNo: number; name: string; returns: number }>`
    update coupon c set state = 'used', payment_id = ${payment.id}, used_at = ${payment.paidAt}, used_store_no = ${payment.storeNo}, tries = 0,
      next_try_at = now()
    from coupon_batch b where b.id = c.batch_id and c.id = ${payment.couponId} and c.state in ('claimed', 'held')
    returning c.code, c.origin_no as "originNo", c.member_no as "memberNo", b.name, c.returns`.execute(tx);
  const coupon = rows[0];
  if (!coupon) return;
  await appendEvents(tx, [
    {
      source: "coupon",
      eventId: `redeemed:${useNumber(payment.couponId, coupon.returns)}`,
      type: "coupon.redeemed",
      originNo: coupon.originNo,
      memberNo: coupon.memberNo,
      occurredAt: payment.paidAt,
      storeNo: payment.storeNo,
      channel: payment.channel,
      properties: {
        couponCode: coupon.code,
        name: coupon.name,
        orderCode: payment.orderCode,
        discountFen: payment.couponOffFen,
      },
    },
  ]);
}

/** The number under which the platform knows a use: the coupon's own, and which use of it. */
export function useNumber(couponId: string, returns: number): string {
  return `${couponId.replaceAll("-", "")}${returns === 0 ? "" : `n${returns}`}`;
}

/** Tells the platform of a use, under a number of its own: told twice it is one use. */
export async function tellUse(platform: Platform, issuer: CouponIssuer, couponId: string): Promise<void> {
  const { db } = platform;
  const { rows } = await sql<{
    merchantId: string;
    batchKey: string;
    code: string;
    appId: string;
    usedAt: Date;
    returns: number;
    tries: number;
  }>`
    select b.merchant_id as "merchantId", b.platform_key as "batchKey", c.code, c.app_id as "appId", c.used_at as "usedAt", c.returns, c.tries
    from coupon c join coupon_batch b on b.id = c.batch_id where c.id = ${couponId} and c.state = 'used' and c.told_at is null`.execute(
    db,
  );
  if (!rows[0]) return;
  const { tries, returns, ...use } = rows[0];
  try {
    await issuer.use({ ...use, requestNo: useNumber(couponId, returns) });
    await sql`update coupon set told_at = now(), note = null where id = ${couponId}`.execute(db);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // The customer had the money off: it stays used here, and a person reads why the platform says no.
    const told = error.kind === "refused" ? sql`now()` : sql`null`;
    await sql`update coupon set note = ${error.message.slice(0, 500)}, told_at = ${told}, tries = tries + 1,
      next_try_at = now() + make_interval(secs => ${tryDelay(tries)}) where id = ${couponId}`.execute(db);
  }
}
