import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { upsertOrders } from "../apps/server/src/commerce/index.ts";
import { upsertMembers } from "../apps/server/src/customers/index.ts";
import { takeTouches } from "../apps/server/src/engagement/ad-plans/take-touches.ts";
import { appendEvents } from "../apps/server/src/events/index.ts";
import { runAudience } from "../apps/server/src/insight/audiences/jobs.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn, instantOf } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const zone = "Asia/Shanghai";
// Noon of today: what happens some minutes later is still on the day that the browser fills in.
const noon = instantOf(zone, dayIn(zone, new Date()), "12:00");
const feilun = await testPlatform({ now: noon.toISOString() });
const { platform, clock } = feilun;
let url: string;
let browser: Browser;
let people: number[];

const day = (at: Date) => dayIn(platform.config.timeZone, at);

beforeAll(async () => {
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute(async (tx) => {
    for (const [login, roleCode, name] of [
      ["admin", "admin", "陈管理"],
      ["hq", "hq_operator", "林一诺"],
    ] as const) {
      await createStaff(tx, systemActor("test"), {
        code: login,
        name,
        login,
        password,
        mustChangePassword: false,
        posts: [{ unitId, roleCode, kind: "regular", fromDay: day(clock.now()) }],
      });
    }
    const made = await upsertMembers(
      tx,
      platform,
      Array.from({ length: 130 }, (_, index) => ({
        identifiers: [{ kind: "phone" as const, value: String(13_800_010_000 + index) }],
        source: "pos",
        registeredAt: clock.now(),
        observedAt: clock.now(),
        consents: [{ purpose: "data_sharing" as const, channel: "any" as const, granted: index < 120 }],
      })),
    );
    people = made.map(({ memberNo }) => memberNo as number);
  });
  await feilun.deliver();
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

type Tx = Parameters<Parameters<ReturnType<typeof platform.db.transaction>["execute"]>[0]>[0];

async function buy(tx: Tx, memberNos: readonly number[], minutesLater: number): Promise<void> {
  const paidAt = new Date(clock.now().getTime() + minutesLater * 60_000);
  await upsertOrders(
    tx,
    platform,
    memberNos.map((memberNo) => ({
      source: "mini",
      orderCode: `AD-${memberNo}-${minutesLater}`,
      member: { originNo: memberNo, memberNo },
      storeNo: null,
      channel: "mini_program",
      businessDay: day(paidAt),
      paidAt,
      lines: [{ sku: "SKU-1", name: "跑鞋", quantity: 1, unitPriceLi: 299_000, amountLi: 299_000 }],
    })),
  );
}

const open = (login: string, viewport = desktop) => signedIn(browser, { url, login, viewport });

const fits = async (page: Page) =>
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);

it("takes an audience out with consent and a control part, and says what came of it [DT-16]", async () => {
  const page = await open("hq");
  await page.goto(`${url}/audiences`);
  await page.getByText("还没有导出过人群包").waitFor();
  await shot(page, "audiences-empty");
  // From a filtered list of customers the conditions come along.
  await page.goto(`${url}/members?relation=member`);
  await page.getByRole("button", { name: "导出人群包" }).click();
  await page.getByRole("dialog").getByText("会员", { exact: true }).waitFor();
  await page.getByLabel("名称").fill("六月新品相似人群");
  await page.getByLabel("用途").fill("六月新品投放相似人群");
  await page.getByLabel("随机留出对照").fill("10");
  await shot(page, "audience-form");
  await page.getByRole("button", { name: "开始圈选" }).click();
  await page.getByText("正在圈选客户、核对授权").waitFor();
  const id = page.url().split("/").at(-1) as string;
  await runAudience(platform, id, new AbortController().signal);
  await page.getByText("没有本用途的授权").waitFor();
  await page.getByRole("button", { name: "下载" }).click();
  await page.getByRole("textbox", { name: "原因" }).fill("交给投放组上传");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("dialog")
      .getByRole("button", { name: /下\s*载/ })
      .click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines.length).toBeGreaterThan(90);
  expect(lines[0]).toMatch(/^[0-9a-f]{32}$/);
  await platform.db.transaction().execute((tx) => buy(tx, people.slice(0, 40), 10));
  await feilun.deliver();
  await page.reload();
  await page.getByRole("cell", { name: "购买率" }).or(page.getByText("购买率")).first().waitFor();
  await shot(page, "audience");
  const narrow = await open("hq", phone);
  await narrow.goto(`${url}/audiences/${id}`);
  await narrow.getByText("留出对照").first().waitFor();
  await shot(narrow, "audience-phone");
  await fits(narrow);
  await narrow.goto(`${url}/audiences`);
  await narrow.getByText("六月新品相似人群").waitFor();
  await shot(narrow, "audiences-phone");
  await fits(narrow);
});

it("records an ad plan, its spend, and shows the way from visit to order and follow [AQ-20]", async () => {
  const page = await open("hq");
  await page.goto(`${url}/ad-plans`);
  await page.getByText("还没有投放计划").waitFor();
  await page.getByRole("button", { name: "新建投放计划" }).first().click();
  await page.getByLabel("名称").fill("618 朋友圈 · 跑鞋新品");
  await shot(page, "ad-plan-form");
  await page.getByRole("button", { name: /建\s*立/ }).click();
  await page.getByText("怎么认出广告带来的人").waitFor();
  const id = page.url().split("/").at(-1) as string;
  const { rows } = await platform.pool.query<{ key: string }>("select key from ad_plan where id = $1", [id]);
  const at = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);
  await platform.db.transaction().execute(async (tx) => {
    const event = (
      memberNo: number,
      type: "page.viewed" | "account.followed",
      minutes: number,
      properties: object,
    ) => ({
      source: "test",
      eventId: `${type}-${memberNo}`,
      type,
      originNo: memberNo,
      memberNo,
      occurredAt: at(minutes),
      storeNo: null,
      channel: "mini_program",
      properties: properties as never,
    });
    await appendEvents(
      tx,
      [
        ...people.slice(0, 100).map((no) => event(no, "page.viewed", 1, { path: "/p", sourceCode: rows[0]?.key })),
        ...people.slice(0, 25).map((no) => event(no, "account.followed", 60, { accountCode: "gh_brand" })),
      ],
      clock.now(),
    );
    await buy(tx, people.slice(0, 40), 30);
  });
  await feilun.passHorizon();
  await takeTouches(platform);
  await page.getByRole("button", { name: "记录花费" }).click();
  await page.getByText("粘贴多天").click();
  await page.getByRole("textbox", { name: "每行一天" }).fill(`${day(clock.now())},3000,52000,610`);
  await page.getByRole("button", { name: /记\s*录$/ }).click();
  await page.getByText("花费已记录").waitFor();
  await page.getByText("一位买家带来的价值已高于获客成本").waitFor();
  await page.locator("figure canvas").first().waitFor();
  await shot(page, "ad-plan");
  await page.goto(`${url}/ad-plans`);
  await page.getByText("618 朋友圈").waitFor();
  await shot(page, "ad-plans");
  const narrow = await open("hq", phone);
  await narrow.goto(`${url}/ad-plans/${id}`);
  await narrow.getByText("成本与价值").waitFor();
  await shot(narrow, "ad-plan-phone");
  await fits(narrow);
  await narrow.goto(`${url}/ad-plans`);
  await narrow.getByText("618 朋友圈").waitFor();
  await shot(narrow, "ad-plans-phone");
  await fits(narrow);
});
