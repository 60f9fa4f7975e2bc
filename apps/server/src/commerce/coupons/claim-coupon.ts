import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { PaymentRefused } from "../payments/port.ts";
import { giveCoupon } from "./give-coupon.ts";
import type { CouponIssuer } from "./port.ts";
import type { CouponWay } from "./rules.ts";
import { type Batch, type Coupon, couponByRequest, loadCoupon, lockBatch } from "./store.ts";

export interface Claim {
  readonly batchNo: number;
  /** The caller's own key: the same again is the same coupon. */
  readonly requestKey: string;
  readonly openid: string;
  readonly via: Exclude<CouponWay, "handed" | "platform">;
  readonly storeNo: number | null;
  /** Of a payer who passes coupons on. */
  readonly shareKey?: string | undefined;
}

export type Taken = { readonly originNo: number; readonly memberNo: number };

/**
 * Somebody takes a coupon. What is left of the batch, of the person's share and of the payer's gift is counted under their locks, so that it holds
 * however many ask at once; the coupon itself comes from the platform, and comes later where that does not answer (state `asked`).
 *
 * @throws Refusal `coupon_closed`, `coupon_gone`, `coupon_limit`, `coupon_own_share`, `coupon_share_gone`, `coupon_refused`, `identity_refused`
 */
export async function claimCoupon(platform: Platform, issuer: CouponIssuer, claim: Claim): Promise<Coupon> {
  const { db } = platform;
  const id = await db.transaction().execute(async (tx) => {
    const batch = await lockBatch(tx, { no: claim.batchNo });
    const known = await couponByRequest(tx, batch.id, claim.requestKey);
    if (known) return known.id;
    checkOpen(batch, platform.clock.now(), claim.shareKey);
    const who = await whoIs(tx, platform, batch, claim);
    await checkPerson(tx, batch, who);
    if (claim.shareKey !== undefined) await takeFromShare(tx, batch, claim.shareKey, who);
    return takeCoupon(tx, platform, batch, who, claim);
  });
  try {
    await giveCoupon(platform, issuer, id);
  } catch (error) {
    // Given by the minute's job under the same number.
    if (!(error instanceof PaymentRefused)) throw error;
  }
  const coupon = await loadCoupon(db, id);
  if (!coupon) throw new Error("the coupon was just taken");
  if (coupon.state === "refused") throw conflict("coupon_refused", "没有领到券", coupon.note ?? undefined);
  return coupon;
}

/** Why nobody can take one now. @throws Refusal */
export function checkOpen(batch: Batch, now: Date, shareKey?: string): void {
  if (batch.state !== "live") throw conflict("coupon_closed", "这批券现在不能领取");
  if (now >= batch.endsAt) throw conflict("coupon_closed", "这批券已经结束");
  if (batch.kind === "social" && shareKey === undefined)
    throw conflict("coupon_closed", "社交立减金要由付款的客户分享后才能领");
  if (batch.kind !== "social" && shareKey !== undefined) throw conflict("coupon_share_gone", "这批券不能由客户分享");
  if (batch.taken >= batch.stock) throw conflict("coupon_gone", "这批券已经领完");
}

async function whoIs(tx: Tx, platform: Platform, batch: Batch, claim: Claim): Promise<Taken> {
  const [resolved] = await resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "openid", scope: batch.appId, value: claim.openid }],
      occurredAt: platform.clock.now(),
      source: "coupon",
      storeNo: claim.storeNo,
      channel: "mini_program",
    },
  ]);
  if (!resolved || resolved.originNo === null || resolved.memberNo === null)
    throw conflict("identity_refused", "这个微信身份被身份规则拦下，请到“身份合并”里查看");
  return { originNo: resolved.originNo, memberNo: resolved.memberNo };
}

async function checkPerson(tx: Tx, batch: Batch, { memberNo }: Taken): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from coupon where batch_id = ${batch.id} and member_no = ${memberNo} and state <> 'refused'`.execute(
    tx,
  );
  if ((rows[0]?.n ?? 0) >= batch.perPerson)
    throw conflict("coupon_limit", `每人限领 ${batch.perPerson} 张，已经领过了`);
}

async function takeFromShare(tx: Tx, batch: Batch, key: string, who: Taken): Promise<void> {
  const { rows } = await sql<{ memberNo: number; taken: number; allowance: number; before: boolean }>`
    select s.member_no as "memberNo", s.taken, s.allowance,
      exists (select from coupon c where c.share_key = s.key and c.member_no = ${who.memberNo} and c.state <> 'refused') as before
    from coupon_share s where s.key = ${key} and s.batch_id = ${batch.id} for update`.execute(tx);
  const share = rows[0];
  if (!share) throw conflict("coupon_share_gone", "这个分享不存在");
  if (share.memberNo === who.memberNo) throw conflict("coupon_own_share", "自己分享的立减金要由好友来领");
  if (share.before) throw conflict("coupon_limit", "这位好友分享的立减金你已经领过了");
  if (share.taken >= share.allowance) throw conflict("coupon_share_gone", "这位好友分享的立减金已经领完");
  await sql`update coupon_share set taken = taken + 1 where key = ${key}`.execute(tx);
}

async function takeCoupon(tx: Tx, platform: Platform, batch: Batch, who: Taken, claim: Claim): Promise<string> {
  const now = platform.clock.now();
  const { rows } = await sql<{ id: string }>`
    insert into coupon (batch_id, request_key, app_id, openid, origin_no, member_no, via, share_key, store_no, next_try_at, created_at)
    values (${batch.id}, ${claim.requestKey}, ${batch.appId}, ${claim.openid}, ${who.originNo}, ${who.memberNo}, ${claim.via},
      ${claim.shareKey ?? null}, ${claim.storeNo}, now() + interval '20 seconds', ${now}) returning id`.execute(tx);
  await sql`update coupon_batch set taken = taken + 1 where id = ${batch.id}`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the coupon was not entered");
  return id;
}
