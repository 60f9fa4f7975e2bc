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
    await createStaff(tx, systemActor("test"), {
      ...{ code: "hq", name: "林一诺", login: "hq", ...base },
      posts: [{ unitId: chain.hq.id, roleCode: "hq_operator", kind: "regular", fromDay: today }],
    });
    await createStaff(tx, systemActor("test"), {
      ...{ code: "dz", name: "韩梅梅", login: "dz", ...base },
      posts: [{ unitId: chain.stores.N1.id, roleCode: "store_manager", kind: "regular", fromDay: today }],
    });
  });
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', ${JSON.stringify({ url })}, 1, 'test')`.execute(platform.db);
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

it("goes from a new scene over the customer's phone to the store's worklist and the figures [AQ-08]", async () => {
  const hq = await open("hq", "/scan-scenes");
  await hq.getByText("还没有扫码场景").waitFor();
  await hq.getByRole("button", { name: "新建场景" }).click();
  const form = hq.getByRole("dialog");
  await form.getByRole("combobox", { name: "扫码的理由" }).click();
  await hq.getByTitle("缺货缺码").click();
  await form.getByRole("combobox", { name: "哪些门店" }).click();
  await hq.locator(".ant-select-tree-title:visible, .ant-select-item-option:visible").first().click();
  await form.getByText("周一").click();
  await shot(hq, "scan-scene-form");
  await form.getByRole("button", { name: "建码" }).click();
  await hq.getByText("已摆放 0/4 家").first().waitFor();
  await shot(hq, "scan-scenes");

  const manager = await open("dz", "/scan-scenes", phone);
  await manager.getByText("试衣间 ·").first().waitFor();
  await manager.getByRole("checkbox", { name: "已摆放" }).first().click();
  await manager.getByText("韩梅梅").first().waitFor();
  await fits(manager);
  await shot(manager, "scan-scenes-store-390");

  const { rows } = await sql<{ slug: string }>`select c.slug from scan_scene_code k join live_code c on c.id = k.code_id
    join org_unit u on u.no = k.store_no where u.code = 'N1' and k.placement = 'fitting_room'`.execute(platform.db);
  const customer = await (await newContext(browser, phone)).newPage();
  await customer.goto(`${url}/c/${rows[0]?.slug}`);
  await customer.getByLabel("想要的商品").fill("羊毛大衣");
  await customer.getByLabel("尺码、颜色").fill("175 黑色");
  await customer.getByLabel("手机号（选填）").fill("13900000001");
  await fits(customer);
  await shot(customer, "scan-page-390");
  await customer.getByRole("button", { name: "帮我找" }).click();
  await customer.getByText("已交给本店导购").waitFor();
  await shot(customer, "scan-page-done-390");

  await manager.goto(`${url}/scan-scenes?tab=wants`);
  await manager.getByText("羊毛大衣 175 黑色").waitFor();
  await fits(manager);
  await shot(manager, "scan-wants-390");
  await manager.getByRole("button", { name: "别处有货" }).click();
  await manager.getByLabel("哪家店有货，怎么给客户").fill("北二店有一件");
  await manager.getByRole("button", { name: "保存" }).click();
  await manager.getByRole("button", { name: "已告知客户" }).click();
  await manager.getByText("没有等回音的客户").waitFor();

  await hq.goto(`${url}/scan-scenes?tab=results&period=today`);
  await hq.getByRole("table", { name: "扫码场景效果" }).getByText("没有你要的尺码").waitFor();
  await atRest(hq);
  await shot(hq, "scan-results");
});
