import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aCodeWorld, type CodeAnswer } from "../apps/server/src/connectors/wecom/codes/codes.testing.ts";
import { startWorker } from "../apps/server/src/kernel/jobs/worker.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";
import { shot } from "./signed-in.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const sandbox = await testSandbox();
const { platform } = feilun;
const server = await testServer(feilun);
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let browser: Browser;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  world = await aCodeWorld(feilun, server, sandbox);
  await sandbox.act("wecom.open_group", { owner: "LiLei", name: "北一店福利群" });
  await world.sync();
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', ${JSON.stringify({ url: server.url })}, 1, 'test')`.execute(platform.db);
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

async function signedIn(viewport = desktop): Promise<Page> {
  const context = await newContext(browser, viewport);
  const [name = "", value = ""] = world.operator.cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}
it("makes a store's code in the console and prints it [CH-27]", async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/codes`);
  await page.getByText("还没有活码").waitFor();
  await page.getByRole("button", { name: "新建活码" }).first().click();
  await page.getByLabel("名称", { exact: true }).fill("北一店收银台");
  await page.getByRole("dialog").getByRole("combobox", { name: "门店" }).fill("北一店");
  await page.getByText("北一店（N1）").click();
  await shot(page, "codes-form");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "北一店收银台" }).waitFor();
  await page.getByText("已生效").first().waitFor();
  await page.getByText(/现在指向：.*李雷/).waitFor();
  const picture = page.getByRole("img", { name: /预览/ });
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(100);
  await shot(page, "codes-detail");
});

it("lays a series out for the chain and shows sources, also on a phone [AQ-05][AQ-26]", async () => {
  await world.ask("POST", "/live-codes/series", {
    series: "秋季台卡",
    kind: "store",
    unitId: world.chain.hq.id,
    material: "table_card",
  });
  for (const [viewport, name] of [
    [desktop, "desktop"],
    [phone, "phone"],
  ] as const) {
    const page = await signedIn(viewport);
    for (const tab of ["codes", "series", "report"]) {
      await page.goto(`${server.url}/codes?tab=${tab}`);
      await page.getByRole("heading", { name: "渠道活码" }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await shot(page, `codes-${tab}-${name}`);
      const wider = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      expect([name, tab, wider]).toEqual([name, tab, 0]);
    }
  }
});

it("leads a customer's phone from the city's code to the nearest store's group [AQ-02]", async () => {
  const code = await world.ask<CodeAnswer>("POST", "/live-codes", {
    kind: "place",
    name: "全城福利群",
    shows: "group",
  });
  await expect
    .poll(async () => (await world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`)).wayList[0]?.state, {
      timeout: 20_000,
    })
    .toBe("live");
  const context = await newContext(browser, phone);
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 39.08, longitude: 117.2 });
  const page = await context.newPage();
  await page.goto(`${server.url}${code.path}`);
  await shot(page, "landing-ask");
  await page.getByRole("button", { name: "使用我的位置" }).click();
  await page.getByText("北一店").first().waitFor();
  await page.getByText("长按识别二维码，加入门店群").waitFor();
  await shot(page, "landing-shown");
  await page.getByRole("button", { name: "换一家门店" }).click();
  await page.getByText("选择门店").waitFor();
  await shot(page, "landing-list");

  const refused = await (await newContext(browser, phone)).newPage();
  await refused.goto(`${server.url}${code.path}`);
  await refused.getByRole("button", { name: "使用我的位置" }).click();
  await refused.getByText("没有拿到位置，请选择城市和门店").waitFor();
  await refused.getByLabel("选择城市").selectOption("天津市");
  await refused.getByRole("button", { name: /北一店/ }).click();
  await refused.getByText("长按识别二维码，加入门店群").waitFor();
});
