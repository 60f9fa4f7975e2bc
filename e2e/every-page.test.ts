import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { launchBrowser, phone } from "./browser.ts";
import { undeclared } from "./declared.ts";
import { atRest, signedIn } from "./signed-in.ts";
import { aTradingChain } from "./trading-chain.ts";

/** Pages that figures lead to. */
const behindFigures = ["/rfm/members?group=important_value", "/tiers/members?tier=general", "/overview/buyers/members"];

let url: string;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  await aTradingChain(feilun);
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
  page = await signedIn(browser, { url, login: "hq", viewport: phone, now: feilun.clock.now() });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    const target = new URL(request.url());
    const problem = target.pathname.startsWith("/api/") ? undeclared(request.method(), target) : null;
    if (problem) problems.push(problem);
  });
});

afterAll(() => browser?.close());

describe("on a phone, each page of the menu", () => {
  it("fits the width, asks the API only for what it declares, and says nothing in the console", async () => {
    await page.getByRole("button", { name: "打开菜单" }).click();
    const menu = page.getByRole("navigation", { name: "主导航" }).locator("a");
    await menu.first().waitFor();
    const targets = await menu.evaluateAll((links) =>
      links.map((link) => (link as unknown as { pathname: string }).pathname),
    );
    expect(targets.length).toBeGreaterThan(50);
    for (const target of [...targets, ...behindFigures]) {
      await page.goto(url + target);
      const content = page.locator("#content");
      await content.getByRole("heading").or(content.getByRole("status")).first().waitFor();
      await atRest(page);
      const over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect({ target, over, problems: problems.splice(0) }).toEqual({ target, over: 0, problems: [] });
    }
  }, 180_000);
});
