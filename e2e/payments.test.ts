import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requestBill } from "../apps/server/src/commerce/index.ts";
import { aConnectedMerchant } from "../apps/server/src/connectors/wechat-pay/wechat-pay.testing.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { startWorker } from "../apps/server/src/kernel/jobs/worker.ts";
import { createStaff } from "../apps/server/src/organization/index.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const shop = await aConnectedMerchant();
const { platform, testing } = shop;
let browser: Browser;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  const fromDay = dayIn(platform.config.timeZone, testing.clock.now());
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "admin",
      name: "陈管理",
      login: "admin",
      password,
      mustChangePassword: false,
      posts: [{ unitId: shop.chain.hq.id, roleCode: "admin", kind: "regular", fromDay }],
    }),
  );
  let told = 0;
  for (const [orderCode, storeCode] of [
    ["MD20261123001", "N1"],
    ["MD20261123002", "S1"],
    ["MD20261123003", "N1"],
  ] as const) {
    const who = await shop.someone(orderCode);
    const { opening } = (await shop.open(shop.draft(orderCode, who.openid, { storeCode }))).body;
    if (orderCode.endsWith("3")) continue;
    await shop.pay(who.person, opening.params);
    told += 1;
  }
  await shop.heard(told);
  worker = await startWorker(
    platform,
    testing.wings.flatMap((wing) => wing.jobs ?? []),
    { scheduler: false },
  );
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await worker?.stop();
});

const open = (path: string, viewport = desktop) =>
  signedIn(browser, { url: shop.server.url, login: "admin", path, viewport });

it("an operator finds a payment, gives part of it back, and sees it arrive", async () => {
  const page = await open("/payments");
  await page.getByText("等待付款").first().waitFor();
  await shot(page, "payments");
  await page.getByText("MD20261123001").click();
  await page.getByRole("button", { name: "退款", exact: true }).click();
  await page.getByLabel("退款金额（元）").fill("30");
  await page.getByLabel("退款原因").fill("商品缺货");
  await shot(page, "payments-refund-form");
  await page.getByRole("button", { name: "确认退款" }).click();
  await page
    .getByText(/退款中|正在提交/)
    .first()
    .waitFor();
  await shop.advance(5);
  await page.getByText("已退到账", { exact: true }).nth(1).waitFor();
  await shot(page, "payments-drawer");
  await page.goto(`${shop.server.url}/payments?tab=refunds`);
  await page.getByText("商品缺货").waitFor();
  await shot(page, "payments-refunds");
});

it("an operator reads what differs from the bill, and says why", async () => {
  const day = dayIn("Asia/Shanghai", new Date());
  await shop.advance(2 * 86_400);
  await platform.pool.query("update payment set merchant_id = gen_random_uuid() where order_code = 'MD20261123002'");
  testing.clock.advance({ days: 2 });
  await platform.db.transaction().execute((tx) => requestBill(platform, tx, systemActor("test"), shop.account.id, day));
  testing.clock.advance({ days: -2 });
  const page = await open("/payments?tab=bills");
  await page.getByText("账单有，系统没有这笔支付").waitFor();
  await shot(page, "payments-bills");
  await page.getByRole("button", { name: "说明原因" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("旧收银系统收的款");
  await page.getByRole("button", { name: "记为已说明" }).click();
  await page.getByText("没有待处理的差异").waitFor();
});

it("an installer chooses whose money a merchant takes, and asks the doctor", async () => {
  const page = await open(`/connections/${shop.account.id}`);
  await page.getByText("收款门店").first().waitFor();
  await page
    .getByRole("button", { name: /检查|体检/ })
    .first()
    .click();
  await page.getByText("微信支付认得本系统的签名").waitFor();
  await shot(page, "payments-merchant");
});

it("fits a phone", async () => {
  const page = await open("/payments", phone);
  await page.getByText("MD20261123001").waitFor();
  await shot(page, "payments-phone");
  expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
});
