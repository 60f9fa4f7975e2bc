import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff } from "../apps/server/src/organization/index.ts";
import type { SmallChain } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { atRest, signedIn } from "./signed-in.ts";
import { aTradingChain, password } from "./trading-chain.ts";

let url: string;
let now: Date;
let chain: SmallChain;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  chain = await aTradingChain(feilun);
  now = feilun.clock.now();
  const today = dayIn(feilun.platform.config.timeZone, now);
  await feilun.platform.db.transaction().execute(async (tx) => {
    for (const person of [
      { code: "north", name: "周岚", roleCode: "region_manager", unitId: chain.north.id },
      { code: "g1", name: "何小满", roleCode: "guide", unitId: chain.stores.N1.id },
    ])
      await createStaff(tx, systemActor("test"), {
        code: person.code,
        name: person.name,
        login: person.code,
        password,
        mustChangePassword: false,
        posts: [{ unitId: person.unitId, roleCode: person.roleCode, kind: "regular", fromDay: today }],
      });
  });
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

afterEach(() => expect(problems.splice(0)).toEqual([]));

/** Somebody signed in at a page, in a fresh browser profile whose clock is the server's. */
async function open(login: string, path: string, viewport = desktop): Promise<Page> {
  const page = await signedIn(browser, { url, login, path, viewport, now });
  page.on("pageerror", (error) => problems.push(error.message));
  return page;
}

/** Keeps a picture when `FEILUN_PICTURES` names a folder, and checks that nothing is wider than the window. */
async function look(page: Page, name: string): Promise<void> {
  await atRest(page);
  const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect([name, wide]).toEqual([name, 0]);
  const folder = process.env.FEILUN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe("work handed over between headquarters, region and store", () => {
  it("brings a goal from headquarters over the region to the store [OR-06] [OR-07]", async () => {
    const hq = await open("hq", "/goals");
    await hq.getByRole("button", { name: "设定目标" }).click();
    await hq.getByRole("spinbutton", { name: "目标" }).fill("100000");
    await hq
      .getByRole("dialog")
      .getByRole("button", { name: /保\s*存/ })
      .click();
    await hq.getByRole("button", { name: "填入建议" }).click();
    await hq.getByText("与目标一致").waitFor();
    await look(hq, "goals-hq-1440");
    await hq.getByRole("button", { name: "确认并下达" }).click();
    await hq.getByText("已确认", { exact: true }).waitFor();

    const region = await open("north", "/goals");
    await region.getByRole("button", { name: "填入建议" }).click();
    await region.getByText("与目标一致").waitFor();
    const field = region.getByRole("spinbutton", { name: "北一店的目标" });
    await field.fill("1");
    await field.blur();
    await region.getByText(/比目标少/).waitFor();
    await region.getByRole("button", { name: "确认并下达" }).click();
    await region.getByRole("textbox", { name: "原因" }).fill("北一店装修，只留个样子");
    await region.getByRole("button", { name: "确认下达" }).click();
    await region.getByText("原因：北一店装修，只留个样子").waitFor();

    const store = await open("n1", "/goals", phone);
    await store.getByRole("button", { name: "填入建议" }).click();
    await store.getByText("与目标一致").waitFor();
    await look(store, "goals-store-390");
    await store.getByRole("button", { name: "确认分配" }).click();
    await store.getByText("已确认", { exact: true }).waitFor();

    const guide = await open("g1", "/goals", phone);
    await guide.getByRole("heading", { level: 2, name: "我的目标" }).waitFor();
    await guide.getByText(/^本月 .*¥1$/).waitFor();
    await look(guide, "goals-guide-390");
  });

  it("brings a store's day over the region to headquarters [OR-06] [OR-08]", async () => {
    const store = await open("n1", "/daily-reports", phone);
    await store.getByRole("textbox", { name: "今天发生了什么" }).fill("雨天客流少，老客到店多");
    await store.getByRole("textbox", { name: /需要什么支持/ }).fill("雨伞租借牌");
    await look(store, "daily-report-store-390");
    await store.getByRole("button", { name: "提交日报" }).click();
    await store.getByRole("button", { name: /更\s*正/ }).waitFor();

    const region = await open("north", "/daily-reports");
    await region.getByRole("button", { name: "提醒未交的 1 家" }).click();
    await region.getByText("已提醒 1 家门店").waitFor();
    await region.getByRole("textbox", { name: "上报汇总" }).fill("北区一家未交，已提醒");
    await region.getByRole("button", { name: /上\s*报/ }).click();
    await region.getByText(/第 1 版/).waitFor();

    const hq = await open("hq", "/daily-reports");
    await hq.getByText("北区一家未交，已提醒").waitFor();
    await hq.getByText("需要：雨伞租借牌").waitFor();
    await look(hq, "daily-reports-hq-1440");
  });

  it("brings a standard to the store, which takes note of it [OR-06] [OR-19]", async () => {
    const hq = await open("hq", "/standards");
    await hq.getByRole("button", { name: "发布标准" }).first().click();
    await hq.getByRole("textbox", { name: "标题" }).fill("会员生日福利");
    await hq.getByRole("textbox", { name: "内容" }).fill("生日当月到店送一份小礼物，凭会员码领取。");
    await hq.getByRole("button", { name: /^发\s*布$/ }).click();
    await hq.getByRole("heading", { level: 1, name: "会员生日福利" }).waitFor();
    await hq.getByText("签收 0 / 4 家").waitFor();
    await look(hq, "standard-hq-1440");

    const store = await open("n1", "/standards", phone);
    await store.getByText("已签收 0 / 1 家").waitFor();
    await look(store, "standards-390");
    await store.getByRole("link", { name: "会员生日福利" }).click();
    await store.getByRole("button", { name: "已读并签收" }).click();
    await store.getByText("签收 1 / 1 家").waitFor();
  });
});
