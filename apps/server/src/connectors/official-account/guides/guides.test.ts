import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { workOffOutbound } from "../../../engagement/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../../weixin/weixin.testing.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { officialAccountCallbacks, officialChannels } from "../index.ts";
import { countCredits, guideSetting } from "./rules.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { work, until } = callbackWorker(platform, officialAccountCallbacks);
const never = new AbortController().signal;
let account: WechatAccount;
let operator: TestPerson;
let guide: TestPerson;
let colleague: TestPerson;
let southern: TestPerson;
let people: { readonly id: string; readonly openid: string }[];

interface Written {
  readonly code: string;
  readonly transport: string;
  readonly creditsUsed: number;
  readonly creditsLeft: number;
  readonly messageIds: readonly string[];
}
const ask = <Body>(who: TestPerson, method: string, path: string, body?: object) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: who.cookie, body });
const write = (openid: string, more: object = {}, who = guide) =>
  ask<Written>(who, "POST", "/guide-messages", { openid, text: "周末有新品试吃，给您留一份？", ...more });
const setLeft = (left: number) =>
  ask(operator, "POST", "/guides/credits", { staffId: guide.id, left, note: "按公众平台显示更正" });
const chat = async (openid: string) =>
  (
    await sandbox.look<{ from: string; msgtype: string; content: { content?: string } }[]>(
      `/chat?key=oa/${account.accountId}/${openid}`,
    )
  ).filter(({ from }) => from === account.accountId);
const rowsOf = async <Row>(query: ReturnType<typeof sql>) => (await query.execute(db)).rows as Row[];

/** Lets time pass for people who stay signed in. */
async function pass(by: Parameters<typeof clock.advance>[0]): Promise<void> {
  clock.advance(by);
  await sql`update session set last_seen_at = ${clock.now()}`.execute(db);
}

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
  colleague = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  account = await weixin.add("official_account", "好物");
  people = [];
  for (const nickname of ["甲", "乙", "丙"]) {
    const { id } = await sandbox.act<{ id: string }>("people.add", { nickname });
    const { openid } = await sandbox.act<{ openid: string }>("oa.follow", { appid: account.accountId, person: id });
    people.push({ id, openid });
  }
  await until(async () => (await rowsOf(sql`select from official_follower where following`)).length === 3);
});

describe("CASE-51 Official-account helper quota", () => {
  it("counts three messages in a minute as one, answers for 48 hours as none, and refuses when none is left [AQ-12]", async () => {
    const [first, second, third] = people.map(({ openid }) => openid) as [string, string, string];
    const assigned = await ask<{ assigned: number }>(operator, "POST", "/followers/assign", {
      staffId: guide.id,
      openids: [first, second],
    });
    expect(assigned.body).toEqual({ assigned: 2 });
    await setLeft(1);

    for (const used of [1, 0, 0]) {
      expect((await write(first)).body).toMatchObject({ transport: "helper", creditsUsed: used, creditsLeft: 0 });
      clock.advance({ seconds: 15 });
    }
    const fourth = await write(first);
    expect([fourth.status, fourth.body.code]).toEqual([409, "guide_credit_empty"]);
    expect((await write(second)).body.code).toBe("guide_credit_empty");
    expect(await rowsOf(sql`select from official_guide_message`)).toHaveLength(3);

    const spoke = {
      appid: account.accountId,
      person: people[0]?.id,
      message: { kind: "text", content: "好的，几点？" },
    };
    await sandbox.act("weixin.say", spoke);
    await until(async () => (await rowsOf(sql`select from official_window where reason = 'message'`)).length === 1);
    const before = (await chat(first)).length;
    for (let i = 0; i < 2; i++) {
      expect((await write(first, { text: `下午三点 ${i}` })).body).toMatchObject({
        transport: "service",
        creditsUsed: 0,
      });
      await pass({ hours: 20 });
    }
    await workOffOutbound(platform, officialChannels(platform), never);
    expect((await chat(first)).slice(before).map(({ content }) => content.content)).toEqual([
      "下午三点 0",
      "下午三点 1",
    ]);

    await pass({ hours: 9 });
    expect((await write(first)).body.code).toBe("guide_credit_empty");
    await setLeft(2);
    expect((await write(first)).body).toMatchObject({ transport: "helper", creditsUsed: 1, creditsLeft: 1 });
    clock.advance({ seconds: 61 });
    expect((await write(first)).body).toMatchObject({ creditsUsed: 1, creditsLeft: 0 });
    expect((await write(third)).status).toBe(404);
    expect((await write(first, {}, colleague)).status).toBe(404);
  });

  it("grants one guide message per article push, however often it is told, and lets the guide say what was sent [AQ-12]", async () => {
    const [first] = people.map(({ openid }) => openid) as [string];
    await weixinApi(platform, account).post("/cgi-bin/message/mass/sendall", {
      filter: { is_to_all: true },
      msgtype: "text",
      text: { content: "本月会员日" },
    });
    await sandbox.act("clock.advance", { ms: 600_000 });
    const left = async () => {
      const { body } = await ask<{ items: { staffId: string; left: number; used: number; followers: number }[] }>(
        operator,
        "GET",
        "/guides",
      );
      return body.items.find(({ staffId }) => staffId === guide.id);
    };
    await until(async () => (await left())?.left === 1);
    await sql`update wechat_callback set state = 'waiting', next_try_at = now() where event ilike '%MASSSENDJOBFINISH%'`.execute(
      db,
    );
    await work();
    expect(await left()).toMatchObject({ left: 1, used: 3, followers: 2 });

    clock.advance({ hours: 1 });
    const { body } = await write(first);
    expect(body).toMatchObject({ transport: "helper", creditsLeft: 0 });
    const told = `/guide-messages/${body.messageIds[0]}/sent`;
    expect((await ask(colleague, "POST", told)).status).toBe(404);
    expect((await ask(guide, "POST", told)).status).toBe(200);
    const { body: talk } = await ask<{ items: { toldSentAt: string | null; outcome: string | null }[] }>(
      guide,
      "GET",
      `/guide-messages?openid=${first}`,
    );
    expect(talk.items[0]?.toldSentAt).not.toBeNull();
    expect(talk.items.filter(({ outcome }) => outcome === "sent")).toHaveLength(2);
  });
});

describe("guides of an official account", () => {
  it("adds the guide's own WeCom code as a card, and says what is missing without one [AQ-12]", async () => {
    const [first] = people.map(({ openid }) => openid) as [string];
    await setLeft(5);
    await pass({ minutes: 2 });
    expect((await write(first, { withCard: true })).body.code).toBe("no_guide_code");
    await sql`insert into setting (key, value, version, updated_by)
      values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test')`.execute(db);
    const code = await server.call<{ path: string }>("POST", "/live-codes", {
      cookie: operator.cookie,
      body: { kind: "staff", name: "导购的码", guides: [{ staffId: guide.id }] },
    });
    expect(code.status).toBe(201);
    expect((await write(first, { withCard: true })).body.creditsUsed).toBe(1);
    const { body } = await ask<{ items: { kind: string; url: string | null }[] }>(
      guide,
      "GET",
      `/guide-messages?openid=${first}`,
    );
    expect(body.items.find(({ kind }) => kind === "card")?.url).toBe(`https://crm.example.com${code.body.path}`);
  });

  it("gives followers of nobody to the guide that the customer has, and shows a store its own only", async () => {
    await sql`update member set guide_id = ${colleague.id} where member_no = (
      select member_no from official_follower where openid = ${people[2]?.openid})`.execute(db);
    const { body } = await ask<{ assigned: number }>(operator, "POST", "/followers/assign", { toOwnGuides: true });
    expect(body).toEqual({ assigned: 1 });
    const seen = async (who: TestPerson, query = "") =>
      (await ask<{ items: { guideName: string }[] }>(who, "GET", `/followers${query}`)).body.items.length;
    expect([await seen(operator), await seen(guide), await seen(guide, "?mine=true"), await seen(southern)]).toEqual([
      3, 3, 2, 0,
    ]);
    expect((await ask(guide, "POST", "/followers/assign", { toOwnGuides: true })).status).toBe(403);
    expect((await ask(southern, "GET", `/guide-messages?openid=${people[0]?.openid}`)).status).toBe(404);
  });

  it("fills the open credit first", () => {
    const now = new Date("2026-06-15T04:00:30Z");
    const open = { creditId: 1, openedAt: new Date("2026-06-15T04:00:00Z"), messages: 2 };
    expect(countCredits(2, open, guideSetting.initial, now)).toEqual({ fit: 1, credits: 1 });
    expect(countCredits(3, undefined, guideSetting.initial, now)).toEqual({ fit: 0, credits: 1 });
    expect(countCredits(1, { ...open, messages: 9 }, guideSetting.initial, now)).toEqual({ fit: 0, credits: 1 });
    expect(countCredits(1, open, guideSetting.initial, new Date("2026-06-15T04:01:00Z"))).toEqual({
      fit: 0,
      credits: 1,
    });
  });
});
