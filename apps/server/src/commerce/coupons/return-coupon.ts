import { sql } from "kysely";
import { z } from "zod";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { defineSetting, readSetting } from "../../kernel/settings.ts";
import { PaymentRefused } from "../payments/port.ts";
import type { CouponIssuer } from "./port.ts";
import { lookAfterCouponsJob, tryDelay } from "./rules.ts";
import { useNumber } from "./use-coupon.ts";

/** What becomes of a coupon when the order that it was redeemed in is taken back entirely. */
export const couponSetting = defineSetting({
  key: "commerce.coupons",
  schema: z.object({
    afterFullRefund: z.enum(["return", "keep"]).describe("return: the customer may use it again, unless it has ended"),
  }),
  initial: { afterFullRefund: "return" },
});

interface Redeemed {
  readonly id: string;
  readonly code: string;
  readonly memberNo: number;
  readonly ended: boolean;
}

/**
 * All money of a payment went back: by the rule, its coupon is given back, or stays used. Either way the trail tells why. The coupon can be used
 * again as soon as the platform has taken the use back. Told twice, nothing happens the second time.
 */
export async function settleCouponOfRefund(
  tx: Tx,
  platform: Pick<Platform, "jobs" | "clock">,
  payment: { readonly id: string; readonly couponId: string; readonly orderCode: string },
): Promise<void> {
  const { rows } = await sql<Redeemed>`
    select id, code, member_no as "memberNo", valid_until <= ${platform.clock.now()} as ended from coupon
    where id = ${payment.couponId} and payment_id = ${payment.id} and state = 'used' for update`.execute(tx);
  const coupon = rows[0];
  if (!coupon) return;
  const { value } = await readSetting(tx, couponSetting);
  const outcome = value.afterFullRefund === "keep" ? "kept" : coupon.ended ? "ended" : "returned";
  if (outcome === "returned") {
    await sql`update coupon set state = 'returning', tries = 0, note = null, next_try_at = now() where id = ${coupon.id}`.execute(
      tx,
    );
    await platform.jobs.enqueue(tx, lookAfterCouponsJob, {}, { key: lookAfterCouponsJob });
  } else {
    const note = outcome === "kept" ? "订单已整单退款；按规则券不退回" : "订单已整单退款；券已过期，没有退回";
    await sql`update coupon set note = ${note} where id = ${coupon.id}`.execute(tx);
  }
  await audit(tx, systemActor("coupons"), {
    action: "coupon.after_refund",
    subject: { kind: "coupon", id: coupon.id },
    detail: { code: coupon.code, orderCode: payment.orderCode, memberNo: coupon.memberNo, outcome },
  });
}

/** Has the platform take a use back, under a number of its own: asked twice it is one return. Then the customer has the coupon again. */
export async function tellReturn(platform: Platform, issuer: CouponIssuer, couponId: string): Promise<void> {
  const { db } = platform;
  const { rows } = await sql<{
    merchantId: string;
    batchKey: string;
    code: string;
    appId: string;
    usedAt: Date;
    told: boolean;
    returns: number;
    tries: number;
  }>`
    select b.merchant_id as "merchantId", b.platform_key as "batchKey", c.code, c.app_id as "appId", c.used_at as "usedAt",
      c.told_at is not null as told, c.returns, c.tries
    from coupon c join coupon_batch b on b.id = c.batch_id where c.id = ${couponId} and c.state = 'returning'`.execute(
    db,
  );
  const found = rows[0];
  if (!found) return;
  const { merchantId, batchKey, code, appId, usedAt, told, returns, tries } = found;
  const number = useNumber(couponId, returns);
  try {
    // Only what was used there can be taken back.
    if (!told) await issuer.use({ merchantId, batchKey, code, appId, usedAt, requestNo: number });
    await issuer.giveBack({ merchantId, batchKey, code, requestNo: `${number}back` });
    await sql`
      update coupon set state = 'claimed', payment_id = null, used_at = null, used_store_no = null, told_at = null, note = null, tries = 0,
        reminded_at = null, returns = returns + 1, returned_at = ${platform.clock.now()}
      where id = ${couponId} and state = 'returning'`.execute(db);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // Refused for good, it stays used, and a person reads why; without an answer it is asked again.
    const note = `券没有退回：${error.message}`.slice(0, 500);
    await sql`
      update coupon set state = ${error.kind === "refused" ? "used" : "returning"}, note = ${note}, tries = tries + 1,
        told_at = case when ${error.kind === "refused"} then coalesce(told_at, now()) else told_at end,
        next_try_at = now() + make_interval(secs => ${tryDelay(tries)})
      where id = ${couponId} and state = 'returning'`.execute(db);
  }
}
