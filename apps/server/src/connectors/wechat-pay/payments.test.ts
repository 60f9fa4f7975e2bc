import { X509Certificate } from "node:crypto";
import { verifyPayCashier } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { aPerson } from "../../testing/people.ts";
import { aConnectedMerchant, type Detail, type Opened } from "./wechat-pay.testing.ts";

const shop = await aConnectedMerchant();
const { rows, open, draft, detail, call, platform, testing, chain } = shop;
const sales = () =>
  rows(
    sql`select source, order_code, amount_fen, store_no, member_no is not null as known, is_gift, status from sales_order order by order_code`,
  );
const PLACE = "/v3/pay/transactions/jsapi";

/** A payment that somebody made, heard of and worked off. */
async function paid(orderCode: string, more: object = {}) {
  const who = await shop.someone(orderCode);
  const { body } = await open(draft(orderCode, who.openid, more));
  const before = (await shop.attempts()).attempts.length;
  await shop.pay(who.person, body.opening.params);
  await shop.heard(before + 1);
  return { ...who, id: body.payment.id, tradeNo: body.payment.tradeNo };
}

afterEach(() => shop.sandbox.act("faults.clear"));

describe("payments by WeChat Pay", () => {
  it("opens the cashier with a signature, and makes the paid order with its payer, once", async () => {
    const who = await shop.someone("林");
    const opened = await open(draft("A-1", who.openid, { storeCode: "N1", discountFen: 500 }));
    expect([opened.status, opened.body.payment.state, opened.body.payment.amountFen]).toEqual([201, "open", 9_500]);
    const { publicKey } = new X509Certificate(shop.settings.certificate);
    expect(verifyPayCashier(publicKey, opened.body.opening.params as never)).toBe(true);

    await shop.fault("callback", { kind: "duplicate" });
    await shop.pay(who.person, opened.body.opening.params);
    await shop.heard(2);
    expect(await rows(sql`select event, state from wechat_callback`)).toEqual([
      { event: "TRANSACTION.SUCCESS", state: "done" },
    ]);
    const now = await detail(opened.body.payment.id);
    expect(now).toMatchObject({ state: "paid", refundableFen: 9_500 });
    expect(
      await rows(sql`select m.member_no from identifier i join member m using (member_no) where i.kind = 'openid'`),
    ).toEqual([{ member_no: now.memberNo }]);
    expect(await sales()).toEqual([
      {
        source: "payment",
        order_code: "A-1",
        amount_fen: 9_500,
        store_no: chain.stores.N1.no,
        known: true,
        is_gift: false,
        status: "paid",
      },
    ]);
    expect(await rows(sql`select type, member_no from event_log where type = 'order.paid'`)).toEqual([
      { type: "order.paid", member_no: now.memberNo },
    ]);
    await testing.deliver();
    expect(
      await platform.clickhouse.rows("select toUInt32(amount_li) as li, toUInt32(items) as items from current_order"),
    ).toEqual([{ li: 95_000, items: 3 }]);
    // Who was to pay is not kept.
    expect(await rows(sql`select payer_sealed from payment`)).toEqual([{ payer_sealed: null }]);
  });

  it("is one payment however often it is asked for, also when the platform's answer was lost", async () => {
    const who = await shop.someone("王");
    await shop.fault(PLACE, { kind: "lost_answer" }, 3);
    const lost = await open(draft("B-1", who.openid));
    expect([lost.status, lost.body.code]).toEqual([503, "payment_uncertain"]);
    const again = await open(draft("B-1", who.openid));
    const third = await open(draft("B-1", who.openid));
    expect([again.status, third.status]).toEqual([201, 201]);
    expect(third.body.payment.tradeNo).toBe(again.body.payment.tradeNo);
    expect((await open(draft("B-1", who.openid, { discountFen: 1 }))).body.code).toBe("payment_differs");
    const before = (await shop.attempts()).attempts.length;
    await shop.pay(who.person, third.body.opening.params);
    await shop.heard(before + 1);
    expect((await open(draft("B-1", who.openid))).body.code).toBe("payment_paid");
    expect(await rows(sql`select count(*)::int as n from payment where order_code = 'B-1'`)).toEqual([{ n: 1 }]);
  });

  it("asks for what nobody told, and closes what nobody paid", async () => {
    const [payer, other] = [await shop.someone("丙"), await shop.someone("丁")];
    const toPay = (await open(draft("C-1", payer.openid))).body;
    const toExpire = (await open(draft("C-2", other.openid))).body;
    await shop.fault("callback", { kind: "drop" });
    await shop.pay(payer.person, toPay.opening.params);
    await sql`update payment set expires_at = now() - interval '1 minute' where order_code = 'C-2'`.execute(
      platform.db,
    );
    await shop.fault("/v3/pay/transactions/out-trade-no/:outTradeNo", { kind: "http_status", status: 502 });
    await shop.lookAfter();
    expect((await detail(toPay.payment.id)).state).toBe("paid");
    expect(await detail(toExpire.payment.id)).toMatchObject({ state: "closed", closedReason: "到期没有付款，已关闭" });
    await expect(shop.pay(other.person, toExpire.opening.params)).rejects.toThrow("订单已关闭");
    // The code is free for another try.
    expect((await open(draft("C-2", other.openid))).status).toBe(201);
  });

  it("comes to one order when the notice, its repetition and several queries meet", async () => {
    const who = await shop.someone("同时");
    const { payment, opening } = (await open(draft("C-9", who.openid))).body;
    const before = (await shop.attempts()).attempts.length;
    await shop.fault("callback", { kind: "duplicate" });
    await shop.pay(who.person, opening.params);
    const ask = () => call<Detail>("POST", `/payments/${payment.id}/query`);
    const asked = await Promise.all([shop.heard(before + 2), shop.lookAfter(), ask(), ask(), ask()]);
    expect(asked.slice(2).map((answer) => (answer as { body: Detail }).body.state)).toEqual(["paid", "paid", "paid"]);
    expect(await rows(sql`select version from sales_order where order_code = 'C-9'`)).toEqual([{ version: 1 }]);
    expect(
      await rows(
        sql`select count(*)::int as n from event_log where type = 'order.paid' and properties ->> 'orderCode' = 'C-9'`,
      ),
    ).toEqual([{ n: 1 }]);
  });

  it("closes on request, but never what was paid meanwhile", async () => {
    const who = await shop.someone("戊");
    const { payment, opening } = (await open(draft("D-1", who.openid))).body;
    await shop.fault("callback", { kind: "drop" });
    await shop.pay(who.person, opening.params);
    const refused = await call<{ code: string }>("POST", `/payments/${payment.id}/close`);
    expect([refused.status, refused.body.code]).toEqual([409, "payment_paid"]);
    expect((await detail(payment.id)).state).toBe("paid");
    const second = (await open(draft("D-2", who.openid))).body.payment;
    expect((await call<Detail>("POST", `/payments/${second.id}/close`)).body.state).toBe("closed");
  });

  it("offers an address for other browsers and a code to scan, and marks gifts", async () => {
    const who = await shop.someone("己");
    const h5 = (await open(draft("E-1", "", { way: "h5", openid: undefined, clientIp: "203.0.113.9" }))).body;
    expect(h5.opening.url).toContain("https://wx.tenpay.com/");
    const native = (await open(draft("E-2", "", { way: "native", openid: undefined, isGift: true }))).body;
    expect(native.opening.codeUrl).toMatch(/^weixin:\/\/wxpay\//);
    const before = (await shop.attempts()).attempts.length;
    await shop.sandbox.act("pay.pay", { person: who.person, codeUrl: native.opening.codeUrl });
    await shop.heard(before + 1);
    expect((await sales()).filter(({ order_code }) => order_code === "E-2")).toMatchObject([
      { is_gift: true, known: true },
    ]);
    const wrong = await call<{ errors: { path: string }[] }>(
      "POST",
      "/payments",
      draft("E-3", "", { openid: undefined }),
    );
    expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, "openid"]);
  });

  it("tells why a payment is refused, and leaves nothing that could be paid", async () => {
    const who = await shop.someone("庚");
    const refused = await open(draft("F-1", who.openid, { appId: "wx0000000000000000" }));
    expect([refused.status, refused.body.code]).toEqual([409, "payment_refused"]);
    expect(refused.body).toMatchObject({
      title: expect.stringContaining("appid"),
      detail: expect.stringContaining("AppID 账号管理"),
    });
    expect(await rows(sql`select state from payment where order_code = 'F-1'`)).toEqual([{ state: "closed" }]);
  });

  it("takes each store's money into the merchant of its dealer, and shows a store its own", async () => {
    const dealer = await shop.connect("南区经销商", chain.south.id);
    const who = await shop.someone("辛");
    const north = (await open(draft("G-1", who.openid, { storeCode: "N1" }))).body.payment;
    const south = (await open(draft("G-2", who.openid, { storeCode: "S1" }))).body.payment;
    expect(
      await rows(sql`select order_code, merchant_id from payment where order_code in ('G-1', 'G-2') order by 1`),
    ).toEqual([
      { order_code: "G-1", merchant_id: shop.account.id },
      { order_code: "G-2", merchant_id: dealer.account.id },
    ]);
    const manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    const seen = await call<{ items: { orderCode: string }[] }>("GET", "/payments", undefined, manager.cookie);
    expect(seen.body.items.map(({ orderCode }) => orderCode)).toEqual(["G-2"]);
    expect((await call("GET", `/payments/${north.id}`, undefined, manager.cookie)).status).toBe(404);
    expect((await call("GET", `/payments/${south.id}`, undefined, manager.cookie)).status).toBe(200);
    const elsewhere = { requestKey: "x", amountFen: 1, reason: "误付" };
    expect((await call("POST", `/payments/${north.id}/refunds`, elsewhere, manager.cookie)).status).toBe(404);
  });
});

describe("notices", () => {
  it("refuses what is not signed by WeChat Pay with 401, and answers a probe likewise", async () => {
    const url = `${shop.server.url}/api/v1/callbacks/wechat/${shop.account.id}`;
    const headers = {
      "content-type": "application/json",
      "wechatpay-serial": shop.settings.platformSerial,
      "wechatpay-timestamp": String(Math.floor(Date.now() / 1000)),
      "wechatpay-nonce": "n",
      "wechatpay-signature": "bm90IHNpZ25lZA==",
    };
    const before = await rows(sql`select seq from wechat_callback`);
    const forged = await fetch(url, { method: "POST", headers, body: '{"id":"EV-1"}' });
    const unknown = await fetch(url, {
      method: "POST",
      headers: { ...headers, "wechatpay-serial": "PUB_KEY_ID_9" },
      body: "{}",
    });
    const old = { ...headers, "wechatpay-timestamp": String(Math.floor(Date.now() / 1000) - 600) };
    expect([
      forged.status,
      unknown.status,
      (await fetch(url, { method: "POST", headers: old, body: "{}" })).status,
    ]).toEqual([401, 401, 401]);

    const who = await shop.someone("壬");
    const { payment, opening } = (await open(draft("H-1", who.openid))).body;
    await shop.fault("callback", { kind: "probe" });
    const tries = (await shop.attempts()).attempts.length;
    await shop.pay(who.person, opening.params);
    await shop.heard(tries + 1);
    expect((await shop.attempts()).attempts.at(-1)?.outcome).toBe(401);
    expect(await rows(sql`select seq from wechat_callback`)).toEqual(before);
    expect(
      (
        await rows<{ reason: string }>(
          sql`select reason from wechat_callback_refusal where wechat_account_id = ${shop.account.id}`,
        )
      )
        .map(({ reason }) => reason)
        .toSorted(),
    ).toEqual(["clock_skew", "key_unknown", "probe", "signature_wrong"]);
    // It comes again by the documented schedule, and then counts.
    await shop.advance(20);
    await shop.heard(tries + 2);
    expect((await detail(payment.id)).state).toBe("paid");
  });

  it("parks what was not asked for here, with the reason", async () => {
    const who = await shop.someone("癸");
    const { payment, opening } = (await open(draft("I-1", who.openid))).body;
    await sql`update payment set merchant_id = gen_random_uuid() where id = ${payment.id}`.execute(platform.db);
    const before = (await shop.attempts()).attempts.length;
    await shop.pay(who.person, opening.params);
    await shop.heard(before + 1);
    expect(await rows(sql`select reason from wechat_callback where state = 'parked'`)).toEqual([
      { reason: expect.stringContaining("不是在本系统发起的") },
    ]);
  });
});

describe("refunds", () => {
  const onAccount = async () =>
    (await shop.sandbox.act<{ available: number }>("pay.merchant", { mchid: shop.settings.mchid })).available;
  const refund = (id: string, body: object) =>
    call<{ id: string; state: string; code?: string; title?: string }>("POST", `/payments/${id}/refunds`, body);

  it("gives back in parts, never more than was paid, each once", async () => {
    const { id } = await paid("R-1");
    const available = await onAccount();
    const first = await refund(id, {
      requestKey: "1",
      amountFen: 3_000,
      reason: "少发一件",
      lines: [{ sku: "T-1", quantity: 2, amountFen: 3_000 }],
    });
    expect([first.status, first.body.state]).toEqual([202, "asked"]);
    expect((await refund(id, { requestKey: "1", amountFen: 3_000, reason: "少发一件" })).body.id).toBe(first.body.id);
    expect((await refund(id, { requestKey: "1", amountFen: 3_001, reason: "少发一件" })).body.code).toBe(
      "refund_differs",
    );
    const tooMuch = await refund(id, { requestKey: "2", amountFen: 7_001, reason: "全退" });
    expect([tooMuch.status, tooMuch.body.title]).toEqual([409, "最多还能退 70.00 元（已退和正在退的 30.00 元）"]);
    const both = await Promise.all(
      ["3", "4"].map((requestKey) => refund(id, { requestKey, amountFen: 7_000, reason: "其余全退" })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409]);

    const before = (await shop.attempts()).attempts.length;
    await shop.fault("/v3/refund/domestic/refunds", { kind: "lost_answer" }, 4);
    for (const { id: refundId } of (await detail(id)).refunds) await shop.send(refundId).catch(() => undefined);
    await shop.fault("callback", { kind: "duplicate" });
    await shop.lookAfter();
    await shop.advance(5);
    await shop.heard(before + 3);
    expect(await detail(id)).toMatchObject({ state: "paid", refundedFen: 10_000, refundableFen: 0 });
    expect(
      await rows(
        sql`select amount_fen, items, status from refund r join (select id, status from sales_order) o on o.id = r.order_id order by 1`,
      ),
    ).toEqual([
      { amount_fen: 3_000, items: 2, status: "refunded" },
      { amount_fen: 7_000, items: 0, status: "refunded" },
    ]);
    // What the platform keeps of its fee aside, the money left the account once.
    expect(available - (await onAccount())).toBeGreaterThan(9_900);
    expect(available - (await onAccount())).toBeLessThanOrEqual(10_000);
  });

  it("keeps a refusal with its reason, and sends the same number again when it is mended", async () => {
    const { id } = await paid("R-2");
    const { body } = await refund(id, { requestKey: "1", amountFen: 10_000, reason: "不要了" });
    await shop.fault("/v3/refund/domestic/refunds", { kind: "refusal", code: "NOT_ENOUGH" });
    await shop.send(body.id);
    expect((await detail(id)).refunds).toMatchObject([{ state: "refused", note: expect.stringContaining("充值") }]);
    expect((await detail(id)).refundableFen).toBe(10_000);
    const again = await call<{ state: string }>("POST", `/payment-refunds/${body.id}/retry`);
    expect([again.status, again.body.state]).toEqual([202, "asked"]);
    await shop.send(body.id);
    await shop.fault("callback", { kind: "drop" });
    await shop.advance(5);
    await shop.lookAfter();
    expect((await detail(id)).refunds).toMatchObject([{ state: "done" }]);
  });

  it("sends what did not reach the payer to the merchant's own account", async () => {
    const { id } = await paid("R-3");
    await shop.sandbox.act("pay.set", { refundOutcome: "ABNORMAL" });
    const { body } = await refund(id, { requestKey: "1", amountFen: 500, reason: "补差价" });
    const before = (await shop.attempts()).attempts.length;
    await shop.send(body.id);
    await shop.advance(5);
    await shop.heard(before + 1);
    expect((await detail(id)).refunds).toMatchObject([
      { state: "abnormal", note: expect.stringContaining("改退到商户账户") },
    ]);
    expect((await detail(id)).refundableFen).toBe(9_500);
    const moved = await call<{ state: string }>("POST", `/payment-refunds/${body.id}/redirect`);
    expect([moved.status, moved.body.state]).toEqual([200, "processing"]);
    await shop.advance(5);
    await shop.heard(before + 2);
    expect((await detail(id)).refunds).toMatchObject([{ state: "done" }]);
    await shop.sandbox.act("pay.set", { refundOutcome: "SUCCESS" });
  });
});

describe("without an address or a merchant", () => {
  it("says what is missing", async () => {
    await sql`update setting set value = '{"url": ""}' where key = 'instance.public_address'`.execute(platform.db);
    const unreachable = await open(draft("Z-0", (await shop.someone("丑")).openid));
    expect([unreachable.status, unreachable.body.code]).toEqual([409, "payment_refused"]);
    await sql`delete from pay_merchant`.execute(platform.db);
    const who = await shop.someone("子");
    const refused = await open(draft("Z-1", who.openid));
    expect([refused.status, (refused.body as Opened).code]).toEqual([409, "merchant_missing"]);
  });
});
