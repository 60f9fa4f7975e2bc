import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createAccount } from "../apps/server/src/connectors/wechat/index.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { startWorker } from "../apps/server/src/kernel/jobs/worker.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { aSmallChain } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { atRest, shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const sandbox = await testSandbox();
const { platform, clock } = feilun;
let url: string;
let browser: Browser;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  await aSmallChain(feilun);
  const today = dayIn(platform.config.timeZone, clock.now());
  const { id: unitId } = await loadHeadquarters(platform.db);
  await sandbox.act("wecom.open_department", { id: 2, name: "北一店", parentId: 1 });
  await sandbox.act("wecom.bulk_populate", { stores: 4, members: 8, customers: 400, groups: 3 });
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  await platform.db.transaction().execute(async (tx) => {
    await createStaff(tx, systemActor("test"), {
      code: "admin",
      name: "陈管理",
      login: "admin",
      password,
      mustChangePassword: false,
      posts: [{ unitId, roleCode: "admin", kind: "regular", fromDay: today }],
    });
    await createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "飞轮零售",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    });
  });
  url = (await testServer(feilun)).url;
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

const open = (viewport = desktop) => signedIn(browser, { url, login: "admin", viewport });

it("syncs a company from the console and decides what the rule left open [IN-01]", async () => {
  const page = await open();
  await page.goto(`${url}/wecom`);
  await page.getByText("还没有同步过").waitFor();
  await shot(page, "wecom-empty");
  await page.getByRole("button", { name: "立即同步" }).click();
  const history = page.getByRole("table", { name: "同步记录" });
  await history.getByText("已完成").waitFor();
  expect(await history.getByRole("row").nth(1).innerText()).toMatch(/400|420/);
  await shot(page, "wecom-sync");

  await page.getByRole("tab", { name: "组织与成员" }).click();
  await page.getByText("北一店", { exact: true }).first().waitFor();
  await shot(page, "wecom-directory");
  await page
    .getByRole("listitem")
    .filter({ hasText: "导购1" })
    .first()
    .getByRole("button", { name: "建为新员工" })
    .click();
  await page.getByText("1 人已对应到员工").waitFor();

  await page.getByRole("tab", { name: "标签" }).click();
  await page.getByText("企业微信里还没有企业标签").waitFor();
  await page.getByRole("tab", { name: "设置与欢迎语" }).click();
  await page.getByText("最近添加的导购").click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await page.getByText("设置已保存").waitFor();
  await shot(page, "wecom-settings");
});

it("shows the same on a phone", async () => {
  const page = await open(phone);
  for (const tab of ["sync", "directory", "settings"]) {
    await page.goto(`${url}/wecom?tab=${tab}`);
    await page.getByRole("heading", { name: "企业微信同步" }).first().waitFor();
    await atRest(page);
    const wider = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    await shot(page, `wecom-phone-${tab}`);
    expect([tab, wider]).toEqual([tab, 0]);
  }
});
