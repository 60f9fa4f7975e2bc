import { sql } from "kysely";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { assignTags, createGroup, createTag } from "../../customers/index.ts";
import { createOutbound, workOffOutbound } from "../../engagement/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../weixin/weixin.testing.ts";
import { weixinApi } from "../weixin/weixin-api.ts";
import { readArticleFigures } from "./articles/read-figures.ts";
import { settleGroup } from "./groups/settle.ts";
import { officialAccountCallbacks, officialChannels } from "./index.ts";
import { positioningsFor } from "./purposes/rules.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { work, eventually } = callbackWorker(platform, officialAccountCallbacks);
const signal = new AbortController().signal;
/** The smallest PNG. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
interface Fan {
  readonly person: string;
  readonly openid: string;
}
let chain: SmallChain;
let account: WechatAccount;
let operator: TestPerson;
let gold: Fan;
let plain: Fan;
let goldTagNo: number;

const ask = <Body = { code: string }>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: who.cookie, body });
const chatOf = ({ openid }: Fan) =>
  sandbox.look<{ from: string; msgtype: string; content: { content?: string; media_id?: string } }[]>(
    `/chat?key=oa/${account.accountId}/${openid}`,
  );

async function aFollower(nickname: string): Promise<Fan> {
  const { id: person } = await sandbox.act<{ id: string }>("people.add", { nickname });
  const { openid } = await sandbox.act<{ openid: string }>("oa.follow", { appid: account.accountId, person });
  return { person, openid };
}

async function upload(kind: string, bytes: Buffer, name: string) {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${server.url}/api/v1/official-accounts/${account.id}/materials?kind=${kind}`, {
    method: "POST",
    body: form,
    headers: { cookie: operator.cookie },
  });
  return {
    status: response.status,
    body: (await response.json()) as { mediaId: string; errors?: { path: string; message: string }[] },
  };
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  account = await weixin.add("official_account", "好物");
  gold = await aFollower("金卡");
  plain = await aFollower("路人");
  await vi.waitFor(
    async () => {
      await work();
      expect((await ask<{ items: object[] }>("GET", "/followers")).body.items).toHaveLength(2);
    },
    { timeout: 20_000 },
  );
});

/** A tag of ours on the golden follower; returns its number. */
async function tagGold(): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { id: groupId } = await createGroup(tx, { family: "intent", name: "等级" });
    const { tagNo } = await createTag(tx, { groupId, name: "金卡会员", madeByKind: "company", by: "test" });
    const { rows } = await sql<{ originNo: number; memberNo: number }>`
      select origin_no as "originNo", member_no as "memberNo" from official_follower where openid = ${gold.openid}`.execute(
      tx,
    );
    await assignTags(
      tx,
      rows.map((row) => ({ ...row, tagNo })),
      { source: "manual", by: "test" },
    );
    return tagNo;
  });
}

describe("every function of an official account, as an operator and its followers meet it [IN-02]", () => {
  it("keeps a group of followers equal to a tag, and shows each group its own menu, previewed per follower [IN-02] [CH-06]", async () => {
    goldTagNo = await tagGold();
    const made = await ask<{ tagId: number; unsettled: number; version: number }>("POST", "/groups", {
      name: "金卡",
      followsTagNo: goldTagNo,
    });
    expect([made.status, made.body.unsettled]).toEqual([201, 1]);
    const { tagId } = made.body;
    await settleGroup(platform, account.id, tagId, signal);
    const groups = await ask<{
      items: { tagId: number; count: number; unsettled: number; settledAt: string | null }[];
    }>("GET", "/groups");
    expect(groups.body.items).toEqual([
      expect.objectContaining({ tagId, count: 1, followers: 1, unsettled: 0, settledAt: expect.any(String) }),
    ]);
    const byHand = await ask("POST", `/groups/${tagId}/followers`, { openids: [plain.openid], inside: true });
    expect([byHand.status, byHand.body.code]).toEqual([409, "group_follows_tag"]);

    const { body: menu } = await ask<{ version: number }>("GET", "/menu");
    const shop = { type: "view", url: "https://shop.example.com", purpose: "business" };
    const plan = {
      buttons: [{ name: "商城", ...shop }],
      conditional: [
        { tagId: String(tagId), buttons: [{ name: "金卡专享", ...shop }] },
        { tagId: String(tagId), system: "2", buttons: [{ name: "安卓金卡", ...shop }] },
      ],
    };
    expect((await ask("PUT", "/menu", { ...plan, version: menu.version })).status).toBe(200);
    const preview = async (fan: Fan, system = "1") => {
      const { body } = await ask<Record<"shown" | "prepared", { name: string }[] | null>>("POST", "/menu/preview", {
        openid: fan.openid,
        system,
      });
      return [body.shown?.map(({ name }) => name) ?? null, body.prepared?.map(({ name }) => name)];
    };
    expect([await preview(gold), await preview(gold, "2"), await preview(plain)]).toEqual([
      [null, ["金卡专享"]],
      [null, ["安卓金卡"]],
      [null, ["商城"]],
    ]);
    expect((await ask("POST", "/menu/publish")).status).toBe(200);
    expect([await preview(gold), await preview(plain)]).toEqual([
      [["金卡专享"], ["金卡专享"]],
      [["商城"], ["商城"]],
    ]);
    const kept = await ask("DELETE", `/groups/${tagId}`);
    expect([kept.status, kept.body.code]).toEqual([409, "group_in_menu"]);

    await sql`delete from member_tag where tag_no = ${goldTagNo}`.execute(db);
    await settleGroup(platform, account.id, tagId, signal);
    expect((await preview(gold))[0]).toEqual(["商城"]);
  });

  it("puts followers into a group by hand, and says which ones the platform does not take [IN-02]", async () => {
    const made = await ask<{ tagId: number }>("POST", "/groups", { name: "内测" });
    const put = await ask<{ changed: number; refused: string[] }>("POST", `/groups/${made.body.tagId}/followers`, {
      openids: [gold.openid, plain.openid, "nobody"],
      inside: true,
    });
    expect(put.body).toEqual({ changed: 2, refused: ["nobody"] });
    const again = await ask("POST", "/groups", { name: "内测" });
    expect([again.status, again.body.code]).toEqual([409, "platform_refused"]);
    expect((await ask("DELETE", `/groups/${made.body.tagId}`)).status).toBe(204);
  });

  it("hands pictures to the platform within its limits, and answers new followers and keywords with them [IN-02] [CH-08]", async () => {
    const { status, body } = await upload("image", picture, "欢迎.png");
    expect(status).toBe(201);
    const shown = await fetch(
      `${server.url}/api/v1/official-accounts/${account.id}/materials/${encodeURIComponent(body.mediaId)}/content`,
      { headers: { cookie: operator.cookie } },
    );
    expect([shown.headers.get("content-type"), Buffer.from(await shown.arrayBuffer()).toString("base64")]).toEqual([
      "image/png",
      picture.toString("base64"),
    ]);
    const problems = [
      await upload("thumb", Buffer.concat([picture, Buffer.alloc(70_000)]), "封面.png"),
      await upload("video", picture, "片.mp4"),
    ];
    expect(problems.map((each) => [each.status, each.body.errors?.[0]?.path, each.body.errors?.[0]?.message])).toEqual([
      [400, "file", "缩略图不能超过 64 KB"],
      [400, "file", "视频要是 MP4 文件"],
    ]);

    for (const [kind, words] of [
      ["follow", []],
      ["keyword", ["新品"]],
    ] as const)
      await ask("POST", "/reply-rules", {
        kind,
        name: kind,
        words,
        purpose: "fans",
        parts: [
          { kind: "text", text: `欢迎 ${kind}` },
          { kind: "image", mediaId: body.mediaId },
        ],
      });
    const newcomer = await aFollower("新来的");
    const said = async (fan: Fan) =>
      (await chatOf(fan))
        .filter(({ from }) => from === account.accountId)
        .map(({ msgtype, content }) => content.content ?? msgtype);
    await eventually(async () => {
      await workOffOutbound(platform, officialChannels(platform), signal);
      return said(newcomer);
    }).toEqual(["欢迎 follow", "image"]);
    await sandbox.act("weixin.say", {
      appid: account.accountId,
      person: plain.person,
      message: { kind: "text", content: "有新品吗" },
    });
    await eventually(async () => {
      await workOffOutbound(platform, officialChannels(platform), signal);
      return said(plain);
    }).toEqual(["欢迎 keyword", "image"]);
  });

  it("writes within 48 hours, sends a template, and gives a follower to a guide who writes on [IN-02] [CH-07] [AQ-12]", async () => {
    const left = await ask<{ left: number }>("GET", `/window?openid=${plain.openid}`);
    expect(left.body.left).toBeGreaterThan(0);
    const api = weixinApi(platform, account);
    const { template_id: id } = await api.post<{ template_id: string }>("/cgi-bin/template/api_add_template", {
      template_id_short: "TM1",
      keyword_name_list: ["预约时间"],
    });
    const { template_list } = await api.get<{ template_list: { content: string }[] }>(
      "/cgi-bin/template/get_all_private_template",
    );
    const names = [...(template_list[0]?.content ?? "").matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(
      (match) => match[1] ?? "",
    );
    const data = Object.fromEntries(
      names.map((name) => [name, name.startsWith("time") ? "2026年11月22日 10:00" : "到店"]),
    );
    await db.transaction().execute((tx) =>
      createOutbound(
        platform,
        tx,
        systemActor("test"),
        { name: "official_template", maxTargets: 1 },
        {
          businessKey: "in-02",
          accountId: account.id,
          title: "到店提醒",
          content: { template: { id, data } },
          targets: [{ key: plain.openid, originNo: null, memberNo: null }],
        },
      ),
    );
    await workOffOutbound(platform, officialChannels(platform), signal);
    expect((await chatOf(plain)).some(({ msgtype }) => msgtype === "template")).toBe(true);

    const guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
    const given = await ask("POST", "/followers/assign", { staffId: guide.id, openids: [plain.openid] });
    expect(given.body).toEqual({ assigned: 1 });
    const written = await ask<{ transport: string }>(
      "POST",
      "/guide-messages",
      { openid: plain.openid, kind: "text", text: "我是您的导购" },
      guide,
    );
    expect(written).toMatchObject({ status: 201, body: { transport: "service" } });
  });

  it("drafts an article, publishes it for a purpose, and learns who read it and who came from search [IN-02] [CH-13]", async () => {
    const cover = await upload("thumb", picture, "封面.png");
    const drafted = await ask<{ mediaId: string }>("POST", "/drafts", {
      articles: [{ title: "品牌故事", content: "<p>从一颗豆子开始</p>", thumb_media_id: cover.body.mediaId }],
    });
    await ask("POST", "/drafts/publish", { mediaId: drafted.body.mediaId, title: "品牌故事", purpose: "brand" });
    await sandbox.act("clock.advance", { ms: 60_000 });
    interface Publications {
      readonly publications: { readonly status: number | null; readonly urls: string[] }[];
    }
    const publications = async () => (await ask<Publications>("GET", "/drafts")).body.publications;
    await eventually(async () => (await publications())[0]?.status).toBe(0);
    const url = (await publications())[0]?.urls[0];
    const { appid } = { appid: account.accountId };
    await sandbox.act("oa.open_article", { appid, person: gold.person, url, scene: "7", share: true });
    await sandbox.act("oa.open_article", { appid, person: plain.person, url, scene: "0" });
    await sandbox.act("oa.press_menu", { appid, person: plain.person, button: "商城" });
    await eventually(async () => mixOf("business", "menuClicks")).toBe(1);

    await sandbox.act("clock.advance", { ms: 26 * 3_600_000 });
    testing.clock.advance({ hours: 26 });
    await sql`update session set last_seen_at = ${testing.clock.now()}`.execute(db);
    await readArticleFigures(platform, account.id, signal);
    await readArticleFigures(platform, account.id, signal);
    expect(await Promise.all([mixOf("brand", "published"), mixOf("brand", "reads"), mixOf("brand", "shares")])).toEqual(
      [1, 2, 1],
    );
    const { rows } = await sql<{
      searches: number;
    }>`select sum(search_users)::int as searches from official_article_day`.execute(db);
    expect(rows).toEqual([{ searches: 1 }]);
  });
});

async function mixOf(purpose: string, figure: string): Promise<unknown> {
  const { body } = await ask<{ rows: Record<string, unknown>[] }>("GET", "/mix");
  return body.rows.find((row) => row.purpose === purpose)?.[figure];
}

describe("positioning [CH-12]", () => {
  it("is chosen with what it expects, and tells where the published mix lies off it [CH-12] [CH-13]", async () => {
    const { body: words } = await server.call<{
      positionings: { code: string; sectors: string[] }[];
      setting: { value: { expected: Record<string, object>; tolerance: number }; version: number };
    }>("GET", "/official-positionings", { cookie: operator.cookie });
    expect(words.positionings.find(({ code }) => code === "website")?.sectors).toEqual(["奢侈品"]);
    expect(positioningsFor("美妆")).toEqual(["knowledge", "commerce"]);
    expect((await ask("PUT", "/positioning", { positioning: "commerce" })).status).toBe(200);
    const { body } = await ask<{ actual: object; expected: object; advice: string[] }>("GET", "/mix");
    expect(body).toMatchObject({
      actual: { brand: 1, fans: 0, business: 0 },
      expected: { brand: 0.15, fans: 0.25, business: 0.6 },
    });
    expect(body.advice).toHaveLength(3);
    expect(body.advice[2]).toBe("「商业变现」占 0%，低于定位建议的 60%，多做销售、广告、会员");
    const { setting } = words;
    const off = await server.call<{ errors: { path: string }[] }>("PUT", "/official-positionings/setting", {
      cookie: operator.cookie,
      body: {
        ...setting,
        value: {
          ...setting.value,
          expected: { ...setting.value.expected, media: { brand: 50, fans: 50, business: 50 } },
        },
      },
    });
    expect([off.status, off.body.errors[0]?.path]).toEqual([400, "value.expected.media"]);
  });
});
