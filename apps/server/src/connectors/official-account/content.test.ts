import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../weixin/weixin.testing.ts";
import { weixinApi } from "../weixin/weixin-api.ts";
import { officialAccountCallbacks } from "./index.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { work, until } = callbackWorker(platform, officialAccountCallbacks);
/** The smallest PNG. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let account: WechatAccount;
let operator: TestPerson;
let gold: { readonly person: string; readonly openid: string };
let plain: { readonly person: string; readonly openid: string };

const ask = <Body = { code: string }>(method: string, path: string, body?: object) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: operator.cookie, body });
const api = () => weixinApi(platform, account);

async function aFollower(nickname: string) {
  const { id: person } = await sandbox.act<{ id: string }>("people.add", { nickname });
  const { openid } = await sandbox.act<{ openid: string }>("oa.follow", { appid: account.accountId, person });
  return { person, openid };
}

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  account = await weixin.add("official_account", "好物");
  gold = await aFollower("金卡");
  plain = await aFollower("路人");
});

describe("menus per group of followers [CH-06]", () => {
  const shown = async ({ person }: { readonly person: string }) =>
    (await sandbox.act<{ button: { name: string }[] }>("oa.menu", { appid: account.accountId, person })).button.map(
      ({ name }) => name,
    );
  const buttons = [{ name: "商城", type: "view", url: "https://shop.example.com" }];
  const vip = [{ name: "金卡专享", type: "view", url: "https://shop.example.com/vip" }];
  let tagId: string;
  const save = async (plan: object) => {
    const { body } = await ask<{ version: number }>("GET", "/menu");
    return ask<{ changes: string[]; errors: { path: string }[] }>("PUT", "/menu", { ...plan, version: body.version });
  };

  it("shows followers with a tag their own menu, the others the one for all, and takes it back", async () => {
    const { tag } = await api().post<{ tag: { id: number } }>("/cgi-bin/tags/create", { tag: { name: "金卡" } });
    tagId = String(tag.id);
    await api().post("/cgi-bin/tags/members/batchtagging", { openid_list: [gold.openid], tagid: tag.id });
    const saved = await save({ buttons, conditional: [{ buttons: vip, tagId }] });
    expect(saved.body.changes).toEqual(
      expect.arrayContaining([expect.stringContaining(`个性化菜单（标签 ${tagId}）`)]),
    );
    expect(await shown(gold)).toEqual([]);
    expect((await ask("POST", "/menu/publish")).status).toBe(200);
    expect([await shown(gold), await shown(plain)]).toEqual([["金卡专享"], ["商城"]]);

    await save({ buttons, conditional: [] });
    await ask("POST", "/menu/publish");
    expect([await shown(gold), await shown(plain)]).toEqual([["商城"], ["商城"]]);
  });

  it("names what a conditional menu lacks before the platform is asked", async () => {
    const noMatch = await save({ buttons, conditional: [{ buttons: vip }] });
    expect(noMatch.body.errors.map(({ path }) => path)).toEqual(["conditional.0"]);
    const noDefault = await save({ buttons: [], conditional: [{ buttons: vip, tagId }] });
    expect(noDefault.body.errors.map(({ path }) => path)).toEqual(["buttons"]);
    const hosts = ["a", "b", "c", "d"].map((host) => ({
      tagId,
      buttons: [{ name: "去", type: "view", url: `https://${host}.example` }],
    }));
    expect((await save({ buttons, conditional: hosts })).body.errors.map(({ path }) => path)).toEqual(["conditional"]);
  });
});

describe("articles [CH-05]", () => {
  it("drafts an article, publishes it, and learns its address from the callback, however often it is told", async () => {
    const token = await fetch(`${sandbox.weixin}/cgi-bin/stable_token`, {
      method: "POST",
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: account.accountId,
        secret: account.secrets.secret,
      }),
    }).then((response) => response.json() as Promise<{ access_token: string }>);
    const form = new FormData();
    form.append("media", new Blob([picture], { type: "image/png" }), "cover.png");
    const cover = await fetch(
      `${sandbox.weixin}/cgi-bin/material/add_material?type=thumb&access_token=${token.access_token}`,
      { method: "POST", body: form },
    ).then((response) => response.json() as Promise<{ media_id: string }>);
    const article = { title: "秋日新茶", content: "<p>桂花乌龙上市</p>", thumb_media_id: cover.media_id };
    const drafted = await ask<{ mediaId: string }>("POST", "/drafts", { articles: [article] });
    expect(drafted.status).toBe(201);
    const listed = await ask<{ total: number; drafts: object[] }>("GET", "/drafts");
    expect(listed.body).toMatchObject({ total: 1, drafts: [{ mediaId: drafted.body.mediaId, titles: ["秋日新茶"] }] });

    const handed = await ask<{ publishId: string }>("POST", "/drafts/publish", {
      mediaId: drafted.body.mediaId,
      title: "秋日新茶",
    });
    expect(handed.status).toBe(202);
    await sandbox.act("clock.advance", { ms: 3_600_000 });
    const publication = async () => {
      const { body } = await ask<{ publications: { publishId: string; status: number | null; urls: string[] }[] }>(
        "GET",
        "/drafts",
      );
      return body.publications;
    };
    await until(async () => (await publication())[0]?.status !== null);
    const told = await publication();
    expect(told).toMatchObject([{ publishId: handed.body.publishId, title: "秋日新茶", status: 0 }]);
    expect(told[0]?.urls).toHaveLength(1);
    await sql`update wechat_callback set state = 'waiting', next_try_at = now() where event = 'PUBLISHJOBFINISH'`.execute(
      db,
    );
    await work();
    expect(await publication()).toEqual(told);
  });

  it("says why the platform does not take a draft", async () => {
    const refused = await ask<{ code: string; title: string }>("POST", "/drafts", {
      articles: [{ title: "没有封面", content: "<p>…</p>", thumb_media_id: "nothing" }],
    });
    expect([refused.status, refused.body.code]).toEqual([409, "platform_refused"]);
    expect(refused.body.title).not.toBe("");
  });
});
