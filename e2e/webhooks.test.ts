import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
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

const feilun = await testPlatform({ now: new Date().toISOString(), env: { FEILUN_WEBHOOK_PRIVATE: "true" } });
const { platform, clock } = feilun;
const received: string[] = [];
const provider = createServer((request, response) => {
  request.on("data", (chunk: Buffer) => received.push(chunk.toString("utf8")));
  request.on("end", () => response.end());
});
let url: string;
let browser: Browser;

beforeAll(async () => {
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "admin",
      name: "陈管理",
      login: "admin",
      password,
      mustChangePassword: false,
      posts: [{ unitId, roleCode: "admin", kind: "regular", fromDay: dayIn(platform.config.timeZone, clock.now()) }],
    }),
  );
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  provider.close();
});

const open = (viewport = desktop) => signedIn(browser, { url, login: "admin", path: "/webhooks", viewport });

it("an administrator sets up an event push, keeps its secret, tries it out, and sees why it fails [IN-20]", async () => {
  const page = await open();
  await shot(page, "webhooks-empty");
  await page.getByRole("button", { name: "创建推送" }).click();
  await page.getByLabel("推送给谁").fill("客户数据平台");
  await page.getByLabel("接收网址").fill(`http://127.0.0.1:${(provider.address() as AddressInfo).port}/`);
  await page.getByLabel("数据范围").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByLabel("推送哪些事件").fill("支付");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await shot(page, "webhooks-form");
  await page.getByRole("dialog").getByRole("button", { name: "创建推送" }).click();
  await page.getByText(/fls_[\w-]{43}/).waitFor();
  await shot(page, "webhooks-secret");
  await page.getByRole("button", { name: "我已保存好" }).click();
  await page.getByRole("button", { name: "试推一条" }).click();
  await page.getByText("对方已接收").waitFor();
  expect(JSON.parse(received[0] ?? "{}").events).toMatchObject([{ type: "webhook.test" }]);
  await sql`
    with failed as (update webhook set failures = 3, failing_since = now(), next_attempt_at = now() + interval '1 hour' returning *)
    insert into webhook_attempt (webhook_no, delivery_id, at, events, failure, took_ms, from_xid, from_seq)
    select no, 'd1', now(), 12, '对方 10 秒内没有应答', 10000, cursor_xid, cursor_seq from failed`.execute(platform.db);
  await page.getByText("连续失败 3 次").waitFor();
  await shot(page, "webhooks-failing");
});

it("fits a phone", async () => {
  const page = await open(phone);
  await page.getByRole("button", { name: "客户数据平台" }).click();
  await page.getByText("最近的推送").waitFor();
  await shot(page, "webhooks-phone");
  expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
});
