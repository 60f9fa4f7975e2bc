import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents, processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { takeArrivals } from "../codes/take-arrivals.ts";
import { keepReports } from "./keep-reports.ts";
import { readSpendText } from "./rules.ts";
import { takeTouches } from "./take-touches.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Stage {
  stage: string;
  people: number;
  anyOrder: number;
  costFen: number | null;
}
interface Figures {
  spendFen: number;
  path: Stage[];
  visitors: number;
  followers: number;
  friends: number;
  buyers: number;
  newBuyers: number;
  [key: string]: unknown;
}
interface Plan {
  id: string;
  key: string;
  version: number;
  figures: Figures;
  days: { day: string; spendFen: number; visitors: number; buyers: number }[];
  code?: string;
  errors?: { path: string; message: string }[];
}

let chain: SmallChain;
let operator: TestPerson;

const call = <Body = Plan>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const draft = (more: object = {}) => ({
  name: "六月朋友圈",
  kind: "moments",
  chain: "buy_first",
  startsOn: "2026-06-15",
  endsOn: "2026-06-30",
  ...more,
});
async function plan(more: object = {}): Promise<Plan> {
  const made = await call("POST", "/ad-plans", draft(more));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
const figuresOf = async (id: string) => (await call("GET", `/ad-plans/${id}`)).body.figures;
const link = async (name: string, more: object = {}) =>
  (
    await call<{ id: string; slug: string; state: string }>("POST", "/live-codes", {
      kind: "link",
      name,
      material: "ad",
      channel: "mini_program",
      targetUrl: "https://shop.example.com/new",
      ...more,
    })
  ).body;

/** Strangers who open a short link on their phones. */
async function open(path: string, visitors: number, status = 302): Promise<void> {
  for (let at = 0; at < visitors; at += 50) {
    const some = Array.from({ length: Math.min(50, visitors - at) }, async () => {
      const answer = await fetch(`${server.url}${path}`, {
        redirect: "manual",
        headers: {
          "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50",
          cookie: `feilun_visitor=${randomUUID()}`,
        },
      });
      expect(answer.status).toBe(status);
    });
    await Promise.all(some);
  }
}

const minutes = (count: number) => new Date(clock.now().getTime() + count * 60_000);

/** What apps report of people, through the public API. */
async function report(type: string, phones: readonly string[], at: Date, properties: object): Promise<void> {
  const events = phones.map((value) => ({
    eventId: `${type}-${value}-${at.getTime()}`,
    type,
    occurredAt: at.toISOString(),
    identifiers: [{ kind: "phone", value }],
    channel: type === "page.viewed" ? "mini_program" : "official_account",
    properties,
  }));
  const { body } = await call<{ accepted: number }>("POST", "/events", { events });
  expect(body.accepted).toBe(phones.length);
  await processInbox(platform);
  await testing.passHorizon();
  await takeTouches(platform);
}

async function order(phones: readonly string[], at: Date, fen: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const members = await resolveMembers(
      tx,
      platform,
      phones.map((value) => ({ identifiers: [{ kind: "phone" as const, value }], occurredAt: at, source: "mini" })),
    );
    await upsertOrders(
      tx,
      platform,
      members.map(({ originNo, memberNo }, index) => ({
        source: "mini",
        orderCode: `${phones[index]}-${at.getTime()}`,
        member: { originNo: originNo as number, memberNo: memberNo as number },
        storeNo: null,
        channel: "mini_program",
        businessDay: at.toISOString().slice(0, 10),
        paidAt: at,
        lines: [{ sku: "SKU-1", name: "跑鞋", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      })),
    );
  });
}

const phones = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(13_800_010_000 + from + index));

beforeAll(async () => {
  chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  expect(admin.id).not.toBe(operator.id);
});

describe("two ways from an ad, a thousand visitors each", () => {
  it("reports visitors, orders, followers, cost per buyer and repurchase of both, as the first half of CASE-10 has it [AQ-17, AQ-20]", async () => {
    const code = await link("朋友圈直购短链");
    const a = await plan({ name: "A 先直购后加粉", chain: "buy_first", codeIds: [code.id] });
    const b = await plan({ name: "B 先加粉后购买", chain: "follow_first" });
    // B's link is one of many uses of a shared short link: it is told by the plan's own key.
    const shared = await link("公用短链");
    await open(`/s/${code.slug}`, 1_000);
    await open(`/s/${shared.slug}?utm_campaign=${b.key}`, 1_000);

    // A: 400 are known in the mini program, 100 buy, 60 of them follow afterwards, 25 buy again.
    const inA = phones(0, 400);
    await report("page.viewed", inA, minutes(1), { path: "/p/1", sourceCode: code.slug });
    await order(inA.slice(0, 100), minutes(10), 20_000);
    await report("account.followed", inA.slice(0, 60), minutes(20), { accountCode: "gh_brand" });
    await order(inA.slice(0, 25), minutes(60 * 24 * 5), 10_000);
    // B: 300 follow by the ad's code, 80 of them buy, 8 of these again.
    const inB = phones(1_000, 300);
    await report("account.followed", inB, minutes(2), { accountCode: "gh_brand", scene: b.key });
    await order(inB.slice(0, 80), minutes(60), 15_000);
    await order(inB.slice(0, 8), minutes(60 * 24 * 5), 10_000);
    await call("PUT", `/ad-plans/${a.id}/spends`, { csv: '日期,花费\n2026-06-15,2000\n2026/6/16,"1,000.00"' });
    await call("PUT", `/ad-plans/${b.id}/spends`, { lines: [{ day: "2026-06-15", amountFen: 240_000 }] });

    const [figuresA, figuresB] = [await figuresOf(a.id), await figuresOf(b.id)];
    expect(figuresA).toMatchObject({
      visitors: 1_000,
      buyers: 100,
      newBuyers: 100,
      followers: 60,
      orders: 125,
      spendFen: 300_000,
      buyerCostFen: 3_000,
      visitorCostFen: 300,
      repeatBuyers: 25,
      repeatRate: 0.25,
      firstOrderFen: 20_000,
      valueFen: 22_500,
      paysBack: true,
      isMature: false,
      miniFirst: 60,
      followedFirst: 0,
    });
    expect(figuresA.path.map(({ stage, people }) => [stage, people])).toEqual([
      ["visit", 1_000],
      ["order", 100],
      ["follow", 60],
    ]);
    expect(figuresB).toMatchObject({
      visitors: 1_000,
      buyers: 80,
      followers: 300,
      buyerCostFen: 3_000,
      followerCostFen: 800,
      repeatBuyers: 8,
      repeatRate: 0.1,
      firstOrderFen: 15_000,
      followedFirst: 80,
      miniFirst: 0,
    });
    expect(figuresB.path.map(({ stage, people, costFen }) => [stage, people, costFen])).toEqual([
      ["visit", 1_000, 240],
      ["follow", 300, 800],
      ["order", 80, 3_000],
    ]);
    const { days } = (await call("GET", `/ad-plans/${a.id}`)).body;
    expect(days).toEqual([
      { day: "2026-06-15", spendFen: 200_000, visitors: 1_000, buyers: 100 },
      { day: "2026-06-16", spendFen: 100_000, visitors: 0, buyers: 0 },
    ]);
    const { body } = await call<{ items: Plan[] }>("GET", "/ad-plans");
    expect(body.items.map(({ id, figures }) => [id, figures.buyers])).toEqual([
      [b.id, 80],
      [a.id, 100],
    ]);
  });

  it("tells a stage that was passed in another order from one of the chain", async () => {
    const own = await plan({ name: "倒着走", chain: "buy_first" });
    const [early, late] = phones(3_000, 2) as [string, string];
    await report("page.viewed", [early, late], minutes(1), { path: "/p/2", sourceCode: own.key });
    await report("account.followed", [early], minutes(2), { accountCode: "gh_brand" });
    await order([early, late], minutes(3), 5_000);
    await report("account.followed", [late], minutes(4), { accountCode: "gh_brand" });
    const { path, followedFirst, miniFirst } = await figuresOf(own.id);
    expect(path.map(({ people, anyOrder }) => [people, anyOrder])).toEqual([
      [2, 2],
      [2, 2],
      [1, 2],
    ]);
    // Both were in the mini program before they followed.
    expect([followedFirst, miniFirst]).toEqual([0, 2]);
  });
});

describe("whom a plan gets", () => {
  it("ends as a friend of a guide: a click on the ad's code, and the contact that comes by it [AQ-14]", async () => {
    const store = await call<{ id: string; slug: string; state: string }>("POST", "/live-codes", {
      kind: "store",
      name: "朋友圈广告门店码",
      material: "ad",
      entry: "page",
      sameGuide: false,
      storeNo: chain.stores.N1.no,
    });
    const own = await plan({ name: "附近推", kind: "lbs", chain: "friend", codeIds: [store.body.id] });
    await open(`/c/${store.body.slug}`, 10, 200);
    const people = phones(4_000, 6);
    const facts = await db.transaction().execute((tx) =>
      resolveMembers(
        tx,
        platform,
        people.map((value) => ({
          identifiers: [{ kind: "phone" as const, value }],
          occurredAt: clock.now(),
          source: "x",
        })),
      ),
    );
    await db.transaction().execute((tx) =>
      appendEvents(
        tx,
        facts.map(({ originNo, memberNo }, index) => ({
          source: "wecom",
          eventId: `friend-${index}`,
          type: "contact.added" as const,
          originNo: originNo as number,
          memberNo: memberNo as number,
          occurredAt: minutes(5),
          storeNo: chain.stores.N1.no,
          channel: "wecom",
          properties: { guideCode: "G1", source: store.body.state },
        })),
        clock.now(),
      ),
    );
    await testing.passHorizon();
    await takeArrivals(platform);
    await order(people.slice(0, 2), minutes(50), 8_000);
    await call("PUT", `/ad-plans/${own.id}/spends`, { lines: [{ day: "2026-06-15", amountFen: 6_000 }] });
    expect(await figuresOf(own.id)).toMatchObject({
      visitors: 10,
      friends: 6,
      friendCostFen: 1_000,
      buyers: 2,
      buyerCostFen: 3_000,
      paysBack: true,
    });
  });

  it("counts a purchase for the ad that touched last before it, within the window, and only once [AQ-20]", async () => {
    const first = await plan({ name: "先碰到" });
    const last = await plan({ name: "后碰到" });
    const [both, longAgo, before] = phones(5_000, 3) as [string, string, string];
    await order([before], minutes(-60 * 24 * 20), 1_000);
    await report("page.viewed", [both, longAgo, before], minutes(1), { path: "/a", sourceCode: first.key });
    await report("page.viewed", [both], minutes(2), { path: "/b", sourceCode: last.key });
    await order([both, before], minutes(3), 9_000);
    await order([longAgo], minutes(60 * 24 * 31), 9_000);
    expect(await figuresOf(first.id)).toMatchObject({ visitors: 3, buyers: 1, newBuyers: 0, salesFen: 9_000 });
    expect(await figuresOf(last.id)).toMatchObject({ visitors: 1, buyers: 1, newBuyers: 1, salesFen: 9_000 });
  });

  it("keeps the report of a plan that reaches very many, and says as of when; a change is told at once", async () => {
    const own = await plan({ name: "很多人" });
    const [first, second] = phones(8_000, 2) as [string, string];
    await report("page.viewed", [first], minutes(1), { path: "/a", sourceCode: own.key });
    expect(await keepReports(platform, undefined, 1)).toBeGreaterThan(0);
    const asOf = clock.now().toISOString();
    clock.advance({ minutes: 9 });
    await report("page.viewed", [second], clock.now(), { path: "/a", sourceCode: own.key });
    expect(await figuresOf(own.id)).toMatchObject({ visitors: 1, asOf });
    await call("PUT", `/ad-plans/${own.id}/spends`, { lines: [{ day: "2026-06-15", amountFen: 100 }] });
    expect(await figuresOf(own.id)).toMatchObject({ visitors: 2, spendFen: 100, asOf: clock.now().toISOString() });
    clock.advance({ minutes: 2 });
    expect(await keepReports(platform, undefined, 1)).toBeGreaterThan(0);
    const { body } = await call<{ items: Plan[] }>("GET", "/ad-plans");
    expect(body.items.find(({ id }) => id === own.id)?.figures).toMatchObject({ visitors: 2, spendFen: 100 });
    await db.deleteFrom("ad_plan_report").execute();
  });

  it("takes only people who came in the days asked for, and says so when the value is still growing", async () => {
    const own = await plan({ name: "分段", startsOn: "2026-06-01", endsOn: "2026-06-30" });
    await report("page.viewed", phones(6_000, 3), minutes(1), { path: "/a", sourceCode: own.key });
    const { body } = await call("GET", `/ad-plans/${own.id}?from=2026-06-01&to=2026-06-14`);
    expect(body.figures).toMatchObject({ visitors: 0, buyerCostFen: null, paysBack: null, isMature: false });
    expect((await call("GET", `/ad-plans/${own.id}?from=2026-06-20&to=2026-06-10`)).body.errors?.[0]?.path).toBe("to");
  });
});

describe("plans", () => {
  it("are of many kinds, in the parts of a seeding chain, from templates [CH-30, AQ-22]", async () => {
    const { body } = await call<{
      kinds: { code: string }[];
      seeding: { code: string }[];
      chains: { code: string; advice: string; stages: { code: string }[] }[];
    }>("GET", "/ad-plan-templates");
    expect(body.kinds.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        "outdoor",
        "lift",
        "search",
        "moments",
        "official_account",
        "sms",
        "feed",
        "content",
        "barter",
      ]),
    );
    const stagesOf = (code: string) =>
      body.chains.find((each) => each.code === code)?.stages.map((stage) => stage.code);
    expect(["mini_account", "account", "booking", "coupon", "live"].map(stagesOf)).toEqual([
      ["visit", "mini", "follow", "order"],
      ["visit", "follow"],
      ["visit", "reserve", "order"],
      ["visit", "coupon", "order"],
      ["visit", "live", "follow", "order"],
    ]);
    for (const [seeding, kind] of [
      ["talk", "kol"],
      ["trial", "content"],
      ["share", "barter"],
    ] as const)
      await plan({ name: `种草 ${seeding}`, kind, seeding, partner: "某达人", chain: "coupon" });
    const list = await call<{ items: { name: string }[] }>("GET", "/ad-plans?seeding=trial");
    expect(list.body.items.map(({ name }) => name)).toEqual(["种草 trial"]);
  });

  it("follow the booking, coupon and live chains by the events of each [AQ-22]", async () => {
    for (const [chainCode, type, properties] of [
      ["booking", "live.reserved", { liveCode: "L1" }],
      ["coupon", "coupon.claimed", { couponCode: "C1" }],
      ["live", "live.joined", { liveCode: "L1" }],
    ] as const) {
      const own = await plan({ name: chainCode, chain: chainCode });
      const some = phones(7_000 + chainCode.length * 10, 4);
      await report("page.viewed", some, minutes(1), { path: "/x", sourceCode: own.key });
      await report(type, some.slice(0, 3), minutes(2), properties);
      await report("account.followed", some.slice(0, 2), minutes(3), { accountCode: "gh_brand" });
      await order(some.slice(0, 1), minutes(4), 3_000);
      const { path } = await figuresOf(own.id);
      expect([chainCode, path.map(({ people }) => people)]).toEqual([
        chainCode,
        chainCode === "live" ? [4, 3, 2, 1] : [4, 3, 1],
      ]);
    }
  });

  it("keep a code to one plan, refuse a stale edit, and leave a trail", async () => {
    const code = await link("独占短链");
    const own = await plan({ name: "占用", codeIds: [code.id] });
    const other = await call("POST", "/ad-plans", draft({ codeIds: [code.id] }));
    expect(other.body.errors?.[0]).toMatchObject({ path: "codeIds", message: expect.stringContaining("占用") });
    const edit = { ...draft({ name: "改名", codeIds: [] }), version: own.version };
    expect((await call("PUT", `/ad-plans/${own.id}`, edit)).status).toBe(200);
    expect((await call("PUT", `/ad-plans/${own.id}`, edit)).body.code).toBe("ad_plan_changed");
    expect((await call("POST", "/ad-plans", draft({ endsOn: "2026-06-01" }))).body.errors?.[0]?.path).toBe("endsOn");
    await call("POST", `/ad-plans/${own.id}/archive`, { archived: true });
    expect((await call("PUT", `/ad-plans/${own.id}/spends`, { lines: [] })).body.code).toBe("ad_plan_archived");
    const { rows } = await sql<{ action: string }>`
      select action from audit_log where subject_id = ${own.id} order by id`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual(["ad_plan.created", "ad_plan.edited", "ad_plan.archived"]);
  });

  it("are seen by their part of the chain only", async () => {
    const north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
    const own = await plan({ name: "南区投放", unitId: chain.south.id });
    expect((await call("GET", `/ad-plans/${own.id}`, undefined, north)).status).toBe(404);
    const list = await call<{ items: unknown[] }>("GET", "/ad-plans", undefined, north);
    expect(list.body.items).toEqual([]);
    const theirs = await call("POST", "/ad-plans", draft({ name: "北区投放" }), north);
    expect(theirs.status).toBe(201);
  });
});

describe("spend", () => {
  it("is read from a pasted table, days summed, and each bad line named", () => {
    expect(readSpendText("\ufeff日期,花费,曝光,点击\n2026-06-01,300.5,10000,120\n20260601\t¥99.5\t\t\n")).toEqual([
      { day: "2026-06-01", amountFen: 40_000, impressions: 10_000, clicks: 120 },
    ]);
    const refused = () => readSpendText("2026-06-31,1\n2026-06-01,abc\n2026-06-02,1,x");
    expect(refused).toThrow();
    try {
      refused();
    } catch (error) {
      const { errors } = (error as { details: { errors: { message: string }[] } }).details;
      expect(errors.map(({ message }) => message.slice(0, 7))).toEqual(["第 1 行：「", "第 2 行：「", "第 3 行：曝"]);
    }
  });
});
