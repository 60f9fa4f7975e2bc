import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type WechatPay from "wechatpay-node-v3";
import type { PayRequest } from "wechatpay-node-v3/dist/lib/pay-request.js";
import { PayBench } from "../pay/pay.testing.ts";

const load = createRequire(import.meta.url);
const Pay = load("wechatpay-node-v3") as typeof WechatPay;
const { PayRequest: Requests } = load("wechatpay-node-v3/dist/lib/pay-request") as {
  PayRequest: typeof PayRequest;
};

/** The public SDK wechatpay-node-v3, unchanged: its own requests, sent to another host. */
let bench: PayBench;
let sdk: WechatPay;

beforeEach(async () => {
  bench = await PayBench.open();
  const [certificate] = bench.merchant.certificates;
  sdk = new Pay({
    appid: bench.mini.appid,
    mchid: bench.merchant.mchid,
    // The SDK reads the serial number out of the certificate by itself.
    publicKey: Buffer.from(certificate?.certificate ?? ""),
    privateKey: Buffer.from(certificate?.privateKey ?? ""),
    key: bench.merchant.apiV3Key ?? "",
  });
  sdk.createHttp(elsewhere(bench.sandbox.addresses.pay));
});
afterEach(() => bench.close());

function elsewhere(base: string): PayRequest {
  const requests = new Requests();
  const moved = (url: string) => url.replace("https://api.mch.weixin.qq.com", base);
  const { get, post } = requests;
  requests.get = (url, headers) => get.call(requests, moved(url), headers);
  requests.post = (url, params, headers) => post.call(requests, moved(url), params, headers);
  return requests;
}

const order = (openid: string, number: string) => ({
  description: "飞轮百货-毛巾",
  out_trade_no: number,
  notify_url: bench.notifyUrl,
  amount: { total: 1990 },
  payer: { openid },
});

describe("wechatpay-node-v3 against the sandbox", () => {
  it("orders, lets the page open the cashier with its signature, queries, refunds and closes", async () => {
    const { person, openid } = bench.someone();
    const placed = await sdk.transactions_jsapi(order(openid, "T20260310001"));
    expect(placed.status).toBe(200);
    const { appId, ...params } = placed.data as unknown as Record<string, string>;
    await bench.act("pay.pay", { person: person.id, params: { appId, ...params } });
    const found = await sdk.query({ out_trade_no: "T20260310001" });
    expect(found).toMatchObject({ status: 200, data: { trade_state: "SUCCESS", payer: { openid } } });
    const { transaction_id = "" } = found.data as { transaction_id?: string };
    expect(await sdk.query({ transaction_id })).toMatchObject({ data: { out_trade_no: "T20260310001" } });
    const refund = { transaction_id, out_refund_no: "R1", amount: { refund: 990, total: 1990, currency: "CNY" } };
    expect(await sdk.refunds(refund)).toMatchObject({ status: 200, data: { status: "PROCESSING" } });
    bench.pass(3);
    expect(await sdk.find_refunds("R1")).toMatchObject({ status: 200, data: { status: "SUCCESS" } });
    await sdk.transactions_jsapi(order(openid, "T20260310002"));
    expect(await sdk.close("T20260310002")).toMatchObject({ status: 204 });
    expect(await sdk.query({ out_trade_no: "T20260310009" })).toMatchObject({ status: 404 });
  });

  it("fetches platform certificates and checks and opens what the merchant is told by them", async () => {
    await bench.act("pay.rotate_platform_key", { mchid: bench.merchant.mchid, kind: "certificate" });
    const { raw } = await bench.rawNotice(() => bench.paid(bench.someone(), "T20260310001"));
    const { headers, body } = raw;
    const signed = {
      timestamp: String(headers["wechatpay-timestamp"]),
      nonce: String(headers["wechatpay-nonce"]),
      serial: String(headers["wechatpay-serial"]),
      signature: String(headers["wechatpay-signature"]),
      body,
      apiSecret: bench.merchant.apiV3Key ?? "",
    };
    expect(await sdk.verifySign(signed)).toBe(true);
    expect(await sdk.verifySign({ ...signed, body: body.replace("EV-", "EV+") })).toBe(false);
    const { resource } = JSON.parse(body) as { resource: Record<"ciphertext" | "associated_data" | "nonce", string> };
    expect(sdk.decipher_gcm(resource.ciphertext, resource.associated_data, resource.nonce)).toMatchObject({
      out_trade_no: "T20260310001",
      trade_state: "SUCCESS",
    });
  });

  it("asks for bills and shares profits", async () => {
    const { person, openid } = bench.someone();
    const draft = { ...order(openid, "T20260310001"), settle_info: { profit_sharing: true } };
    const placed = await sdk.transactions_jsapi(draft);
    const params = placed.data as unknown as Record<string, string>;
    const paid = await bench.act("pay.pay", { person: person.id, params });
    bench.pass(60);
    const shared = await sdk.create_profitsharing_orders({
      transaction_id: paid.transaction_id,
      out_order_no: "P1",
      receivers: [{ type: "PERSONAL_OPENID", account: openid, amount: 100, description: "佣金" }],
      unfreeze_unsplit: true,
    } as never);
    expect(shared).toMatchObject({ status: 200, data: { state: "PROCESSING" } });
    expect(await sdk.query_profitsharing_orders(paid.transaction_id, "P1")).toMatchObject({ status: 200 });
    bench.pass(24 * 3600);
    expect(await sdk.tradebill({ bill_date: "2026-03-10", bill_type: "ALL" })).toMatchObject({
      status: 200,
      data: { hash_type: "SHA1" },
    });
    expect(await sdk.fundflowbill({ bill_date: "2026-03-10", account_type: "BASIC" })).toMatchObject({ status: 200 });
  });
});
