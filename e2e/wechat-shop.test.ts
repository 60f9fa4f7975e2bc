import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectShop } from "../apps/server/src/connectors/wechat-shop/wechat-shop.testing.ts";
import { aCodeWorld, type CodeAnswer } from "../apps/server/src/connectors/wecom/codes/codes.testing.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { addDays, dayIn } from "../apps/server/src/kernel/calendar.ts";
import { startWorker } from "../apps/server/src/kernel/jobs/worker.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const server = await testServer(feilun);
const sandbox = await testSandbox();
const { platform, clock } = feilun;
let shop: Awaited<ReturnType<typeof connectShop>>;
let browser: Browser;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "admin",
      name: "陈管理",
      login: "admin",
      password,
      mustChangePassword: false,
      posts: [{ unitId, roleCode: "admin", kind: "regular", fromDay: dayIn(platform.config.timeZone, clock.now()) }],
    }),
  );
  const world = await aCodeWorld(feilun, server, sandbox);
  await world.sync();
  await world.listen();
  shop = await connectShop(feilun, server, sandbox);
  await shop.act("shop.history", { orders: 240, buyers: 60, days: 20 });
  const code = await world.ask<CodeAnswer>("POST", "/live-codes", {
    kind: "staff",
    name: "小店包裹卡",
    channel: "wechat_shop",
    material: "parcel_card",
    guides: [{ staffId: await world.staffId("李雷") }],
  });
  await world.refresh();
  const sharer = await shop.person("店员小李");
  await shop.act("shop.become_sharer", { person: sharer });
  const buyer = await shop.person("小芳");
  const { orderId } = await shop.buy(buyer, { sharer: { person: sharer } });
  await shop.act("shop.ship", { order: orderId });
  await shop.settle();
  await sandbox.act("clock.advance", { ms: 5_000 });
  const { qrUrl } = await world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
  await sandbox.act("wecom.scan_contact_way", { person: buyer, code: qrUrl });
  await shop.settle();
  await world.refresh();
  worker = await startWorker(
    platform,
    feilun.wings.flatMap((wing) => wing.jobs ?? []),
    { scheduler: false },
  );
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await worker?.stop();
});

const open = (viewport = desktop) => {
  const today = dayIn(platform.config.timeZone, new Date());
  const path = `/wechat-shop?period=${addDays(today, -25)}_${today}`;
  return signedIn(browser, { url: server.url, login: "admin", path, viewport });
};

it("an operator reads a shop in, registers the parcels' code and sees who became a friend [AQ-28]", async () => {
  const page = await open();
  await page.getByText("还没有同步过").waitFor();
  await shot(page, "shop-empty");
  await page.getByRole("button", { name: "立即同步" }).click();
  await page.getByText("补记的订单").waitFor();
  await shot(page, "shop-sync");
  await page.getByRole("tab", { name: "买家转私域" }).click();
  await page.getByText("还没有设置入口").waitFor();
  await page.getByRole("button", { name: "登记入口" }).click();
  await page.getByLabel("活码").click();
  await page.getByTitle("小店包裹卡").click();
  await shot(page, "shop-way-form");
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText(/遇到 \d+ 人 · 由此加好友 1 人/).waitFor();
  await shot(page, "shop-buyers");
  expect(await page.getByRole("row").count()).toBeGreaterThan(40);
  await page.getByText("购后成为好友", { exact: true }).last().click();
  await page.getByRole("tabpanel").getByText("共 1 条，已全部显示").waitFor();
  await page.getByRole("tab", { name: "成交来源" }).click();
  await page.getByRole("rowheader", { name: "商品分享" }).waitFor();
  await shot(page, "shop-sources");
  await page.getByRole("tab", { name: "分享员" }).click();
  await page.getByText("店员小李").waitFor();
  await shot(page, "shop-sharers");
  await page.getByRole("tab", { name: "设置" }).click();
  await page.getByLabel("门店").click();
  await page.getByTitle("北一店（N1）").click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await page.getByText("设置已保存").waitFor();
  await shot(page, "shop-settings");
});

it("fits a phone", async () => {
  const page = await open(phone);
  await page.getByRole("heading", { name: "买家有多少成了好友" }).waitFor();
  await page.getByText("还没加好友").first().waitFor();
  await shot(page, "shop-phone");
  expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
});
