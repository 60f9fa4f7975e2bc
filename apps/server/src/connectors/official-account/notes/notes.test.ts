import { sql } from "kysely";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { upsertOrders } from "../../../commerce/index.ts";
import { resolveMembers } from "../../../customers/index.ts";
import { takeContentTouches } from "../../../engagement/index.ts";
import { appendEvents } from "../../../events/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import { publicAddressSetting } from "../../../kernel/public-address.ts";
import { writeSetting } from "../../../kernel/settings.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../../weixin/weixin.testing.ts";
import { settlePublications } from "../articles/settle-publications.ts";
import { officialAccountCallbacks } from "../index.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { work } = callbackWorker(platform, officialAccountCallbacks);
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const phone = { "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50" };
interface Note {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly linkKey: string | null;
  readonly linkUrl: string | null;
  readonly urls: string[];
  readonly visits: number;
  readonly visitors: number;
  readonly buyers: number;
  readonly orders: number;
  readonly salesFen: number;
}
interface Failed {
  readonly code: string;
  readonly errors: { readonly path: string; readonly message: string }[];
}
let account: WechatAccount;
let mini: WechatAccount;
let operator: TestPerson;
let pictures: string[];
let reader: string;

const ask = <Body = Failed>(method: string, path: string, body?: object) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: operator.cookie, body });
const notes = async () => (await ask<{ items: Note[] }>("GET", "/notes")).body.items;
const noteOf = async (id: string) => (await notes()).find((note) => note.id === id);

async function upload(name: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(picture)]), name);
  const response = await fetch(`${server.url}/api/v1/official-accounts/${account.id}/materials?kind=image`, {
    method: "POST",
    body: form,
    headers: { cookie: operator.cookie },
  });
  return ((await response.json()) as { mediaId: string }).mediaId;
}

/** Publishing takes the platform a moment; its callback tells how it went. */
async function published(id: string): Promise<Note> {
  await sandbox.act("clock.advance", { ms: 60_000 });
  return vi.waitFor(
    async () => {
      await work();
      const note = await noteOf(id);
      expect(note?.state).toBe("published");
      return note as Note;
    },
    { timeout: 20_000 },
  );
}

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  account = await weixin.add("official_account", "好物");
  mini = await weixin.add("mini_program", "好物商城", {
    pages: ["pages/index/index", "pages/goods/detail"],
  });
  await db
    .transaction()
    .execute((tx) => writeSetting(tx, systemActor("test"), publicAddressSetting, { url: server.url }, 0));
  reader = (await sandbox.act<{ id: string }>("people.add", { nickname: "读者" })).id;
  pictures = [await upload("一.png"), await upload("二.png")];
});

describe("short picture notes", () => {
  it("keep to their limits, and name the field that does not [CH-14]", async () => {
    const refused = await ask("POST", "/notes", {
      title: "一二三四五六七八九十一二三四五六七八九十长",
      body: "字".repeat(1_001),
      pictures: [pictures[0], "nothing"],
      angle: "pain_point",
    });
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [
        { path: "title", message: "标题最多 20 个字，现在 21 个" },
        { path: "body", message: "正文最多 1000 个字，现在 1001 个" },
        { path: "pictures.1", message: "请先把这张图片上传到素材" },
      ],
    ]);
  });

  it("are not published without a link that sells, unless the setting says so [CH-15]", async () => {
    const made = await ask<Note>("POST", "/notes", { title: "没有链接", pictures, angle: "life" });
    expect(made.status).toBe(201);
    const refused = await ask("POST", `/notes/${made.body.id}/publish`);
    expect([refused.status, refused.body.code]).toEqual([409, "note_needs_link"]);
    expect((await ask("DELETE", `/notes/${made.body.id}`)).status).toBe(204);
  });

  it("carry the code of a mini program's page as their last picture; who presses it and buys counts for that note alone [CH-14] [CH-15]", async () => {
    const trade = { kind: "mini_program", accountId: mini.id, page: "pages/goods/detail" };
    const texts = [
      { title: "七夕送什么", body: "送礼不踩雷的三件", angle: "pain_point" },
      { title: "窗边一角", body: "今天的下午茶", angle: "scene" },
    ];
    const made: Note[] = [];
    for (const text of texts) made.push((await ask<Note>("POST", "/notes", { ...text, pictures, trade })).body);
    const [gift, window] = made as [Note, Note];
    for (const { id } of made) expect((await ask("POST", `/notes/${id}/publish`)).status).toBe(202);
    const out = await published(gift.id);
    await published(window.id);
    expect((await ask("POST", `/notes/${gift.id}/publish`)).body.code).toBe("note_published");
    expect((await ask("PUT", `/notes/${gift.id}`, { ...texts[0], pictures, version: 3 })).body.code).toBe(
      "note_published",
    );

    const [url = ""] = out.urls;
    const opened = await sandbox.act<{ pictures: number }>("oa.open_article", {
      appid: account.accountId,
      person: reader,
      url,
    });
    expect(opened.pictures).toBe(3);
    const led = await sandbox.act<{ page: string; query: string; openid: string }>("oa.press_picture", {
      appid: account.accountId,
      person: reader,
      url,
      picture: 3,
    });
    expect(led).toMatchObject({ page: "pages/goods/detail", query: `scene=${out.linkKey}` });

    // The mini program's page tells where it was opened from; then its visitor buys.
    const at = testing.clock.now();
    const buyer = await db.transaction().execute(async (tx) => {
      const [member] = await resolveMembers(tx, platform, [
        {
          identifiers: [{ kind: "openid", scope: mini.accountId, value: led.openid }],
          occurredAt: at,
          source: "mini_program",
        },
      ]);
      const { originNo, memberNo } = member as { originNo: number; memberNo: number };
      await appendEvents(tx, [
        {
          source: "mini_program",
          eventId: "view-1",
          type: "page.viewed",
          originNo,
          memberNo,
          occurredAt: at,
          channel: "mini_program",
          properties: { path: "/pages/goods/detail", sourceCode: out.linkKey ?? "" },
        },
      ]);
      return { originNo, memberNo };
    });
    const order = (orderCode: string, minutes: number) => ({
      source: "mini_program",
      orderCode,
      member: buyer,
      storeNo: null,
      channel: "mini_program" as const,
      businessDay: dayIn(platform.config.timeZone, at),
      paidAt: new Date(at.getTime() + minutes * 60_000),
      lines: [{ sku: "A", name: "礼盒", quantity: 1, unitPriceLi: 88_000, amountLi: 88_000 }],
    });
    await db.transaction().execute((tx) => upsertOrders(tx, platform, [order("before", -60), order("after", 10)]));
    await testing.passHorizon();
    await takeContentTouches(platform);
    // Once only, however often it is looked.
    await takeContentTouches(platform);
    expect([await noteOf(gift.id), await noteOf(window.id)]).toMatchObject([
      { visits: 1, visitors: 1, buyers: 1, orders: 1, salesFen: 8_800 },
      { visits: 0, visitors: 0, buyers: 0, orders: 0, salesFen: 0 },
    ]);
  });

  it("lead to the shop's promotion through a short link of their own, counted per week [CH-14] [CH-15]", async () => {
    const { body: made } = await ask<Note>("POST", "/notes", {
      title: "达人同款",
      pictures,
      angle: "life",
      trade: { kind: "shop", url: "https://shop.example.com/promote?p=1" },
    });
    await ask("POST", `/notes/${made.id}/publish`);
    const { linkUrl } = await published(made.id);
    const visit = await fetch(linkUrl ?? "", { headers: phone, redirect: "manual" });
    const target = new URL(visit.headers.get("location") ?? "");
    expect([target.origin + target.pathname, target.searchParams.get("p")]).toEqual([
      "https://shop.example.com/promote",
      "1",
    ]);
    expect(await noteOf(made.id)).toMatchObject({ visits: 1, visitors: 1, orders: 0 });
    interface Weeks {
      readonly perWeek: number;
      readonly weeks: { readonly notes: number; readonly visits: number; readonly orders: number }[];
    }
    const { body } = await ask<Weeks>("GET", "/notes/weeks?weeks=3");
    expect([body.perWeek, body.weeks.length, body.weeks.at(-1)]).toMatchObject([
      3,
      3,
      { notes: 3, visits: 2, orders: 1 },
    ]);
  });

  it("are handed over once, and go on where the platform refused [CH-15]", async () => {
    const { body: made } = await ask<Note>("POST", "/notes", {
      title: "草稿箱满了",
      pictures,
      angle: "festival",
      trade: { kind: "mini_program", accountId: mini.id, page: "pages/index/index" },
    });
    await sandbox.act("faults.add", {
      platform: "weixin",
      path: "/cgi-bin/freepublish/submit",
      what: { kind: "errcode", errcode: 45009 },
      times: 1,
    });
    expect((await ask("POST", `/notes/${made.id}/publish`)).body.code).toBe("platform_refused");
    expect((await noteOf(made.id))?.state).toBe("failed");
    const both = await Promise.all([1, 2].map(() => ask("POST", `/notes/${made.id}/publish`)));
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    // No callback tells of it: the platform is asked.
    await sandbox.act("clock.advance", { ms: 60_000 });
    await sql`update official_publication set submitted_at = submitted_at - interval '2 minutes'`.execute(db);
    await settlePublications(platform, new AbortController().signal);
    expect((await noteOf(made.id))?.state).toBe("published");
    const { rows } = await sql<{ links: number; codes: number }>`
      select (select count(*)::int from content_link where name = '草稿箱满了') as links,
        (select count(*)::int from official_material where name like '%草稿箱满了%') as codes`.execute(db);
    expect(rows).toEqual([{ links: 1, codes: 1 }]);
  });
});
