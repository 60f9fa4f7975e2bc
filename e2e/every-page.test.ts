import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { launchBrowser, newContext, phone } from "./browser.ts";
import { aTradingChain, password } from "./trading-chain.ts";

let url: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  await aTradingChain(feilun);
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
  context = await newContext(browser, phone);
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.clock.setFixedTime(feilun.clock.now());
  await page.goto(url);
  await page.getByRole("textbox", { name: "账号" }).fill("hq");
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.locator("#content").waitFor();
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
});

afterAll(async () => {
  await context?.close();
  await browser?.close();
});

describe("on a phone, each page of the menu", () => {
  it("fits the width and says nothing in the console", async () => {
    await page.getByRole("button", { name: "打开菜单" }).click();
    const menu = page.getByRole("navigation", { name: "主导航" }).getByRole("link");
    await menu.first().waitFor();
    const targets = await menu.evaluateAll((links) =>
      links.map((link) => (link as unknown as { pathname: string }).pathname),
    );
    expect(targets.length).toBeGreaterThan(25);
    for (const target of targets) {
      await page.goto(url + target);
      await page
        .locator("#content")
        .getByRole("heading")
        .or(page.locator("#content").getByRole("status"))
        .first()
        .waitFor();
      await page.waitForLoadState("networkidle");
      const over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect({ target, over, problems: problems.splice(0) }).toEqual({ target, over: 0, problems: [] });
    }
  }, 180_000);
});
