import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff } from "../apps/server/src/organization/index.ts";
import { aSmallChain } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";
import { atRest, shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
const { url } = await testServer(feilun);
let browser: Browser;

const today = dayIn(platform.config.timeZone, clock.now());
const open = (login: string, path: string, viewport = desktop) => signedIn(browser, { url, login, viewport, path });
const fits = async (page: Page) =>
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  await platform.db.transaction().execute(async (tx) => {
    const base = { password, mustChangePassword: false };
    const post = (unitId: string, roleCode: string) => [{ unitId, roleCode, kind: "regular" as const, fromDay: today }];
    const who = systemActor("test");
    await createStaff(tx, who, {
      ...{ code: "hq", name: "林一诺", login: "hq", ...base },
      posts: post(chain.hq.id, "hq_operator"),
    });
    await createStaff(tx, who, {
      ...{ code: "dg", name: "韩梅梅", login: "dg", ...base },
      posts: post(chain.stores.N1.id, "guide"),
    });
  });
  // Open around the clock, whenever the walk is walked.
  const allDay = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]),
  );
  await sql`update store set opening_hours = ${JSON.stringify(allDay)}::jsonb`.execute(platform.db);
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', ${JSON.stringify({ url })}, 1, 'test')`.execute(platform.db);
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

it("goes from a new service over the customer's phone to the record, the score and the follow-up [CH-37]", async () => {
  const hq = await open("hq", "/services");
  await hq.getByText("还没有服务").first().waitFor();
  await shot(hq, "services-empty");
  await hq.getByRole("button", { name: "新建服务" }).click();
  const form = hq.getByRole("dialog");
  await form.getByRole("combobox", { name: "从模板开始" }).click();
  await hq.getByTitle("验光").click();
  await form.getByRole("combobox", { name: "哪些门店" }).click();
  await hq.locator(".ant-select-tree-title:visible, .ant-select-item-option:visible").first().click();
  await shot(hq, "service-form");
  await form.getByRole("button", { name: "保存" }).click();
  await hq.getByText("4 家门店提供").first().waitFor();
  await hq.getByRole("button", { name: "给 4 家门店建码" }).click();
  await hq.getByText("打印 4 家的码").waitFor();
  await shot(hq, "services-catalogue");
  await hq.getByRole("button", { name: "门店设置" }).click();
  await hq.getByText("先选一家门店").waitFor();

  const { rows } = await sql<{ slug: string }>`select c.slug from service_code k join live_code c on c.id = k.code_id
    join org_unit u on u.no = k.store_no where u.code = 'N1'`.execute(platform.db);
  const customer = await (await newContext(browser, phone)).newPage();
  await customer.goto(`${url}/c/${rows[0]?.slug}`);
  await customer.getByRole("button", { name: "明天" }).or(customer.locator("#days button").nth(1)).first().click();
  await customer.locator("#times button").first().click();
  await customer.getByLabel("手机号").fill("13912345601");
  await fits(customer);
  await shot(customer, "service-page-390");
  await customer.getByRole("button", { name: "预约", exact: true }).click();
  await customer.getByText("已为你约好").waitFor();
  await fits(customer);
  await shot(customer, "service-booking-390");
  await customer.goto(`${url}/v/${rows[0]?.slug}`);
  await customer.getByText("我的预约").waitFor();

  // Somebody else is in the store already.
  const walker = await (await newContext(browser, phone)).newPage();
  await walker.goto(`${url}/c/${rows[0]?.slug}`);
  await walker.getByLabel("手机号").fill("13912345602");
  await walker.getByRole("button", { name: "我已到店，现在就要" }).click();
  await walker.getByText("已签到，请稍等").waitFor();

  const guide = await open("dg", "/services", phone);
  await guide.getByRole("button", { name: "开始服务" }).waitFor();
  await fits(guide);
  await shot(guide, "services-book-390");
  await guide.getByRole("button", { name: "开始服务" }).click();
  await guide.getByRole("button", { name: "完成并记录" }).click();
  await guide.getByLabel("左眼度数").fill("-3.25");
  await guide.getByLabel("建议", { exact: true }).fill("每 40 分钟休息");
  await shot(guide, "service-record-390");
  await guide.getByRole("button", { name: "完成服务" }).click();
  await guide.getByRole("button", { name: "服务记录" }).click();
  await guide.getByText("-3.25 度").waitFor();
  await shot(guide, "service-record-done-390");

  const done = await sql<{ key: string }>`select key from service_visit where state = 'done'`.execute(platform.db);
  await walker.goto(`${url}/vb/${done.rows[0]?.key}`);
  await walker.getByText("-3.25 度").waitFor();
  await walker.getByRole("button", { name: "2", exact: true }).click();
  await fits(walker);
  await shot(walker, "service-score-390");
  await walker.getByRole("button", { name: "提交评价" }).click();
  await walker.getByText("谢谢评价：2 分").waitFor();

  await hq.goto(`${url}/services?tab=care&view=low_score`);
  await hq.getByRole("button", { name: "写下处理结果" }).click();
  await hq.getByLabel("怎么处理的").fill("电话致歉");
  await shot(hq, "services-care");
  await hq.getByRole("button", { name: "保存" }).click();
  await hq.getByText("没有等处理的低分").waitFor();

  await hq.goto(`${url}/services?tab=book`);
  await hq.getByText("验光").first().waitFor();
  await shot(hq, "services-book");
  await hq.getByRole("button", { name: "代客预约" }).click();
  await hq.getByText("先选门店和服务").waitFor();
  await shot(hq, "services-booking-form");

  await hq.goto(`${url}/services?tab=results&period=today`);
  await hq.getByRole("table", { name: "服务效果" }).getByText("北一店").waitFor();
  await atRest(hq);
  await shot(hq, "services-results");
});
