import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { checkOpen } from "./claim-coupon.ts";
import { lockBatch } from "./store.ts";

export interface Share {
  readonly key: string;
  readonly allowance: number;
  readonly taken: number;
}

/**
 * What the payer of an order may pass on to friends (社交立减金): one share per payment and batch, the same whenever it is asked for.
 *
 * @throws Refusal `not_found`, `coupon_closed`, `coupon_share_small`
 */
export async function openShare(
  platform: Platform,
  { batchNo, orderCode }: { readonly batchNo: number; readonly orderCode: string },
): Promise<Share> {
  return platform.db.transaction().execute(async (tx) => {
    const batch = await lockBatch(tx, { no: batchNo });
    const { rows: paid } = await sql<{
      id: string;
      originNo: number | null;
      memberNo: number | null;
      amountFen: number;
    }>`
      select id, origin_no as "originNo", member_no as "memberNo", amount_fen as "amountFen" from payment
      where order_code = ${orderCode} and state = 'paid'`.execute(tx);
    const payment = paid[0];
    if (!payment || payment.originNo === null || payment.memberNo === null) throw notFound("这笔已付款的订单");
    const { rows: known } = await sql<Share>`
      select key, allowance, taken from coupon_share where batch_id = ${batch.id} and payment_id = ${payment.id}`.execute(
      tx,
    );
    if (known[0]) return known[0];
    if (batch.kind !== "social") throw conflict("coupon_closed", "这批券不是社交立减金，不能由客户分享");
    const key = randomBytes(9).toString("base64url");
    checkOpen(batch, platform.clock.now(), key);
    if (payment.amountFen < (batch.shareMinFen ?? 0))
      throw conflict("coupon_share_small", `付款满 ${((batch.shareMinFen ?? 0) / 100).toFixed(2)} 元才能分享`);
    const allowance = batch.shareCount ?? 0;
    await sql`
      insert into coupon_share (key, batch_id, payment_id, origin_no, member_no, allowance, created_at)
      values (${key}, ${batch.id}, ${payment.id}, ${payment.originNo}, ${payment.memberNo}, ${allowance}, ${platform.clock.now()})`.execute(
      tx,
    );
    return { key, allowance, taken: 0 };
  });
}
