import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aCodeWorld } from "../apps/server/src/connectors/wecom/codes/codes.testing.ts";
import { wecomOutboundChannels } from "../apps/server/src/connectors/wecom/index.ts";
import { workOffOutbound } from "../apps/server/src/engagement/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const sandbox = await testSandbox();
const { platform } = feilun;
const server = await testServer(feilun);
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let browser: Browser;

beforeAll(async () => {
  world = await aCodeWorld(feilun, server, sandbox);
  for (const nickname of ["林小满", "陈一诺"])
    await sandbox.act("wecom.add_friend", { person: await world.person(nickname), userid: "LiLei" });
  await world.sync();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function signedIn(viewport = desktop): Promise<Page> {
  const context = await newContext(browser, viewport);
  const [name = "", value = ""] = world.operator.cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}
/** Hands over what is due and asks what came of it. */
async function work(): Promise<void> {
  await sql`update outbound set next_at = now() where next_at < 'infinity'`.execute(platform.db);
  await workOffOutbound(platform, wecomOutboundChannels(platform), new AbortController().signal);
}

it("writes a mass message with its reach, waits for the guide, and shows what came of it per person", async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/outbound`);
  await page.getByText("还没有发过消息").waitFor();
  await page.getByRole("button", { name: "新建群发" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("门店").fill("北一店");
  await page.getByTitle("北一店（N1）").click();
  await form.getByText("将发给 2 位客户").waitFor();
  await form.getByLabel("名称").fill("周末试吃");
  await form.getByLabel("文字").fill("周末到店试吃新茶");
  await form.getByRole("region", { name: "消息预览" }).getByText("周末到店试吃新茶").waitFor();
  await form.getByRole("button", { name: "提交给导购确认" }).click();
  await page.getByRole("heading", { name: "周末试吃" }).waitFor();

  await work();
  // The platform gives the task to guides a moment later.
  await sandbox.act("clock.advance", { ms: 60_000 });
  await work();
  await page.reload();
  await page.getByText("0 / 1 位已确认", { exact: false }).waitFor();
  await page.getByRole("button", { name: "提醒未确认的导购" }).click();
  await page.getByText("已请企业微信提醒导购").waitFor();

  const { messages } = await sandbox.act<{ messages: { msgid: string }[] }>("wecom.see_mass_messages", {
    userid: "LiLei",
  });
  expect(messages).toHaveLength(1);
  await sandbox.act("wecom.confirm_mass_message", { msgid: messages[0]?.msgid, userid: "LiLei" });
  await work();
  await page.reload();
  await page.getByText("1 / 1 位已确认", { exact: false }).waitFor();
  await page.getByText("发给 2", { exact: false }).waitFor();
  await expect.poll(() => page.getByRole("table", { name: "逐个结果" }).getByText("已发送").count()).toBe(2);
});

it("fits a phone, list and message alike", async () => {
  const page = await signedIn(phone);
  await page.goto(`${server.url}/outbound`);
  await page.getByText("周末试吃").click();
  await page.getByText("1 / 1 位已确认", { exact: false }).waitFor();
  expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")).toBe(0);
});
