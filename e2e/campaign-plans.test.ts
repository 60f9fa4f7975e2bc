import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { upsertProducts } from "../apps/server/src/commerce/index.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff } from "../apps/server/src/organization/index.ts";
import { aSmallChain } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
let url: string;
let browser: Browser;

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  const fromDay = dayIn(platform.config.timeZone, clock.now());
  await platform.db.transaction().execute(async (tx) => {
    for (const [login, roleCode, name, unitId] of [
      ["hq", "hq_operator", "林一诺", chain.hq.id],
      ["north", "region_manager", "北区经理", chain.north.id],
    ] as const) {
      await createStaff(tx, systemActor("test"), {
        code: login,
        name,
        login,
        password,
        mustChangePassword: false,
        posts: [{ unitId, roleCode, kind: "regular", fromDay }],
      });
    }
    await upsertProducts(tx, [
      { sku: "RICE", name: "五常大米 5kg", category: "粮油", listPriceLi: 59_900 },
      { sku: "DUMPLING", name: "手工水饺 1kg", category: "冷冻", listPriceLi: 29_900 },
    ]);
  });
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const open = (login: string, viewport = desktop) => signedIn(browser, { url, login, viewport });

async function pick(page: Page, field: string, option: string): Promise<void> {
  const box = page.getByLabel(field, { exact: true });
  await box.click();
  if (await box.isEditable()) await box.fill(option);
  await page.locator(".ant-select-item-option", { hasText: option }).first().click();
  await page.locator(".ant-drawer-title").last().click();
}

it("makes a plan from a framework, lets a region adapt it, asks headquarters about a locked price, and settles it per store", async () => {
  const hq = await open("hq");
  await hq.goto(`${url}/plans/frameworks`);
  await hq.getByRole("button", { name: "新建框架" }).first().click();
  await hq.getByLabel("名称", { exact: true }).fill("月度 DM");
  await hq.getByRole("button", { name: /^保\s*存$/ }).click();
  await hq.getByRole("heading", { name: "月度 DM" }).waitFor();

  await hq.goto(`${url}/plans`);
  await hq.getByRole("button", { name: "新建方案" }).first().click();
  await pick(hq, "活动框架", "月度 DM");
  await hq.getByLabel("名称", { exact: true }).fill("七月 DM");
  await hq.getByLabel("主题", { exact: true }).fill("清凉一夏");
  await hq.getByLabel("起止日期", { exact: true }).click();
  await hq.keyboard.type("2030-07-01");
  await hq.keyboard.press("Enter");
  await hq.keyboard.type("2030-07-31");
  await hq.keyboard.press("Enter");
  await hq.getByRole("button", { name: /^新\s*建$/ }).click();
  await hq.getByRole("heading", { name: /七月 DM/ }).waitFor();
  await hq.getByRole("button", { name: "添加商品与优惠" }).click();
  await pick(hq, "商品", "五常大米");
  await hq.getByLabel("活动价（元）").fill("49.9");
  await hq.getByRole("button", { name: /^添\s*加$/ }).click();
  await hq.getByText("¥49.90").first().waitFor();
  await hq.getByRole("button", { name: "开放适配" }).click();
  await hq.getByText("各级适配中").first().waitFor();

  const north = await open("north", phone);
  await north.goto(hq.url().split("?")[0] ?? "");
  await north.getByRole("heading", { name: "北区看到的方案" }).waitFor();
  await north.getByRole("button", { name: "添加商品与优惠" }).click();
  await pick(north, "商品", "手工水饺");
  await north.getByLabel("为什么加").fill("北方口味");
  await north.getByRole("button", { name: /^添\s*加$/ }).click();
  await north.getByText("手工水饺 1kg").first().waitFor();
  await north
    .getByRole("listitem")
    .filter({ hasText: "五常大米" })
    .getByRole("button", { name: /调\s*整/ })
    .click();
  await north.getByLabel("活动价（元）").fill("45");
  await north.getByLabel("原因").fill("竞品更低");
  await north.getByRole("button", { name: /^保\s*存$/ }).click();
  await north.getByText("待总部同意").first().waitFor();

  await hq.reload();
  await hq.getByRole("tab", { name: "偏差（1）" }).click();
  await hq.getByRole("button", { name: /^同\s*意$/ }).click();
  await hq.getByLabel("原因").fill("仅限本期");
  await hq
    .getByRole("dialog")
    .getByRole("button", { name: /^同\s*意$/ })
    .click();
  await hq.getByText("已同意").first().waitFor();
  await hq.getByRole("button", { name: /定\s*稿/ }).click();
  await hq
    .getByRole("dialog")
    .getByRole("button", { name: /定\s*稿/ })
    .click();
  await hq.getByRole("tab", { name: "门店" }).click();
  await hq.getByText("已为 4 家门店定稿").waitFor();
  await hq.getByText("北一店").click();
  await hq.getByText("¥45.00", { exact: true }).waitFor();
  await expect.poll(() => hq.getByText("手工水饺 1kg").count()).toBe(1);
});
