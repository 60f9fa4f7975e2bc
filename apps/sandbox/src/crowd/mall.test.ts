import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay/pay.testing.ts";
import { addApp } from "../wecom/apps/apps.ts";
import { filled } from "./mall.ts";

let bench: PayBench;
let mall: Server;
const asked: Record<string, unknown>[] = [];
let answered = 0;

/** The mall's own server: it orders and refunds at WeChat Pay as a merchant does. */
beforeEach(async () => {
  bench = await PayBench.open();
  asked.length = 0;
  answered = 0;
  mall = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const wanted = { ...JSON.parse(body), key: request.headers.authorization, path: request.url };
      asked.push(wanted);
      void serve(wanted).then(() =>
        response.end(JSON.stringify({ order: { id: `mall-${wanted.number}`, no: wanted.number } }), () => answered++),
      );
    });
  });
  await new Promise<void>((resolve) => mall.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await bench.close();
  mall.close();
});

function serve(wanted: Record<string, unknown>) {
  const { path, openid, number, amount, total, outTradeNo } = wanted as Record<string, string> & Record<string, number>;
  if (path === "/orders")
    return bench.call(
      "POST",
      "/v3/pay/transactions/jsapi",
      bench.draft(String(openid), String(number), Number(amount)),
    );
  return bench.call("POST", "/v3/refund/domestic/refunds", {
    out_trade_no: outTradeNo,
    out_refund_no: number,
    amount: { refund: amount, total, currency: "CNY" },
  });
}

async function crowd(change: object) {
  const response = await fetch(`${bench.sandbox.addresses.control}/crowd`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sandbox": "1" },
    body: JSON.stringify(change),
  });
  return (await response.json()) as { readonly done: Record<string, number>; readonly error?: string };
}

const template = (origin: string) => ({
  order: {
    url: `${origin}/orders`,
    headers: { authorization: "Bearer key" },
    body: { openid: "{openid}", number: "{number}", amount: "{amount}", note: "{quantity} 件{description}" },
  },
  refund: {
    url: `${origin}/refunds`,
    body: { id: "{id}", outTradeNo: "{outTradeNo}", number: "{number}", amount: "{amount}", total: "{total}" },
  },
  goods: [{ sku: "S-1", name: "围裙", fen: 4900 }],
  keep: { outTradeNo: "order.no", id: "order.id" },
});

it("orders from the mall's server, pays or goes away, and asks for money back", async () => {
  const origin = `http://127.0.0.1:${(mall.address() as AddressInfo).port}`;
  addApp(bench.world, {
    callback: { url: `${origin}/x`, token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" },
  });
  await crowd({ running: true, size: 20, pace: 100, seed: 3, mall: template(origin) });
  const { done } = bench.world.crowd;
  // Virtual hours pass at once; what was asked for over the wire is answered in between.
  while (!(done.goAway && done.askRefund && bench.merchant.refunds.byRefundNo.size)) {
    bench.pass(600);
    while (answered < (done.buy ?? 0) + (done.askRefund ?? 0)) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(done).toMatchObject({ buy: expect.any(Number), pay: expect.any(Number), goAway: expect.any(Number) });
  expect(asked.find(({ path }) => path === "/orders")).toMatchObject({
    key: "Bearer key",
    amount: expect.any(Number),
    note: expect.stringMatching(/^[1-3] 件围裙/),
  });
  expect(
    asked.filter(({ path }) => path === "/refunds").map(({ id, outTradeNo }) => id === `mall-${outTradeNo}`),
  ).toContain(true);
  const paid = [...bench.merchant.orders.byTradeNo.values()].filter(({ payment }) => payment);
  expect(paid.length).toBe(done.pay);
  const [refund] = bench.merchant.refunds.byRefundNo.values();
  expect(bench.merchant.orders.byTradeNo.get(refund?.outTradeNo ?? "")?.payment?.refunded).toBeGreaterThan(0);
}, 30_000);

it("asks no server that the company's apps are not called back at", async () => {
  const origin = `http://127.0.0.1:${(mall.address() as AddressInfo).port}`;
  await crowd({ running: true, size: 300, pace: 50, seed: 3, mall: template(origin) });
  bench.pass(12 * 3600);
  await new Promise((resolve) => setImmediate(resolve));
  expect(bench.world.crowd.done.openMiniProgram).toBeGreaterThan(0);
  expect(bench.world.crowd.done.buy).toBeUndefined();
  expect(asked).toEqual([]);
});

it("fills a template: numbers stay numbers, unknown names stay as they are", () => {
  const values = { amount: 1990, name: "毛巾" };
  expect(filled({ a: "{amount}", b: ["买{name}：{amount} 分"], c: "{other}", d: 1 }, values)).toEqual({
    a: 1990,
    b: ["买毛巾：1990 分"],
    c: "{other}",
    d: 1,
  });
});
