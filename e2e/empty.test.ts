import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext } from "./browser.ts";
import { password } from "./trading-chain.ts";

let url: string;
let browser: Browser;

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  const { platform, clock } = feilun;
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "hq",
      name: "林一诺",
      login: "hq",
      password,
      mustChangePassword: true,
      posts: [
        { unitId, roleCode: "hq_operator", kind: "regular", fromDay: dayIn(platform.config.timeZone, clock.now()) },
      ],
    }),
  );
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe("an installation without any data", () => {
  it("asks for a password of one's own, then says on every page what belongs there", async () => {
    const context = await newContext(browser, desktop);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(url);
    expect(await page.getByText("演示账号").count()).toBe(0);
    await page.getByRole("textbox", { name: "账号" }).fill("hq");
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登录" }).click();

    const dialog = page.getByRole("dialog", { name: "请先设置你自己的密码" });
    await dialog.getByLabel("当前密码").fill(password);
    await dialog.getByLabel("新密码", { exact: true }).fill("another-horse-battery");
    await dialog.getByLabel("再输一次新密码").fill("another-horse-battery");
    await dialog.getByRole("button", { name: "保存新密码" }).click();
    await dialog.waitFor({ state: "hidden" });

    await page.getByRole("article", { name: "客单价" }).waitFor();
    await expect.poll(() => page.getByRole("article", { name: "客单价" }).textContent()).toContain("—");
    for (const [path, words] of [
      ["/rfm", "还没有买过东西的客户"],
      ["/tiers", "还没有算过分层"],
      ["/retention", "还没有首购客户"],
      ["/store", "先选一家门店"],
      ["/nowhere", "没有找到这个页面"],
      ["/keys", "没有打开这个页面的权限"],
    ]) {
      await page.goto(`${url}${path}`);
      await page
        .getByText(words ?? "")
        .first()
        .waitFor();
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});
