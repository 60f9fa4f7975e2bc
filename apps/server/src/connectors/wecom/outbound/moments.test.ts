import { beforeAll, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const server = await testServer(testing);
let operator: TestPerson;
let regional: TestPerson;
let accountId: string;

interface Check {
  kind: string;
  signals: string[];
  over: number;
  worst: { senderKey: string; ads: number; posts: number; first: number; waitDays: number }[];
  stops: boolean;
  repeats: { title: string } | null;
}
interface Mix {
  counts: Record<string, number>;
  over: number;
  senders: { senderKey: string; ads: number; first: number }[];
  corrected: number;
}

const ask = <Body>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
const post = (key: string, text: string, senders: string[] = ["LiLei"]) =>
  ask<{ ids: string[]; code: string }>("POST", "/outbound", {
    businessKey: key,
    channel: "wecom_moment",
    accountId,
    title: key,
    content: { text, ...(senders.length > 0 && { moment: { senders } }) },
  });
const check = async (text: string, senders = ["LiLei", "HanMei"]) =>
  (await ask<Check>("POST", "/moments/check", { accountId, content: { text, moment: { senders } } })).body;
const mix = async () => (await ask<Mix>("GET", `/moments/mix?accountId=${accountId}`)).body;
const ad = "夏季特价 ¥99，限时抢购";

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  regional = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  const account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: "ww0000000000000001",
      agentId: "1000002",
      name: "测试企业",
      baseUrl: "http://127.0.0.1:9",
      secrets: { secret: "s" },
    }),
  );
  accountId = account.id;
});

it("warns before a guide's Moments are nothing but advertising, and says what should go first [CH-24]", async () => {
  expect(await check(ad)).toMatchObject({
    kind: "ad",
    signals: ["写了价格", "写了优惠", "催促下单"],
    over: 0,
    repeats: null,
  });
  for (const [key, text] of [
    ["one", `${ad}！`],
    ["two", "满 200 减 50，速抢优惠券"],
  ] as const) {
    expect((await post(key, text)).status).toBe(202);
    clock.advance({ minutes: 1 });
  }
  const warned = await check(ad);
  // Han Mei posted nothing of the kind.
  expect(warned).toMatchObject({ over: 1, worst: [{ senderKey: "LiLei", ads: 3, posts: 3, first: 7 }], stops: false });
  expect(warned.repeats).toMatchObject({ title: "one" });
  expect((await check("三步泡出一杯好绿茶")).over).toBe(0);
  // A warning stops nobody.
  expect((await post("three", ad)).status).toBe(202);
  expect(await mix()).toMatchObject({
    counts: { ad: 3, content: 0, interaction: 0 },
    over: 1,
    senders: [{ senderKey: "LiLei", ads: 3 }],
  });
});

it("refuses where headquarters has set so, also for posts that everybody makes, and never the same post twice [CH-24]", async () => {
  const { body: settings } = await ask<{ value: object; version: number }>("GET", "/moments/settings");
  const strict = { value: { ...settings.value, stop: true }, version: settings.version };
  expect((await ask("PUT", "/moments/settings", strict)).status).toBe(200);
  const refused = await post("four", ad);
  expect([refused.status, refused.body.code]).toEqual([409, "moment_ads_only"]);
  expect((await post("everybody", ad, [])).status).toBe(409);
  // Said before: the same message again is no new post.
  expect((await post("three", ad)).body.ids).toEqual([]);
  expect((await post("tea", "三步泡出一杯好绿茶")).status).toBe(202);
});

it("lets operators correct how a post was read, and counts from then on with what they say [CH-24]", async () => {
  type Posts = { items: { businessKey: string; kind: string; readAs: string | null }[] };
  expect(
    (await ask<Posts>("GET", "/moments/posts")).body.items.map(({ businessKey, kind }) => [businessKey, kind]),
  ).toEqual([
    ["tea", "content"],
    ["three", "ad"],
    ["two", "ad"],
    ["one", "ad"],
  ]);
  expect((await ask("PUT", "/moments/posts/two/kind", { kind: "interaction" })).body).toMatchObject({
    kind: "interaction",
    readAs: "ad",
  });
  expect(await mix()).toMatchObject({ counts: { ad: 2, content: 1, interaction: 1 }, corrected: 1 });
  expect((await ask("PUT", "/moments/posts/nothing/kind", { kind: "ad" })).status).toBe(404);
  expect(
    (await ask<{ code: string }>("POST", "/moments/check", { accountId, content: { text: ad } }, regional)).status,
  ).toBe(403);
});

it("asks for days between two advertisements of one guide, however few their posts are [CH-24]", async () => {
  expect((await post("jim-ad", ad, ["JimGreen"])).status).toBe(202);
  expect(await check("新品满 300 减 80，下单送杯子", ["JimGreen"])).toMatchObject({
    over: 1,
    worst: [{ senderKey: "JimGreen", ads: 2, posts: 2, first: 0, waitDays: 1 }],
  });
  expect((await post("jim-again", "新品满 300 减 80，下单送杯子", ["JimGreen"])).status).toBe(409);
});
