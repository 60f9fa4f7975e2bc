import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { lookAfterCoupons } from "../../commerce/index.ts";
import { wechatCoupons } from "./index.ts";
import { aConnectedMerchant } from "./wechat-pay.testing.ts";

const shop = await aConnectedMerchant();
const { platform, rows, call, open, draft } = shop;
const issuer = wechatCoupons(platform);

interface Batch {
  readonly id: string;
  readonly no: number;
  readonly funnel: { readonly used: number; readonly claimed: number };
}

const days = (n: number) => new Date(platform.clock.now().getTime() + n * 86_400_000).toISOString();
const work = async () => {
  await sql`update coupon set next_try_at = now()`.execute(platform.db);
  await lookAfterCoupons(platform, issuer, new AbortController().signal);
};
const couponOf = async (code: string) =>
  (
    await rows<{ state: string; note: string | null; returns: number }>(
      sql`select state, note, returns from coupon where code = ${code}`,
    )
  )[0];

/** Somebody with a coupon that took 10 yuan off an order of 100. */
async function redeemed(order: string) {
  const { body: batch } = await call<Batch>("POST", "/coupon-batches", {
    ...{ name: "满50减10", goodsName: "全场商品", merchantId: shop.account.id, appId: shop.mini.appid },
    ...{ offFen: 1_000, minSpendFen: 5_000, startsAt: days(-1), endsAt: days(10), stock: 100, validDays: 5 },
  });
  const who = await shop.someone(order);
  const { code } = (
    await call<{ code: string }>("POST", "/coupons/claims", {
      ...{ batchNo: batch.no, requestKey: `claim-${order}`, openid: who.openid, via: "scan" },
    })
  ).body;
  return { batch, who, code, payment: await payWith(order, who, code) };
}

async function payWith(order: string, who: { openid: string; person: string }, couponCode: string) {
  const { opening, payment } = (await open(draft(order, who.openid, { couponCode }))).body;
  await shop.pay(who.person, opening.params);
  await shop.settle(async () => (await shop.detail(payment.id)).state === "paid");
  await work();
  return payment;
}

async function refund(paymentId: string, requestKey: string, amountFen: number) {
  const asked = await call<{ id: string }>("POST", `/payments/${paymentId}/refunds`, {
    requestKey,
    amountFen,
    reason: "退货",
  });
  expect(asked.status).toBeLessThan(300);
  await shop.send(asked.body.id);
  await shop.advance(60);
  await shop.settle(async () => {
    const found = await rows<{ done: boolean }>(
      sql`select bool_and(state = 'done') as done from payment_refund where payment_id = ${paymentId}::uuid`,
    );
    return found[0]?.done === true;
  });
}

const decided = async () =>
  rows(
    sql`select detail ->> 'orderCode' as order, detail ->> 'outcome' as outcome from audit_log where action = 'coupon.after_refund' order by id`,
  );

describe("a coupon of an order that is taken back", () => {
  it("is the customer's again when all money went back, at the platform too, and may be redeemed anew [CH-34]", async () => {
    const { batch, who, code, payment } = await redeemed("R-1");
    await refund(payment.id, "part", 4_000);
    expect(await couponOf(code)).toMatchObject({ state: "used", note: null });
    await refund(payment.id, "rest", 5_000);
    expect((await couponOf(code))?.state).toBe("returning");
    // Not before the platform has it back.
    const soon = await open(draft("R-2", who.openid, { couponCode: code }));
    expect((soon.body as unknown as { title: string }).title).toContain("正在退回");
    await work();
    expect(await couponOf(code)).toEqual({ state: "claimed", note: null, returns: 1 });
    expect((await call<Batch>("GET", `/coupon-batches/${batch.id}`)).body.funnel).toMatchObject({
      claimed: 1,
      used: 0,
    });
    expect(await decided()).toEqual([{ order: "R-1", outcome: "returned" }]);

    await payWith("R-2", who, code);
    expect(await rows(sql`select state, told_at is not null as told, note from coupon where code = ${code}`)).toEqual([
      { state: "used", told: true, note: null },
    ]);
    expect(await rows(sql`select count(*)::int as n from event_log where type = 'coupon.redeemed'`)).toEqual([
      { n: 2 },
    ]);
  });

  it("stays used when it has ended meanwhile, or the chain's rule says so [CH-34]", async () => {
    const ended = await redeemed("E-1");
    await sql`update coupon set valid_until = ${platform.clock.now()} where code = ${ended.code}`.execute(platform.db);
    await refund(ended.payment.id, "all", 9_000);
    expect(await couponOf(ended.code)).toMatchObject({ state: "used", note: expect.stringContaining("已过期") });

    const rule = (await call<{ version: number }>("GET", "/coupon-rules")).body;
    const wrong = await call("PUT", "/coupon-rules", { value: { afterFullRefund: "maybe" }, version: rule.version });
    expect(wrong.status).toBe(400);
    const kept = await call("PUT", "/coupon-rules", { value: { afterFullRefund: "keep" }, version: rule.version });
    expect(kept.status).toBe(200);
    const other = await redeemed("K-1");
    await refund(other.payment.id, "all", 9_000);
    await work();
    expect(await couponOf(other.code)).toMatchObject({ state: "used", returns: 0 });
    expect((await decided()).slice(1)).toEqual([
      { order: "E-1", outcome: "ended" },
      { order: "K-1", outcome: "kept" },
    ]);
  });
});
