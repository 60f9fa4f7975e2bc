import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
let url: string;
let browser: Browser;
const today = dayIn(platform.config.timeZone, clock.now());

beforeAll(async () => {
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      ...{ code: "hq", name: "林一诺", login: "hq", password, mustChangePassword: false },
      posts: [{ unitId, roleCode: "admin", kind: "regular", fromDay: today }],
    }),
  );
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it("enters an advertiser account, takes its report, and gives the cost to a plan [IN-07]", async () => {
  const page = await signedIn(browser, { url, login: "hq", viewport: desktop, path: "/ad-plans" });
  await page.request.post(`${url}/api/v1/ad-plans`, {
    data: { name: "双十一朋友圈", kind: "moments", chain: "friend", startsOn: today, endsOn: today },
  });
  await page.goto(`${url}/ad-plans?tab=accounts`);
  await page.getByText("还没有登记广告账号").waitFor();
  await shot(page, "ad-accounts-empty");
  await page.getByRole("button", { name: "登记广告账号" }).click();
  await page.getByLabel("名称").fill("总部朋友圈账号");
  await page.getByLabel("广告账号 ID").fill("20010001");
  await shot(page, "ad-account-form");
  await page.getByRole("button", { name: /登\s*记$/ }).click();
  await page.getByText("总部朋友圈账号").waitFor();
  const csv = `日期,计划名称,广告ID,花费,曝光量,点击量,目标转化量\n${today},双十一朋友圈-上海,A1,1200.50,10000,200,9\n${today},别的,A2,99.50,100,2,0`;
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "报表.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: "导入 2 条" }).click();
  await page.getByText("导入了 1 天 2 个广告").waitFor();
  await page.getByRole("button", { name: "花费对应到计划" }).click();
  await page.getByRole("button", { name: "加一个计划" }).click();
  await page.getByLabel("投放计划").click();
  await page.getByTitle("双十一朋友圈").click();
  await page.getByLabel("名称含有").fill("双十一朋友圈");
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("还有 ¥99.50 没有对应到计划").waitFor();
  await shot(page, "ad-account-match");
  const { items } = (await (await page.request.get(`${url}/api/v1/ad-plans`)).json()) as {
    items: { figures: { spendFen: number } }[];
  };
  expect(items[0]?.figures.spendFen).toBe(120_050);
  await page.goto(`${url}/ad-plans?tab=accounts`);
  await page.getByText("监测链接").first().waitFor();
  await shot(page, "ad-accounts");
  const narrow = await signedIn(browser, { url, login: "hq", viewport: phone, path: "/ad-plans?tab=accounts" });
  await narrow.getByText("总部朋友圈账号").waitFor();
  await shot(narrow, "ad-accounts-phone");
  expect(await narrow.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
