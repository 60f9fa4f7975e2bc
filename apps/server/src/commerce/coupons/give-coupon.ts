import { sql } from "kysely";
import { appendEvents } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { PaymentRefused } from "../payments/port.ts";
import type { CouponIssuer } from "./port.ts";
import { tryDelay, validityOf } from "./rules.ts";
import { findBatch, loadCoupon } from "./store.ts";

const requestNoOf = (id: string) => id.replaceAll("-", "");

/**
 * Asks the platform for a coupon that was taken here, under its own number, and keeps what it answers. A refusal frees its place in the stock.
 *
 * @throws PaymentRefused when nobody can tell
 */
export async function giveCoupon(platform: Platform, issuer: CouponIssuer, couponId: string): Promise<void> {
  const { db } = platform;
  const coupon = await loadCoupon(db, couponId);
  if (coupon?.state !== "asked") return;
  const batch = await findBatch(db, { id: coupon.batchId });
  if (batch.platformKey === null) return;
  const { merchantId, platformKey: batchKey } = batch;
  const { appId, openid } = coupon;
  try {
    const code = await issuer.give({ merchantId, batchKey, requestNo: requestNoOf(couponId), appId, openid });
    const at = platform.clock.now();
    const { from, until } = validityOf(batch, at);
    await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        update coupon set state = 'claimed', code = ${code}, claimed_at = ${at}, valid_from = ${from}, valid_until = ${until}, note = null
        where id = ${couponId} and state = 'asked' returning id`.execute(tx);
      if (rows[0]) await tellClaimed(tx, { ...coupon, code, at });
    });
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    if (error.kind === "uncertain") {
      await sql`update coupon set tries = tries + 1, next_try_at = now() + make_interval(secs => ${tryDelay(coupon.tries)})
        where id = ${couponId} and state = 'asked'`.execute(db);
      throw error;
    }
    await refuse(platform, coupon, error.message);
  }
}

async function refuse(
  { db }: Platform,
  { id, batchId }: { readonly id: string; readonly batchId: string },
  why: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // In the order in which a claim locks them.
    await sql`select from coupon_batch where id = ${batchId} for update`.execute(tx);
    const { rows } = await sql<{ shareKey: string | null }>`
      update coupon set state = 'refused', note = ${why.slice(0, 500)} where id = ${id} and state = 'asked' returning share_key as "shareKey"`.execute(
      tx,
    );
    if (!rows[0]) return;
    await sql`update coupon_batch set taken = taken - 1 where id = ${batchId}`.execute(tx);
    if (rows[0].shareKey)
      await sql`update coupon_share set taken = taken - 1 where key = ${rows[0].shareKey}`.execute(tx);
  });
}

interface Claimed {
  readonly id: string;
  readonly code: string;
  readonly batchName: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly storeNo: number | null;
  readonly at: Date;
}

export async function tellClaimed(tx: Tx, coupon: Claimed): Promise<void> {
  await appendEvents(tx, [
    {
      source: "coupon",
      eventId: `claimed:${coupon.id}`,
      type: "coupon.claimed",
      originNo: coupon.originNo,
      memberNo: coupon.memberNo,
      occurredAt: coupon.at,
      storeNo: coupon.storeNo,
      channel: "mini_program",
      properties: { couponCode: coupon.code, name: coupon.batchName },
    },
  ]);
}
