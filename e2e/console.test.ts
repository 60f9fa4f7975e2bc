import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SmallChain } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";
import { undeclared } from "./declared.ts";
import { aTradingChain, password, salesOfLast30Days } from "./trading-chain.ts";

let url: string;
let now: Date;
let chain: SmallChain;
let browser: Browser;
let context: BrowserContext | undefined;
const problems: string[] = [];

beforeAll(async () => {
  // A browser judges the age of cookies by its own clock, so this test lives in the present.
  const feilun = await testPlatform({ now: new Date().toISOString() });
  chain = await aTradingChain(feilun);
  now = feilun.clock.now();
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

afterEach(async () => {
  await context?.close();
  expect(problems.splice(0)).toEqual([]);
});

/** A page of a fresh browser profile whose clock is the server's; whatever goes wrong in it fails the test. */
async function openPage(viewport = desktop): Promise<Page> {
  context = await newContext(browser, viewport);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.clock.setFixedTime(now);
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED")
      problems.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    const target = new URL(request.url());
    const problem = target.pathname.startsWith("/api/") ? undeclared(request.method(), target) : null;
    if (problem) problems.push(problem);
  });
  return page;
}

async function signIn(page: Page, login: string, path = "/"): Promise<void> {
  await page.goto(url + path);
  await page.getByRole("textbox", { name: "账号" }).fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("main").waitFor();
  await page.getByRole("button", { name: /^账号：/ }).waitFor();
}

const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });
const exactMoney = (fen: number) =>
  `¥${(fen / 100).toLocaleString("zh-CN", { maximumFractionDigits: fen < 100_000 ? 2 : 0 })}`;

describe("an HQ operator", () => {
  it("sees the chain's sales and drills down from the figure to a customer", async () => {
    const page = await openPage();
    await signIn(page, "hq");
    await page.getByRole("heading", { level: 1, name: "经营总览" }).waitFor();
    const expected = salesOfLast30Days(["N1", "N2", "S1", "S2"]);
    await expect.poll(() => card(page, "销售额 GMV").textContent()).toContain(exactMoney(expected.fen));
    await expect.poll(() => card(page, "订单数").textContent()).toContain(String(expected.orders));
    await expect.poll(() => card(page, "购买人数").textContent()).toContain(String(expected.buyers));

    await card(page, "购买人数").getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: /购买人数背后的客户/ }).waitFor();
    const rows = page.locator("tbody tr[data-row-key]");
    await expect.poll(() => rows.count()).toBe(expected.buyers);
    await rows.first().getByRole("link").click();
    await page.waitForURL(/\/members\/\d+/);
    await page.getByRole("heading", { level: 1 }).waitFor();
  });

  it("goes from a region to its stores and back up [OR-01]", async () => {
    const page = await openPage();
    await signIn(page, "hq");
    await page.getByRole("link", { name: /北区/ }).first().click();
    await page.getByRole("heading", { level: 1, name: "北区 · 经营总览" }).waitFor();
    await expect
      .poll(() => card(page, "销售额 GMV").textContent())
      .toContain(exactMoney(salesOfLast30Days(["N1", "N2"]).fen));
    await page.getByRole("link", { name: "总部" }).click();
    await page.getByRole("heading", { level: 1, name: "经营总览", exact: true }).waitFor();
  });

  it("finds a page with the keyboard alone", async () => {
    const page = await openPage();
    await signIn(page, "hq");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /客户姓名/ }).fill("RFM");
    await page.getByRole("option", { name: /RFM/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "RFM 分析" }).waitFor();
  });

  it("finds a customer by name and a store by a part of its name, and nothing else", async () => {
    const page = await openPage();
    await signIn(page, "hq");
    await page.getByRole("button", { name: "快速查找" }).click();
    const box = page.getByRole("combobox", { name: /客户姓名/ });
    await box.fill("王建国");
    const options = page.getByRole("option");
    await expect.poll(() => options.allTextContents()).toEqual([expect.stringContaining("1001")]);
    await box.fill("南一");
    await expect.poll(() => options.allTextContents()).toEqual(["南一店门店"]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "南一店" }).waitFor();
  });

  it("comes back to the wanted page after signing in again", async () => {
    const page = await openPage();
    await signIn(page, "hq", "/retention");
    await page.getByRole("heading", { level: 1, name: "复购与留存" }).waitFor();
    await context?.clearCookies();
    await page.getByRole("link", { name: "RFM 分析" }).click();
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByRole("textbox", { name: "账号" }).fill("hq");
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("heading", { level: 1, name: "RFM 分析" }).waitFor();
  });

  it("is told what is wrong with a password, and keeps the login typed", async () => {
    const page = await openPage();
    await page.goto(url);
    await page.getByRole("textbox", { name: "账号" }).fill("hq");
    await page.getByLabel("密码", { exact: true }).fill("not-this-one");
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("textbox", { name: "账号" }).inputValue()).toBe("hq");
  });
});

describe("a store manager", () => {
  it("opens with the own store and sees no other [OR-05]", async () => {
    const page = await openPage();
    await signIn(page, "n1");
    await page.getByRole("heading", { level: 1, name: "北一店" }).waitFor();
    await page.getByRole("link", { name: "经营总览" }).click();
    await expect
      .poll(() => card(page, "销售额 GMV").textContent())
      .toContain(exactMoney(salesOfLast30Days(["N1"]).fen));
    const text = (await page.locator("body").textContent()) ?? "";
    for (const other of ["北二店", "南一店", "南二店", "南区"]) expect(text).not.toContain(other);
    expect(await page.locator("a[href='/imports']").count()).toBe(0);
  });

  it("gets no figures of a store by writing its number into the address [OR-05]", async () => {
    const page = await openPage();
    await signIn(page, "n1", `/overview?unit=${chain.stores.S1.id}`);
    await page.getByRole("alert").first().waitFor();
    expect(await page.locator("body").textContent()).not.toContain(exactMoney(salesOfLast30Days(["S1"]).fen));
    await page.getByRole("button", { name: "看我的全部范围" }).click();
    await expect
      .poll(() => card(page, "销售额 GMV").textContent())
      .toContain(exactMoney(salesOfLast30Days(["N1"]).fen));
  });
});

describe("on a phone", () => {
  it("has the menu in a drawer, and customers as cards", async () => {
    const page = await openPage(phone);
    await signIn(page, "hq");
    await page.getByRole("button", { name: "打开菜单" }).click();
    await page.getByRole("button", { name: "洞察" }).click();
    await page.getByRole("link", { name: "RFM 分析" }).click();
    await page.getByRole("heading", { level: 1, name: "RFM 分析" }).waitFor();
    await page.goto(`${url}/overview/buyers/members`);
    await expect
      .poll(() => page.getByRole("list", { name: "指标背后的客户" }).getByRole("listitem").count())
      .toBeGreaterThan(0);
    expect(await page.locator("table").count()).toBe(0);
  });
});
