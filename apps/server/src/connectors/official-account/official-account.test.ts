import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createOutbound, type OutboundChannelName, workOffOutbound } from "../../engagement/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../weixin/weixin.testing.ts";
import { syncFollowers } from "./followers/sync-followers.ts";
import { officialAccountCallbacks, officialChannels } from "./index.ts";
import { chooseRule, suggestWords } from "./replies/rules.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { until } = callbackWorker(platform, officialAccountCallbacks);
const channels = officialChannels(platform);
let account: WechatAccount;
let operator: TestPerson;
let person: string;
let openid: string;

const ask = <Body = { code: string }>(method: string, path: string, body?: object) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: operator.cookie, body });
const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows;
const chat = () =>
  sandbox.look<{ from: string; msgtype: string; content: { content?: string } }[]>(
    `/chat?key=oa/${account.accountId}/${openid}`,
  );

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  account = await weixin.add("official_account", "好物");
  person = (await sandbox.act<{ id: string }>("people.add", { nickname: "甲" })).id;
});

describe("followers of an official account", () => {
  it("answers a new follower at once with mixed content, and knows who it is [CH-08] [CH-05]", async () => {
    const rule = await ask("POST", "/reply-rules", {
      kind: "follow",
      name: "新关注",
      parts: [
        { kind: "text", text: "欢迎来到好物" },
        {
          kind: "link",
          title: "新人礼",
          url: "https://shop.example.com/new",
          pictureUrl: "https://shop.example.com/p.png",
        },
      ],
    });
    expect(rule.status).toBe(201);
    ({ openid } = await sandbox.act<{ openid: string }>("oa.follow", { appid: account.accountId, person }));
    await until(
      async () =>
        (await rowsOf(sql`select from official_follower where following and member_no is not null`)).length === 1,
    );
    await workOffOutbound(platform, channels, new AbortController().signal);
    const said = (await chat()).filter((line) => line.from === account.accountId);
    expect(said.map((line) => line.msgtype)).toEqual(["text", "news"]);
    expect(said[0]?.content.content).toBe("欢迎来到好物");
    const kinds = await rowsOf(sql<{ kind: string }>`
      select kind from identifier where member_no = (select member_no from official_follower) order by kind`);
    expect(kinds.map(({ kind }) => kind)).toEqual(["openid", "unionid"]);
    expect(await rowsOf(sql`select granted from consent where channel = 'official_account'`)).toEqual([
      { granted: true },
    ]);
    expect(await rowsOf(sql`select type from event_log where type = 'account.followed'`)).toHaveLength(1);
  });

  it("answers keywords, suggests words where none fits, and counts the window of 48 hours [CH-09] [CH-10]", async () => {
    await ask("POST", "/reply-rules", {
      kind: "keyword",
      name: "月饼",
      words: ["中秋月饼"],
      parts: [{ kind: "text", text: "月饼在这里" }],
    });
    const say = (content: string) =>
      sandbox.act("weixin.say", { appid: account.accountId, person, message: { kind: "text", content } });
    await say("请问中秋月饼有吗");
    await say("月饼");
    await until(
      async () => (await rowsOf(sql`select from event_log where type = 'conversation.started'`)).length === 2,
    );
    // An answer stands in the chat a moment after the product gave it.
    const said = async () =>
      (await chat()).filter((line) => line.from === account.accountId).map((line) => line.content.content);
    await expect.poll(said).toEqual(expect.arrayContaining(["月饼在这里", "您可以回复：“中秋月饼”"]));
    const window = await ask<{ left: number; until: string }>("GET", `/window?openid=${openid}`);
    expect(window.body.left).toBeGreaterThanOrEqual(5);
    expect(new Date(window.body.until).getTime() - Date.now()).toBeGreaterThan(47 * 3_600_000);
  });

  it("reads all followers, and finds who left without a word", async () => {
    await sandbox.act("faults.add", { platform: "weixin", path: "callback", what: { kind: "drop" }, times: 2 });
    const other = await sandbox.act<{ id: string }>("people.add", { nickname: "乙" });
    await sandbox.act("oa.follow", { appid: account.accountId, person: other.id });
    expect((await ask("POST", "/sync")).status).toBe(202);
    await syncFollowers(platform, account.id, new AbortController().signal);
    expect(await rowsOf(sql`select from official_follower where following and member_no is not null`)).toHaveLength(2);
    await sandbox.act("oa.unfollow", { appid: account.accountId, person: other.id });
    await ask("POST", "/sync");
    await syncFollowers(platform, account.id, new AbortController().signal);
    expect(await rowsOf(sql`select from official_follower where not following`)).toHaveLength(1);
    const list = await server.call<{ items: { followers: number; sync: { running: boolean } }[] }>(
      "GET",
      "/official-accounts",
      {
        cookie: operator.cookie,
      },
    );
    expect(list.body.items).toMatchObject([{ followers: 1, sync: { running: false, failure: null } }]);
  });
});

describe("messages of an official account", () => {
  const send = (channel: OutboundChannelName, content: object, businessKey: string) =>
    db.transaction().execute((tx) =>
      createOutbound(
        platform,
        tx,
        systemActor("test"),
        { name: channel, maxTargets: 1 },
        {
          businessKey,
          accountId: account.id,
          title: businessKey,
          content,
          targets: [{ key: openid, originNo: null, memberNo: null }],
        },
      ),
    );
  const outcome = async (businessKey: string) =>
    (
      await rowsOf(sql<{ state: string; outcome: string }>`
        select state, outcome from outbound o join outbound_delivery d on d.outbound_id = o.id where business_key = ${businessKey}`)
    )[0];

  it("sends a template message once although the answer was lost, and learns that it arrived [CH-07]", async () => {
    const token = await fetch(`${sandbox.weixin}/cgi-bin/stable_token`, {
      method: "POST",
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: account.accountId,
        secret: account.secrets.secret,
      }),
    }).then((response) => response.json() as Promise<{ access_token: string }>);
    const template = await fetch(
      `${sandbox.weixin}/cgi-bin/template/api_add_template?access_token=${token.access_token}`,
      {
        method: "POST",
        body: JSON.stringify({ template_id_short: "TM1", keyword_name_list: ["预约时间"] }),
      },
    ).then((response) => response.json() as Promise<{ template_id: string }>);
    const listed = await fetch(
      `${sandbox.weixin}/cgi-bin/template/get_all_private_template?access_token=${token.access_token}`,
    ).then((response) => response.json() as Promise<{ template_list: { content: string }[] }>);
    const names = [...(listed.template_list[0]?.content ?? "").matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(
      (match) => match[1] ?? "",
    );
    const data = Object.fromEntries(
      names.map((name) => [name, name.startsWith("time") ? "2026年11月22日 10:00" : "到店"]),
    );
    await sandbox.act("faults.add", {
      platform: "weixin",
      path: "/cgi-bin/message/template/send",
      what: { kind: "lost_answer" },
      times: 1,
    });
    await send("official_template", { template: { id: template.template_id, data } }, "booking-1");
    for (let turn = 0; turn < 2; turn++) {
      await sql`update outbound set next_at = now() where next_at < 'infinity'`.execute(db);
      await workOffOutbound(platform, channels, new AbortController().signal);
    }
    expect((await chat()).filter((line) => line.msgtype === "template")).toHaveLength(1);
    await until(async () => (await outcome("booking-1"))?.outcome === "delivered");
    expect(await outcome("booking-1")).toEqual({ state: "settled", outcome: "delivered" });
  });

  it("sends no service message once the window's messages are used up [CH-10]", async () => {
    await sql`update official_window set used = allowed`.execute(db);
    await send("official_service", { text: "您好" }, "service-1");
    await workOffOutbound(platform, channels, new AbortController().signal);
    expect(await outcome("service-1")).toEqual({ state: "refused", outcome: "no_quota" });
  });
});

describe("menus [CH-06]", () => {
  const plan = {
    buttons: [
      { name: "商城", type: "view", url: "https://shop.example.com" },
      { name: "服务", children: [{ name: "找门店", type: "click", key: "stores" }] },
    ],
    conditional: [],
  };

  it("shows what differs, publishes, and shows it to followers", async () => {
    const before = await ask<{ version: number }>("GET", "/menu");
    const saved = await ask<{ changes: string[] }>("PUT", "/menu", { ...plan, version: before.body.version });
    expect(saved.body.changes).toHaveLength(3);
    const published = await ask<{ changes: string[]; publishedAt: string }>("POST", "/menu/publish");
    expect(published.body).toMatchObject({ changes: [], publishedAt: expect.any(String) });
    const shown = await sandbox.act<{ button: { name: string }[] }>("oa.menu", { appid: account.accountId, person });
    expect(shown.button.map(({ name }) => name)).toEqual(["商城", "服务"]);
  });

  it("names every field that the platform would refuse", async () => {
    const { body } = await ask<{ version: number }>("GET", "/menu");
    const buttons = [...plan.buttons, plan.buttons[0], { name: "一二三四五六七", type: "click" }];
    const refused = await ask<{ errors: { path: string }[] }>("PUT", "/menu", {
      ...plan,
      buttons,
      version: body.version,
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ path }) => path)).toEqual(["buttons", "buttons.3.name", "buttons.3.key"]);
  });

  it("refuses what the kind of account may not do [CH-11]", async () => {
    const { body } = await ask<{ version: number }>("GET", "/menu");
    await ask("PUT", "/nature", { kind: "subscription", verified: false });
    await ask("PUT", "/menu", { ...plan, version: body.version });
    const refused = await ask("POST", "/menu/publish");
    expect([refused.status, refused.body.code]).toEqual([409, "account_kind_may_not"]);
    await ask("PUT", "/nature", { kind: "service", verified: true });
  });
});

describe("choosing a reply", () => {
  const rule = (kind: "follow" | "keyword", words: string[], match: "contain" | "equal" = "contain") => ({
    id: words.join() || "all",
    kind,
    words,
    match,
    parts: [],
  });
  it("takes an equal word before one that is contained, and the code's scene before everybody", () => {
    const rules = [
      rule("keyword", ["优惠"]),
      rule("keyword", ["优惠券"], "equal"),
      rule("follow", []),
      rule("follow", ["shop_"]),
    ];
    expect(chooseRule(rules, { kind: "keyword", text: " 优惠券 " })?.id).toBe("优惠券");
    expect(chooseRule(rules, { kind: "keyword", text: "有优惠券吗" })?.id).toBe("优惠");
    expect(chooseRule(rules, { kind: "follow", scene: "shop_12" })?.id).toBe("shop_");
    expect(chooseRule(rules, { kind: "follow", scene: "" })?.id).toBe("all");
    expect(suggestWords(rules, "惠")).toEqual(["优惠", "优惠券"]);
    expect(suggestWords(rules, "门店")).toEqual([]);
  });
});
