import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { syncVideoChannel } from "../apps/server/src/connectors/video-channel/sync.ts";
import { createAccount } from "../apps/server/src/connectors/wechat/index.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { addDays, dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { atRest, shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
const sandbox = await testSandbox();
let url: string;
let browser: Browser;

const today = dayIn(platform.config.timeZone, clock.now());
const open = (path: string, viewport = desktop) => signedIn(browser, { url, login: "hq", viewport, path });
const fits = async (page: Page) =>
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
const picture = {
  name: "场景图.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

beforeAll(async () => {
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "hq",
      name: "林一诺",
      login: "hq",
      password,
      mustChangePassword: false,
      posts: [{ unitId, roleCode: "hq_operator", kind: "regular", fromDay: today }],
    }),
  );
  const connect = async (kind: "official_account" | "mini_program" | "video_channel", name: string) => {
    const made = await sandbox.act<{ appid: string; secret: string }>(`weixin.add_${kind}`, { name });
    const account = await platform.db.transaction().execute((tx) =>
      createAccount(platform, tx, systemActor("test"), {
        platform: kind,
        accountId: made.appid,
        name,
        baseUrl: sandbox.weixin,
        secrets: { secret: made.secret },
      }),
    );
    return { id: account.id, appid: made.appid };
  };
  await connect("official_account", "禾光生活");
  await connect("mini_program", "禾光商城");
  const video = await connect("video_channel", "禾光视频号");
  await sandbox.act("video.hold_live", { appid: video.appid, viewers: 1_200, newFans: 36 });
  await syncVideoChannel(platform, video.id, new AbortController().signal);
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

it("writes a short note with pictures and where it sells, and publishes it [CH-14] [CH-15]", async () => {
  const page = await open("/official-account?tab=notes");
  await page.getByText("还没有短图文").waitFor();
  await page.getByRole("button", { name: "写短图文" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("标题").fill("送长辈不踩雷");
  await form.locator("input[type=file]").setInputFiles(picture);
  await form.getByRole("button", { name: "场景图.png", pressed: true }).waitFor();
  await form.getByLabel("正文").fill("三件拿得出手的伴手礼");
  await form.getByLabel("小程序", { exact: true }).click();
  await page.getByTitle("禾光商城").click();
  await form.getByPlaceholder("pages/goods/detail").fill("pages/index/index");
  await shot(page, "note-form");
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("已保存，核对后发布").waitFor();
  await page
    .getByRole("button", { name: /发\s*布/ })
    .first()
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /发\s*布/ })
    .click();
  await page.getByText("发布中").waitFor();
  await page.getByText("已提交发布，结果稍后显示").waitFor({ state: "hidden" });
  await shot(page, "notes");
  for (const tab of ["overview", "menu", "groups", "materials", "replies"]) {
    await page.goto(`${url}/official-account?tab=${tab}`);
    await atRest(page);
    await shot(page, `official-${tab}`);
  }
  const narrow = await open("/official-account?tab=notes", phone);
  await narrow.getByText("送长辈不踩雷").waitFor();
  await shot(narrow, "notes-phone");
  await fits(narrow);
  await narrow.goto(`${url}/official-account`);
  await narrow.getByText("定位与内容配比").waitFor();
  await atRest(narrow);
  await shot(narrow, "official-overview-phone");
  await fits(narrow);
});

it("imports a video channel's works after their columns were looked over, and shows the four keys [CH-16] [CH-17]", async () => {
  const page = await open("/video-channel");
  await page.getByText("还没有登记视频号").waitFor();
  await page.getByRole("button", { name: "登记视频号" }).click();
  await page.getByLabel("视频号名称").fill("禾光视频号");
  await page.getByLabel("一句话定位").fill("给上班族的十分钟下午茶");
  await page.getByLabel("标题标识").fill("【禾光】");
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("四个关键").waitFor();
  const rows = [3, 5, 8, 10, 12, 15, 17, 19].map(
    (days, at) =>
      `id${at},【禾光】第 ${at + 1} 条 #禾光好物,${addDays(today, -days)} 10:00,${900 + at * 37},${40 + at}`,
  );
  await page.locator("input[type=file]").setInputFiles({
    name: "作品.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`视频ID,视频描述,发布时间,播放量,喜欢\n${rows.join("\n")}`),
  });
  await page.getByRole("dialog").getByText("核对导入").waitFor();
  await shot(page, "video-import");
  await page.getByRole("button", { name: "导入 8 条" }).click();
  await page.getByText("新增 8 条").waitFor();
  await page
    .getByRole("button", { name: /去\s*处/ })
    .first()
    .click();
  await page.getByLabel("带到哪里").click();
  await page.getByTitle("微信小店").click();
  await page.getByLabel("网址").fill("https://shop.example.com/p/1");
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page
    .getByText(/\/s\/[a-z0-9]{8}/)
    .first()
    .waitFor();
  await atRest(page);
  await shot(page, "video-channel");
  const narrow = await open("/video-channel", phone);
  await narrow.getByText("第 1 条").first().waitFor();
  await atRest(narrow);
  await shot(narrow, "video-channel-phone");
  await fits(narrow);
});

it("registers a brand zone with the live show that it announces [CH-31]", async () => {
  await sql`update session set last_seen_at = ${clock.now()}`.execute(platform.db);
  const page = await open("/search-words");
  await page.getByText("还没有登记").waitFor();
  await page.getByRole("button", { name: "登记搜索词" }).click();
  await page.getByLabel("类型").click();
  await page.getByTitle("品牌专区").click();
  await page.getByLabel("搜什么词出现专区").fill("禾光生活");
  await page.getByLabel("专区级别").click();
  await page.getByTitle("A 类").click();
  await shot(page, "search-form");
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("常态").waitFor();
  await shot(page, "search-words");
  const narrow = await open("/search-words", phone);
  await narrow.getByText("禾光生活").waitFor();
  await shot(narrow, "search-words-phone");
  await fits(narrow);
});
