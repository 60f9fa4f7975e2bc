import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { requestBill, takeBill } from "../../commerce/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Finding, WechatAccount } from "../wechat/index.ts";
import { payExaminer } from "./doctor.ts";
import { aConnectedMerchant, type MerchantSettings } from "./wechat-pay.testing.ts";

const shop = await aConnectedMerchant("certificate");
const { rows, open, draft, detail, call, platform, account, settings } = shop;
const look = (changed: Partial<WechatAccount> = {}, nowMs = Date.now()) =>
  payExaminer.examine(platform, { ...account, ...changed }, { now: () => nowMs });
const wrong = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== "ok");

afterEach(async () => {
  await shop.sandbox.act("faults.clear");
  await shop.sandbox.act("pay.set", { clockOffsetSeconds: 0 });
});

/** A payment that somebody made, heard of and worked off. */
async function paid(orderCode: string) {
  const who = await shop.someone(orderCode);
  const { payment, opening } = (await open(draft(orderCode, who.openid))).body;
  const before = (await shop.attempts()).attempts.length;
  await shop.pay(who.person, opening.params);
  await shop.heard(before + 1);
  return payment.id;
}

describe("whom the merchant believes", () => {
  it("fetches the platform's certificates when a signature names an unknown one, before and after a change of keys", async () => {
    expect((await detail(await paid("K-1"))).state).toBe("paid");
    expect(await rows(sql`select count(*)::int as n from pay_platform_certificate`)).toEqual([{ n: 1 }]);
    await shop.sandbox.act("pay.rotate_platform_key", { mchid: settings.mchid, kind: "certificate" });
    // Another process has not just asked for certificates.
    const real = Date.now;
    Date.now = () => real() + 31_000;
    try {
      expect((await detail(await paid("K-2"))).state).toBe("paid");
    } finally {
      Date.now = real;
    }
    expect(await rows(sql`select count(*)::int as n from pay_platform_certificate`)).toEqual([{ n: 2 }]);
  });

  it("believes no answer that is not signed, whoever gives it: nothing is opened, refunded or closed by it", async () => {
    const id = await paid("K-3");
    const liar = createServer((_request, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          prepay_id: "wx1",
          refund_id: "1",
          status: "SUCCESS",
          amount: { refund: 1 },
          trade_state: "SUCCESS",
        }),
      ),
    );
    await new Promise<void>((resolve) => liar.listen(0, "127.0.0.1", resolve));
    afterAll(() => void liar.close());
    await sql`update wechat_account set base_url = ${`http://127.0.0.1:${(liar.address() as AddressInfo).port}`}`.execute(
      platform.db,
    );
    const who = await shop.someone("骗");
    const opened = await open(draft("K-4", who.openid));
    expect([opened.status, opened.body.code]).toEqual([503, "payment_uncertain"]);
    const { body } = await call<{ id: string }>("POST", `/payments/${id}/refunds`, {
      requestKey: "1",
      amountFen: 1,
      reason: "试",
    });
    await expect(shop.send(body.id)).rejects.toThrow("不予采信");
    await shop.lookAfter();
    expect((await detail(id)).refunds).toMatchObject([{ state: "asked" }]);
    expect(await rows(sql`select state from payment where order_code = 'K-4'`)).toEqual([{ state: "open" }]);
    await sql`update wechat_account set base_url = ${shop.sandbox.pay}`.execute(platform.db);
    // Told the truth, everything comes to its end.
    await shop.lookAfter();
    await shop.advance(5);
    await shop.lookAfter();
    expect((await detail(id)).refunds).toMatchObject([{ state: "done" }]);
  });
});

describe("the set-up doctor of merchants", () => {
  it("finds nothing wrong where nothing is, and names what is", async () => {
    const all = await look();
    expect(wrong(all)).toEqual([]);
    expect(all.map(({ check }) => check)).toEqual([
      "address",
      "clock",
      "merchant_keys",
      "merchant_certificate",
      "pay_signature",
      "notify_address",
      "merchant_unit",
    ]);
    const other = await shop.sandbox.act<MerchantSettings>("pay.add_merchant", { name: "别家" });
    const secrets = (changed: object) => ({ secrets: { ...account.secrets, ...changed } });
    expect(wrong(await look(secrets({ merchantKey: other.privateKey })))[0]).toMatchObject({
      check: "merchant_keys",
      detail: "商户私钥与商户证书不是一对",
      field: "secrets.merchantKey",
    });
    expect(wrong(await look(secrets({ merchantSerial: other.serialNo })))[0]).toMatchObject({
      field: "secrets.merchantSerial",
    });
    expect(wrong(await look(secrets({ secret: "short" })))[0]).toMatchObject({
      field: "secrets.secret",
      state: "failed",
    });
    expect(wrong(await look(secrets({ merchantKey: undefined })))[0]).toMatchObject({ detail: "缺少商户私钥" });
    const without = secrets({ merchantCertificate: undefined, merchantKey: other.privateKey });
    expect(wrong(await look(without)).find(({ check }) => check === "pay_signature")).toMatchObject({
      state: "failed",
      cause: expect.stringContaining("签名"),
      field: "secrets.merchantKey",
    });
    const years = 5 * 365 * 86_400_000;
    const dated = (ms: number) =>
      look({}, Date.now() + ms).then((findings) => findings.find(({ check }) => check === "merchant_certificate"));
    expect((await dated(years - 10 * 86_400_000))?.state).toBe("warning");
    expect((await dated(years + 86_400_000))?.state).toBe("failed");
    const [clock] = wrong(await look({}, Date.now() + 600_000));
    expect(clock).toMatchObject({ check: "clock", state: "failed" });
  });
});

describe("bills", () => {
  it("compares a day with its bill, lists what differs, and mends it when it is compared again", async () => {
    await sql`delete from payment_refund`.execute(platform.db);
    const [whole, lost, gone] = [await paid("L-1"), await paid("L-2"), await paid("L-3")];
    const { body } = await call<{ id: string }>("POST", `/payments/${whole}/refunds`, {
      requestKey: "1",
      amountFen: 2_000,
      reason: "退一件",
    });
    await shop.send(body.id);
    await shop.fault("callback", { kind: "drop" });
    await shop.advance(5);
    await shop.lookAfter();
    const day = dayIn("Asia/Shanghai", new Date());
    await shop.advance(2 * 86_400);
    const admin = shop.admin.actor;
    const ask = async () => {
      shop.testing.clock.advance({ days: 2 });
      const id = await platform.db.transaction().execute((tx) => requestBill(platform, tx, admin, account.id, day));
      shop.testing.clock.advance({ days: -2 });
      return id;
    };

    // Something here is not as it was: one payment is unknown, one unpaid, one of another amount; one is not on the bill.
    await sql`update payment set merchant_id = gen_random_uuid() where id = ${gone}`.execute(platform.db);
    await sql`update payment set state = 'open', next_query_at = now() + interval '1 hour' where id = ${lost}`.execute(
      platform.db,
    );
    await sql`update payment set amount_fen = amount_fen + 1 where id = ${whole}`.execute(platform.db);
    await sql`
      insert into payment (merchant_id, order_code, way, app_id, description, state, channel, amount_fen, lines, digest, expires_at, next_query_at,
        transaction_id, paid_at, requested_by)
      select merchant_id, 'L-4', way, app_id, description, 'paid', channel, 700, lines, digest, expires_at, next_query_at, 'x', paid_at, requested_by
      from payment where id = ${whole}`.execute(platform.db);
    const id = await ask();
    await takeBill(platform, shop.provider, id, false);
    const bills = await call<{ items: object[] }>("GET", "/payment-bills");
    expect(bills.body.items).toMatchObject([
      { day, state: "done", refundCount: expect.any(Number), paidCount: expect.any(Number) },
    ]);
    const found = async (state = "open") =>
      (
        await call<{ items: { id: number; kind: string; todo: string }[] }>(
          "GET",
          `/payment-differences?state=${state}`,
        )
      ).body.items;
    const kinds = (await found()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "refund_unknown").toSorted()).toEqual([
      "payment_amount",
      "payment_not_billed",
      "payment_not_paid",
      "payment_unknown",
    ]);
    // What was in doubt is asked for at once.
    expect(await rows(sql`select next_query_at <= now() as due from payment where id = ${lost}`)).toEqual([
      { due: true },
    ]);
    await shop.lookAfter();
    await sql`update payment set amount_fen = amount_fen - 1 where id = ${whole}`.execute(platform.db);
    await sql`update payment set merchant_id = ${account.id} where id = ${gone}`.execute(platform.db);
    expect(await ask()).toBe(id);
    await takeBill(platform, shop.provider, id, false);
    expect((await found()).map(({ kind }) => kind).filter((kind) => kind !== "refund_unknown")).toEqual([
      "payment_not_billed",
    ]);
    expect((await found("mended")).length).toBe(3);
    const [left] = (await found()).filter(({ kind }) => kind === "payment_not_billed");
    const explained = await call("POST", `/payment-differences/${left?.id}/explain`, {
      note: "测试数据，不是真的交易",
    });
    expect(explained.status).toBe(200);
    expect((await found("explained")).length).toBe(1);
    expect(await rows(sql`select count(*)::int as n from payment_bill_row`)).toEqual([{ n: 0 }]);
  });

  it("says so when a day has no bill yet, or nothing happened", async () => {
    const today = dayIn("Asia/Shanghai", shop.testing.clock.now());
    const early = await call<{ code: string }>("POST", "/payment-bills", { merchantId: account.id, day: today });
    expect([early.status, early.body.code]).toEqual([409, "bill_day_open"]);
    const quiet = dayIn("Asia/Shanghai", new Date(Date.now() - 5 * 86_400_000));
    const { body } = await call<{ id: number }>("POST", "/payment-bills", { merchantId: account.id, day: quiet });
    await takeBill(platform, shop.provider, body.id, false);
    const bills = await call<{ items: { id: number; state: string; paidCount: number }[] }>("GET", "/payment-bills");
    expect(bills.body.items.find(({ id }) => id === body.id)).toMatchObject({ state: "done", paidCount: 0 });
  });
});
