import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadEvents } from "../apps/server/src/insight/testing/load-facts.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";
import { aTradingChain, password } from "./trading-chain.ts";

let url: string;
let now: Date;
let browser: Browser;

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  await aTradingChain(feilun);
  now = feilun.clock.now();
  const at = new Date(now.getTime() - 5 * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
  await loadEvents(
    feilun.platform.clickhouse,
    [1, 2, 3].map((memberNo) => ({ memberNo, type: "contact.added", at, properties: { guideCode: "G1" } })),
  );
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function openPools(viewport = desktop) {
  const context = await newContext(browser, viewport);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.setDefaultTimeout(15_000);
  await page.clock.setFixedTime(now);
  await page.goto(`${url}/pools`);
  await page.getByRole("textbox", { name: "账号" }).fill("hq");
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { level: 1, name: "私域用户池" }).waitFor();
  return { page, problems };
}

describe("private-domain pools", () => {
  it("shows pools, their overlap, quality and comparisons, and leads to the people [DT-18] [DT-19] [SG-24]", async () => {
    const { page, problems } = await openPools();
    for (const name of ["各个用户池", "关系质量：好友 ≠ 关系", "重叠", "两群人对比", "各渠道的人有什么不同"]) {
      await page.getByRole("heading", { level: 2, name }).waitFor();
    }
    await page.waitForLoadState("networkidle");
    const row = page.getByRole("row").filter({ hasText: "登记入会的人" });
    await expect.poll(() => row.getByText("私域").count()).toBe(1);
    await expect.poll(() => page.getByRole("row").filter({ hasText: "是商场的私域" }).textContent()).toContain("公域");
    // Three of the twelve members became contacts: a quarter of the members, all of the contacts.
    const overlap = page.getByRole("table", { name: "用户池两两重叠的人数" });
    await expect.poll(() => overlap.getByRole("row").filter({ hasText: /^会员/ }).textContent()).toContain("25%");
    expect(
      await overlap
        .getByRole("row")
        .filter({ hasText: /^企微好友/ })
        .textContent(),
    ).toContain("100%");
    await page.getByText("「企微好友」分门店").waitFor();
    const step = page.getByRole("listitem").filter({ hasText: "在「会员」、还不在「企微好友」" });
    await expect.poll(() => step.textContent()).toContain("9 人");
    await step.getByRole("link", { name: "看名单" }).click();
    await page.getByRole("heading", { level: 1, name: "在「会员」、不在「企微好友」" }).waitFor();
    await expect.poll(() => page.getByRole("table", { name: "用户池里的人" }).getByRole("link").count()).toBe(9);
    await page.goto(`${url}/pools`);
    await row.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "「会员」里的人" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("fits a phone", async () => {
    const { page, problems } = await openPools(phone);
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});
