import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signPayCashier } from "@feilun/wechat-protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PayBench } from "../apps/sandbox/src/pay/pay.testing.ts";
import { addApp } from "../apps/sandbox/src/wecom/apps/apps.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";

let browser: Browser;
let bench: PayBench;
beforeAll(async () => {
  browser = await launchBrowser();
  bench = await PayBench.open();
});
afterAll(async () => {
  await browser.close();
  await bench.close();
});

async function take(person: string, viewport = phone): Promise<Page> {
  const context = await newContext(browser, viewport);
  const page = await context.newPage();
  await page.addInitScript(`localStorage.setItem("sandbox.person", ${JSON.stringify(person)})`);
  await page.goto(bench.sandbox.addresses.control);
  return page;
}

it("pays an order that appears on the sandbox's phone, and keeps its receipt", async () => {
  const who = bench.someone("林小满");
  const page = await take(who.person.id);
  await page.getByText("还没有会话").waitFor();
  await bench.call("POST", "/v3/pay/transactions/jsapi", bench.draft(who.openid, "T20260310001"));
  await page.getByRole("dialog", { name: "微信支付" }).waitFor();
  await page.getByRole("button", { name: "支付", exact: true }).click();
  await page.getByText("支付成功").waitFor();
  await page.getByRole("button", { name: "完成" }).click();
  await page.getByText("微信支付").click();
  await page.getByText("付款 ¥19.90").waitFor();
  expect((await bench.told("TRANSACTION.SUCCESS")).length).toBe(1);
  const desk = await take(who.person.id, desktop);
  await desk.getByRole("tab", { name: "支付通知" }).click();
  await desk.getByText("TRANSACTION.SUCCESS").first().waitFor();
});

it("takes money that a merchant sends, later if the person says so", async () => {
  const who = bench.someone("周收款");
  await bench.act("pay.edit_merchant", { mchid: bench.merchant.mchid, deposit: 10_000 });
  const send = (number: string, amount: number) =>
    bench.call("POST", "/v3/fund-app/mch-transfer/transfer-bills", {
      appid: bench.mini.appid,
      out_bill_no: number,
      transfer_scene_id: "1005",
      openid: who.openid,
      transfer_amount: amount,
      transfer_remark: "三月佣金",
      transfer_scene_report_infos: [
        { info_type: "岗位类型", info_content: "导购" },
        { info_type: "报酬说明", info_content: "佣金" },
      ],
    });
  await send("M1", 100);
  const page = await take(who.person.id);
  const sheet = page.getByRole("dialog", { name: "收款" });
  await sheet.getByText("¥1.00").waitFor();
  await sheet.getByRole("button", { name: "以后再说" }).click();
  await sheet.waitFor({ state: "detached" });
  await send("M2", 250);
  await sheet.getByText("¥2.50").waitFor();
  await sheet.getByRole("button", { name: "收款" }).click();
  await page.getByText("已确认收款").waitFor();
  const states = [...bench.merchant.transfers.byOutNo.values()].map(({ state }) => state);
  expect(states).toEqual(["WAIT_USER_CONFIRM", "TRANSFERING"]);
});

it("pays what a page asks the bridge for, and tells the page", async () => {
  const who = bench.someone("王一");
  const { json } = await bench.call("POST", "/v3/pay/transactions/jsapi", bench.draft(who.openid, "T20260310002"));
  const privateKey = bench.merchant.certificates[0]?.privateKey ?? "";
  const params = signPayCashier(privateKey, {
    appId: bench.mini.appid,
    timestamp: 1,
    nonce: "n",
    prepayId: json.prepay_id,
  });
  const product = createServer((request, response) => {
    response.setHeader("content-type", request.url === "/shop.js" ? "text/javascript" : "text/html; charset=utf-8");
    response.setHeader("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
    if (request.url === "/shop.js")
      response.end(`document.querySelector("button").onclick = () => WeixinJSBridge.invoke("getBrandWCPayRequest", ${JSON.stringify(params)},
        ({ err_msg }) => { document.querySelector("p").textContent = err_msg; });`);
    else
      response.end(
        "<!doctype html><html><head><title>店</title></head><body><p>待付款</p><button>去付款</button><script src=shop.js></script></body></html>",
      );
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  addApp(bench.world, {
    callback: {
      url: `${origin}/callback`,
      token: "t0ken",
      encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
    },
  });
  const page = await take(who.person.id);
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "扫一扫" }).first().click();
  await page.getByLabel("码的内容").fill(`${origin}/shop`);
  await page.getByRole("button", { name: "识别" }).click();
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "去付款" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await frame.getByText("get_brand_wcpay_request:cancel").waitFor();
  await frame.getByRole("button", { name: "去付款" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "支付", exact: true }).click();
  await page.getByRole("button", { name: "完成" }).click();
  await frame.getByText("get_brand_wcpay_request:ok").waitFor();
  product.close();
});
