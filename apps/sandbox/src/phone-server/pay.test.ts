import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signPayCashier } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay/pay.testing.ts";
import { addApp } from "../wecom/apps/apps.ts";
import type { ChatView, PhoneView } from "./views.ts";

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

const look = async <T>(path: string) => (await (await fetch(`${bench.sandbox.addresses.control}${path}`)).json()) as T;
const phone = (person: string) => look<PhoneView>(`/phone/view?person=${person}`);

it("asks the payer of an order, and nobody else, until it is paid or turned down", async () => {
  const who = bench.someone();
  const other = bench.someone("别人");
  const place = () => bench.call("POST", "/v3/pay/transactions/jsapi", bench.draft(who.openid, "T20260310001"));
  const { json } = await place();
  const waiting = [{ kind: "payment", key: json.prepay_id, merchant: "飞轮百货", amount: 1990 }];
  expect((await phone(who.person.id)).sheets).toMatchObject(waiting);
  expect((await phone(other.person.id)).sheets).toEqual([]);
  await bench.act("pay.cancel", { person: who.person.id, prepayId: json.prepay_id });
  expect((await phone(who.person.id)).sheets).toEqual([]);
  // The page asks for the same order once more.
  await place();
  expect((await phone(who.person.id)).sheets).toMatchObject(waiting);
  await bench.act("pay.pay", { person: who.person.id, prepayId: json.prepay_id });
  expect((await phone(who.person.id)).sheets).toEqual([]);
});

it("keeps receipts of payments, refunds and transfers in the chat of 微信支付", async () => {
  const who = bench.someone();
  await bench.paid(who, "T20260310001");
  await bench.call("POST", "/v3/refund/domestic/refunds", {
    out_trade_no: "T20260310001",
    out_refund_no: "R1",
    amount: { refund: 990, total: 1990, currency: "CNY" },
  });
  bench.pass(3);
  const key = `pay/${who.person.id}`;
  expect((await phone(who.person.id)).conversations).toMatchObject([{ kind: "pay", key, title: "微信支付" }]);
  const chat = await look<ChatView>(`/phone/chat?person=${who.person.id}&key=${encodeURIComponent(key)}`);
  expect(chat.writable).toBe(false);
  expect(chat.lines.map(({ title, text }) => [title, text.split("\n")[0]])).toEqual([
    ["付款凭证", "付款 ¥19.90"],
    ["退款到账通知", "退款 ¥9.90"],
  ]);
});

it("opens the cashier of a native code by scanning it, and shows what the merchant was told", async () => {
  const { person } = bench.someone();
  const plain = { ...bench.draft("", "T20260310001"), payer: undefined };
  const { json } = await bench.call("POST", "/v3/pay/transactions/native", plain);
  const found = await bench.act("phone.scan", { person: person.id, code: json.code_url });
  expect(found).toEqual({ kind: "pay", cashier: json.code_url });
  await bench.act("pay.pay", { person: person.id, codeUrl: json.code_url });
  await bench.told();
  expect(await look("/phone/notices")).toMatchObject({ waiting: 0, items: [{ eventType: "TRANSACTION.SUCCESS" }] });
});

it("gives pages in the web view WeChat's bridge, and turns an H5 link into a cashier", async () => {
  const product = createServer((request, response) => {
    if (request.url === "/h5")
      return response.writeHead(302, { location: "https://wx.tenpay.com/cgi-bin/x?prepay_id=1&redirect_url=" }).end();
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end("<!doctype html><html><head><title>店</title></head><body></body></html>");
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(product.address() as AddressInfo).port}/callback`;
  const app = addApp(bench.world, { name: "应用", kind: "self_built" });
  app.callback = { url, token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
  const { webView } = bench.sandbox.addresses;
  const page = await (await fetch(`${webView}/shop`)).text();
  expect(page).toContain('<head><script src="/.sandbox/bridge.js"></script><title>');
  expect(await (await fetch(`${webView}/.sandbox/bridge.js`)).text()).toContain("getBrandWCPayRequest");
  const moved = await fetch(`${webView}/h5`, { redirect: "manual" });
  const cashier = moved.headers.get("location") ?? "";
  expect(cashier).toMatch(/^\/\.sandbox\/cashier\?link=https%3A%2F%2Fwx\.tenpay\.com/);
  expect(await (await fetch(`${webView}${cashier}`)).text()).toContain("payAt");
  const evil = await fetch(`${webView}/.sandbox/cashier?link=${encodeURIComponent("</script><script>alert(1)//")}`);
  expect(await evil.text()).not.toContain("</script><script>alert");
  product.close();
});

it("pays what a page asks for only with the merchant's signature", async () => {
  const who = bench.someone();
  const { json } = await bench.call("POST", "/v3/pay/transactions/jsapi", bench.draft(who.openid, "T20260310001"));
  const privateKey = bench.merchant.certificates[0]?.privateKey ?? "";
  const of = { appId: bench.mini.appid, timestamp: 1, nonce: "n", prepayId: json.prepay_id };
  const params = signPayCashier(privateKey, of);
  await expect(bench.act("pay.look", { person: who.person.id, params: { ...params, paySign: "x" } })).rejects.toThrow(
    "支付验证签名失败",
  );
  expect(await bench.act("pay.look", { person: who.person.id, params })).toMatchObject({ amount: 1990 });
});
