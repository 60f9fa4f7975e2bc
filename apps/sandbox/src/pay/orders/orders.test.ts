import { signPayCashier } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PayBench } from "../pay.testing.ts";

const JSAPI = "/v3/pay/transactions/jsapi";
const causeOf = (headers: Headers) => Number(headers.get("request-id")?.split("-")[1]);

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

const query = (outTradeNo: string) =>
  bench.call("GET", `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${bench.merchant.mchid}`);

it("takes an order, lets the payer pay it, tells the merchant and answers queries by both numbers", async () => {
  const { person, openid } = bench.someone();
  const draft = bench.draft(openid, "T20260310001", 1990, { attach: "store=S001" });
  const placed = await bench.call("POST", JSAPI, draft);
  expect(placed.json).toEqual({ prepay_id: expect.stringMatching(/^wx260310/) });
  expect((await query("T20260310001")).json).toMatchObject({ trade_state: "NOTPAY", amount: { total: 1990 } });

  const paid = await bench.act("pay.pay", { person: person.id, prepayId: placed.json.prepay_id });
  expect(paid).toMatchObject({ trade_state: "SUCCESS", success_time: "2026-03-10T12:00:00+08:00", payer: { openid } });
  const [told] = await bench.told("TRANSACTION.SUCCESS");
  expect(told).toMatchObject({ signatureHolds: true, originalType: "transaction" });
  expect(told?.resource).toEqual(paid);
  expect(told?.resource).toMatchObject({ attach: "store=S001", trade_type: "JSAPI" });
  const byId = await bench.call("GET", `/v3/pay/transactions/id/${paid.transaction_id}?mchid=${bench.merchant.mchid}`);
  expect(byId.json).toEqual(paid);
  // The trading mini program now waits for the shipping record.
  expect(bench.mini.mini.orders.get(paid.transaction_id)).toMatchObject({ outTradeNo: "T20260310001", amount: 1990 });
  expect(bench.world.chats.get(`pay/${person.id}`)).toMatchObject([{ msgtype: "payment", content: { amount: 1990 } }]);
});

describe("a signature", () => {
  it("that is of another text, key or serial is refused with 401 SIGN_ERROR", async () => {
    const { openid } = bench.someone();
    const draft = bench.draft(openid, "T20260310001");
    const other = await bench.call("POST", JSAPI, draft, { signedBody: JSON.stringify({ ...draft, mchid: "1" }) });
    expect(other).toMatchObject({ status: 401, json: { code: "SIGN_ERROR", detail: { field: "signature" } } });
    expect(causeOf(other.headers)).toBe(268_443_699);
    expect(await bench.call("POST", JSAPI, draft, { serialNo: "00" })).toMatchObject({ status: 401 });
    const bare = await fetch(`${bench.sandbox.addresses.pay}${JSAPI}`, { method: "POST", body: "{}" });
    expect(bare.status).toBe(401);
    expect(bench.merchant.orders.byTradeNo.size).toBe(0);
  });

  it("of a clock more than five minutes off is refused, within it is taken", async () => {
    const { openid } = bench.someone();
    for (const skew of [-310, 310])
      expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"), { skew })).toMatchObject({
        status: 401,
        json: { code: "SIGN_ERROR", detail: { field: "timestamp" } },
      });
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"), { skew: -280 })).toMatchObject({
      status: 200,
    });
  });

  it("by a revoked certificate is refused, by its successor taken", async () => {
    const { serialNo } = await bench.act("pay.merchant", { mchid: bench.merchant.mchid });
    await bench.act("pay.renew_certificate", { mchid: bench.merchant.mchid });
    await bench.act("pay.revoke_certificate", { mchid: bench.merchant.mchid, serialNo });
    const [former] = bench.merchant.certificates;
    const old = { ...bench.merchant, certificates: [former ?? expect.fail()] };
    const { openid } = bench.someone();
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"), { merchant: old })).toMatchObject({
      status: 401,
    });
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"))).toMatchObject({ status: 200 });
  });
});

describe("an order number", () => {
  it("is the key: the same order again is answered alike, another one refused", async () => {
    const { openid } = bench.someone();
    const first = await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"));
    const again = await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"));
    expect(again.json).toEqual(first.json);
    const other = await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001", 2000));
    expect(other).toMatchObject({ status: 400, json: { code: "INVALID_REQUEST" } });
    expect(causeOf(other.headers)).toBe(268_498_688);
    const native = { ...bench.draft(openid, "T20260310001"), payer: undefined };
    expect(await bench.call("POST", "/v3/pay/transactions/native", native)).toMatchObject({ status: 400 });
  });

  it("that is paid or closed takes no order again", async () => {
    const who = bench.someone();
    await bench.paid(who, "T20260310001");
    const paid = await bench.call("POST", JSAPI, bench.draft(who.openid, "T20260310001"));
    expect(paid).toMatchObject({ status: 400, json: { code: "ORDERPAID" } });
    expect(causeOf(paid.headers)).toBe(268_449_538);

    await bench.call("POST", JSAPI, bench.draft(who.openid, "T20260310002"));
    const close = () =>
      bench.call("POST", "/v3/pay/transactions/out-trade-no/T20260310002/close", { mchid: bench.merchant.mchid });
    expect(await close()).toMatchObject({ status: 204, text: "" });
    expect(await close()).toMatchObject({ status: 204 });
    expect((await query("T20260310002")).json).toMatchObject({ trade_state: "CLOSED" });
    expect(await bench.call("POST", JSAPI, bench.draft(who.openid, "T20260310002"))).toMatchObject({
      json: { code: "ORDER_CLOSED" },
    });
    expect(
      await bench.call("POST", "/v3/pay/transactions/out-trade-no/T20260310001/close", {
        mchid: bench.merchant.mchid,
      }),
    ).toMatchObject({ status: 400, json: { code: "ORDERPAID" } });
  });

  it("is unknown to other merchants and to queries of nothing", async () => {
    expect(await query("T20260310009")).toMatchObject({ status: 404, json: { code: "ORDER_NOT_EXIST" } });
    const other = await bench.act("pay.add_merchant", { name: "另一家" });
    const wrong = await bench.call("GET", `/v3/pay/transactions/out-trade-no/T20260310001?mchid=${other.mchid}`);
    expect(wrong).toMatchObject({ status: 400, json: { code: "INVALID_REQUEST" } });
  });
});

describe("what an order says", () => {
  it.each([
    ["amount.total", { amount: { total: 0 } }, "/amount/total", 268_435_464],
    ["a currency", { amount: { total: 1, currency: "USD" } }, "/amount/currency", 268_435_461],
    ["an unknown field", { colour: "red" }, "/colour", 270_924_358],
    ["an unknown inner field", { amount: { total: 1, tax: 1 } }, "/amount/tax", 270_924_358],
    ["a query in notify_url", { notify_url: "https://x.cn/a?b=1" }, "/notify_url", 268_435_461],
    ["no payer", { payer: undefined }, "/payer", 268_501_013],
    ["somebody else's openid", { payer: { openid: "oNobody" } }, "/payer/openid", 268_435_461],
    ["a long attach", { attach: "x".repeat(129) }, "/attach", 268_435_464],
    ["a short number", { out_trade_no: "T1" }, "/out_trade_no", 268_435_461],
  ])("is refused by field: %s", async (_case, more, field, cause) => {
    const { openid } = bench.someone();
    const refused = await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001", 1990, more));
    expect(refused).toMatchObject({ status: 400, json: { code: "PARAM_ERROR", detail: { field, location: "body" } } });
    expect(causeOf(refused.headers)).toBe(cause);
  });

  it("must fit the merchant: appid, opened products, the https rule", async () => {
    const { openid } = bench.someone();
    const { mchid } = bench.merchant;
    await bench.act("pay.set", { httpsNotifyOnly: true });
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"))).toMatchObject({
      json: { detail: { field: "/notify_url" } },
    });
    await bench.act("pay.set", { httpsNotifyOnly: false });
    await bench.act("pay.edit_merchant", { mchid, unbindAppids: [bench.mini.appid] });
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"))).toMatchObject({
      json: { code: "APPID_MCHID_NOT_MATCH" },
    });
    await bench.act("pay.edit_merchant", { mchid, bindAppids: [bench.mini.appid], notOpened: ["/v3/pay/"] });
    expect(await bench.call("POST", JSAPI, bench.draft(openid, "T20260310001"))).toMatchObject({
      status: 403,
      json: { code: "NO_AUTH" },
    });
  });
});

describe("the cashier", () => {
  it("opens for native codes and H5 links to anybody, who becomes the payer", async () => {
    const { person } = bench.someone();
    const plain = { ...bench.draft("", "T20260310001"), payer: undefined };
    const native = await bench.call("POST", "/v3/pay/transactions/native", plain);
    expect(native.json.code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/);
    expect(await bench.act("pay.look", { person: person.id, codeUrl: native.json.code_url })).toMatchObject({
      merchant: "飞轮百货",
      amount: 1990,
    });
    expect(await bench.act("pay.pay", { person: person.id, codeUrl: native.json.code_url })).toMatchObject({
      trade_type: "NATIVE",
    });
    const h5 = {
      ...plain,
      out_trade_no: "T20260310002",
      scene_info: { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap" } },
    };
    const { json } = await bench.call("POST", "/v3/pay/transactions/h5", h5);
    const h5Url = `${json.h5_url}&redirect_url=https%3A%2F%2Fshop.cn`;
    expect(await bench.act("pay.pay", { person: person.id, h5Url })).toMatchObject({ trade_type: "MWEB" });
  });

  it("refuses another payer, a wrong signature of the page, an expired and a paid order", async () => {
    const payer = bench.someone();
    const other = bench.someone("另一人");
    const { json } = await bench.call("POST", JSAPI, bench.draft(payer.openid, "T20260310001"));
    const prepayId = json.prepay_id;
    await expect(bench.act("pay.pay", { person: other.person.id, prepayId })).rejects.toThrow(
      "下单账号与支付账号不一致",
    );
    const privateKey = bench.merchant.certificates[0]?.privateKey ?? "";
    const params = signPayCashier(privateKey, { appId: bench.mini.appid, timestamp: 1, nonce: "n", prepayId });
    const forged = { ...params, nonceStr: "m" };
    await expect(bench.act("pay.pay", { person: payer.person.id, params: forged })).rejects.toThrow("签名失败");
    bench.pass(7201);
    await expect(bench.act("pay.pay", { person: payer.person.id, params })).rejects.toThrow("已过期");
    // The order itself still lives: asked for again, it opens once more.
    const again = await bench.call("POST", JSAPI, bench.draft(payer.openid, "T20260310001"));
    expect(again.json.prepay_id).not.toBe(prepayId);
    await bench.act("pay.cancel", { person: payer.person.id, prepayId: again.json.prepay_id });
    expect((await query("T20260310001")).json).toMatchObject({ trade_state: "NOTPAY" });
    const fresh = signPayCashier(privateKey, {
      appId: bench.mini.appid,
      timestamp: 1,
      nonce: "n",
      prepayId: again.json.prepay_id,
    });
    await bench.act("pay.pay", { person: payer.person.id, params: fresh });
    await expect(bench.act("pay.pay", { person: payer.person.id, params: fresh })).rejects.toThrow("已支付");
  });

  it("closes an order that nobody paid within its time", async () => {
    const { openid, person } = bench.someone();
    const draft = bench.draft(openid, "T20260310001", 100, { time_expire: "2026-03-10T12:10:00+08:00" });
    const { json } = await bench.call("POST", JSAPI, draft);
    bench.pass(601);
    expect((await query("T20260310001")).json).toMatchObject({ trade_state: "CLOSED" });
    await expect(bench.act("pay.pay", { person: person.id, prepayId: json.prepay_id })).rejects.toThrow("已关闭");
    // A time that has passed is raised to a minute from now.
    const late = { time_expire: "2026-03-10T12:00:00+08:00" };
    await bench.call("POST", JSAPI, bench.draft(openid, "T20260310003", 100, late));
    bench.pass(59);
    expect((await query("T20260310003")).json).toMatchObject({ trade_state: "NOTPAY" });
    bench.pass(1);
    expect((await query("T20260310003")).json).toMatchObject({ trade_state: "CLOSED" });
    await bench.call("POST", JSAPI, bench.draft(openid, "T20260310002"));
    bench.pass(7 * 86_400);
    expect((await query("T20260310002")).json).toMatchObject({ trade_state: "CLOSED" });
  });
});
