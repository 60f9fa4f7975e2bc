import { randomUUID } from "node:crypto";
import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents, processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { takeTouches } from "../ad-plans/take-touches.ts";
import { takeArrivals } from "../codes/take-arrivals.ts";
import { takeTouchpointEvents } from "./take-events.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Figures {
  scans: number;
  visitors: number;
  people: number;
  led: number;
  friends: number;
  followers: number;
  members: number;
  buyers: number;
  orders: number;
  salesFen: number;
  spendFen: number;
  returned: number | null;
  several: number;
  severalRate: number | null;
  single: number;
  singleRate: number | null;
}
interface Touchpoint {
  id: string;
  key: string;
  state: string;
  version: number;
  nextStates: string[];
  codes: { rests: boolean }[];
  limits: { text: string; source: string }[];
  figures: Figures;
  code?: string;
  title?: string;
  errors?: { path: string; message: string }[];
}
interface Plan {
  id: string;
  version: number;
  planned: number;
  figures: Figures;
  steps: { touchpointId: string; kind: string; name: string; state: string; figures: Figures }[];
  singles: { plans: number; returned: number | null; times: number | null };
  code?: string;
  errors?: { path: string; message: string }[];
}
interface Code {
  id: string;
  slug: string;
  state: string;
}

let chain: SmallChain;
let operator: TestPerson;
let store: TestPerson;

const call = <Body = Touchpoint>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });

async function touchpoint(more: object, who = operator): Promise<Touchpoint> {
  const made = await call(
    "POST",
    "/touchpoints",
    { name: "触点", kind: "poster", landing: "mini_program", ...more },
    who,
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
async function started(more: object): Promise<Touchpoint> {
  const { id, version } = await touchpoint(more);
  const answer = await call("POST", `/touchpoints/${id}/state`, { to: "active", version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}
async function code(more: object): Promise<Code> {
  const made = await call<Code>("POST", "/live-codes", { material: "poster", channel: "store", ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
const link = (name: string) => code({ kind: "link", name, targetUrl: "https://shop.example.com/new" });
const storeCode = (name: string) =>
  code({ kind: "store", name, entry: "page", sameGuide: false, storeNo: chain.stores.N1.no });

async function open(path: string, visitors: number): Promise<number[]> {
  const answers = await Promise.all(
    Array.from({ length: visitors }, () =>
      fetch(`${server.url}${path}`, {
        redirect: "manual",
        headers: {
          "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50",
          cookie: `feilun_visitor=${randomUUID()}`,
        },
      }),
    ),
  );
  return [...new Set(answers.map(({ status }) => status))];
}

const minutes = (count: number) => new Date(clock.now().getTime() + count * 60_000);
const phones = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(13_800_010_000 + from + index));

async function membersOf(list: readonly string[]) {
  const facts = await db.transaction().execute((tx) =>
    resolveMembers(
      tx,
      platform,
      list.map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        occurredAt: clock.now(),
        source: "x",
        storeNo: chain.stores.N1.no,
      })),
    ),
  );
  return facts.map(({ originNo, memberNo }) => ({ originNo: originNo as number, memberNo: memberNo as number }));
}

/** New contacts of a guide, as WeCom tells of them. */
async function friends(list: readonly string[], at: Date, source = ""): Promise<void> {
  const members = await membersOf(list);
  await db.transaction().execute((tx) =>
    appendEvents(
      tx,
      members.map((member, index) => ({
        ...member,
        source: "wecom",
        eventId: `friend-${list[index]}`,
        type: "contact.added" as const,
        occurredAt: at,
        storeNo: chain.stores.N1.no,
        channel: "wecom",
        properties: { guideCode: "G1", source },
      })),
      clock.now(),
    ),
  );
  await testing.passHorizon();
  await takeArrivals(platform);
}

/** What apps report of people, through the public API. */
async function report(type: string, list: readonly string[], at: Date, properties: object): Promise<void> {
  const events = list.map((value) => ({
    eventId: `${type}-${value}-${at.getTime()}`,
    type,
    occurredAt: at.toISOString(),
    identifiers: [{ kind: "phone", value }],
    channel: type === "page.viewed" ? "mini_program" : "official_account",
    properties,
  }));
  const { body } = await call<{ accepted: number }>("POST", "/events", { events });
  expect(body.accepted).toBe(list.length);
  await processInbox(platform);
  await testing.passHorizon();
  await takeTouchpointEvents(platform);
  await takeTouches(platform);
}

async function order(list: readonly string[], at: Date, fen: number): Promise<void> {
  const members = await membersOf(list);
  await db.transaction().execute((tx) =>
    upsertOrders(
      tx,
      platform,
      members.map((member, index) => ({
        source: "mini",
        orderCode: `${list[index]}-${at.getTime()}`,
        member,
        storeNo: chain.stores.N1.no,
        channel: "mini_program",
        businessDay: at.toISOString().slice(0, 10),
        paidAt: at,
        lines: [{ sku: "SKU-1", name: "跑鞋", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      })),
    ),
  );
}

const figuresOf = async (id: string) => (await call("GET", `/touchpoints/${id}`)).body.figures;
const spend = (id: string, yuan: number) =>
  call("PUT", `/touchpoints/${id}/spends`, { csv: `日期,花费\n2026-06-15,${yuan}` });
const days = { startsOn: "2026-06-15", endsOn: "2026-06-30" };

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  store = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
});

describe("the registry of touchpoints", () => {
  it("groups channels as the field does, classes those of the mini program, and takes limits from WeChat's documents [CH-01]", async () => {
    const { body } = await call<{
      groups: { code: string; channels: { code: string }[] }[];
      kinds: { code: string; miniClass: string | null; limits: { text: string; source: string }[] }[];
    }>("GET", "/touchpoint-registry");
    expect(body.groups.map(({ code: group, channels }) => [group, channels.map((channel) => channel.code)])).toEqual([
      ["wechat", ["official_account", "video_account", "mini_program", "group", "moments", "wecom"]],
      ["streaming", ["taobao_live", "douyin_live", "video_live"]],
      ["call_sms", ["ai_call", "sms"]],
      ["parcel", ["parcel_card"]],
      ["offline", ["store", "outdoor"]],
      ["ads", ["ad"]],
      ["website", ["website"]],
    ]);
    const classOf = (kind: string) => body.kinds.find((each) => each.code === kind)?.miniClass;
    expect(["service_notice", "store_material", "red_packet_rain", "social_ad"].map(classOf)).toEqual([
      "online",
      "offline",
      "social",
      "commercial",
    ]);
    expect(body.kinds.find((each) => each.code === "group_code")?.limits[0]).toMatchObject({
      text: `一个群活码最多 ${WECOM_QUOTAS.joinWayGroups.amount} 个群`,
      source: WECOM_QUOTAS.joinWayGroups.source,
    });
  });

  it("counts scans, friends, followers, members, buyers, orders and spend of each from what happened, an order once, for the last touch [CH-01]", async () => {
    const card = await storeCode("收银台卡");
    const byCode = await started({
      name: "收银台卡",
      kind: "store_material",
      landing: "wecom",
      means: "codes",
      codeIds: [card.id],
    });
    const byScene = await started({
      name: "带参二维码",
      kind: "account_qr",
      landing: "official_account",
      means: "scene",
    });
    expect(await open(`/c/${card.slug}`, 20)).toEqual([200]);
    // A shared short link that was given out with the touchpoint's own key.
    await open(`/s/${(await link("公用短链")).slug}?utm_campaign=${byScene.key}`, 3);
    const people = phones(0, 12);
    await friends(people.slice(0, 10), minutes(1), card.state);
    await report("account.followed", people.slice(6), minutes(2), { accountCode: "gh_brand", scene: byScene.key });
    const opened = { appId: "wx1", visitId: "v1", scene: 1047, mark: byScene.key };
    await report("mini_program.opened", phones(60, 1), minutes(2), opened);
    await report("member.registered", people.slice(0, 4), minutes(3), {});
    await order(people.slice(0, 8), minutes(10), 10_000);
    await spend(byCode.id, 100);
    expect(await figuresOf(byCode.id)).toMatchObject({
      scans: 20,
      visitors: 20,
      friends: 10,
      followers: 0,
      members: 4,
      // Two of the eight followed by the other touchpoint before they bought.
      buyers: 6,
      orders: 6,
      salesFen: 60_000,
      spendFen: 10_000,
      returned: 6,
    });
    expect(await figuresOf(byScene.id)).toMatchObject({
      scans: 3,
      visitors: 7,
      followers: 6,
      buyers: 2,
      salesFen: 20_000,
    });
    const old = await call(`GET`, `/touchpoints/${byCode.id}?from=2026-05-01&to=2026-05-31`);
    expect(old.body.figures).toMatchObject({ scans: 0, friends: 0, buyers: 0, spendFen: 0 });
  });

  it("really pauses its code and takes it up again, asks for what is missing, and keeps a trail [CH-01]", async () => {
    const short = await link("官网短链");
    const empty = await touchpoint({ name: "还没有落地", kind: "website", means: "codes" });
    const refused = await call("POST", `/touchpoints/${empty.id}/state`, { to: "active", version: empty.version });
    expect(refused.body.errors?.[0]?.path).toBe("means");
    const own = await started({ name: "官网", kind: "website", means: "codes", codeIds: [short.id] });
    expect(await open(`/s/${short.slug}`, 1)).toEqual([302]);
    const paused = await call("POST", `/touchpoints/${own.id}/state`, { to: "paused", version: own.version });
    expect(paused.body).toMatchObject({ state: "paused", nextStates: ["active", "retired"], codes: [{ rests: true }] });
    const page = await fetch(`${server.url}/s/${short.slug}`, { redirect: "manual" });
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("暂停使用")]);
    const stale = await call("POST", `/touchpoints/${own.id}/state`, { to: "active", version: own.version });
    expect(stale.body.code).toBe("touchpoint_changed");
    const again = await call("POST", `/touchpoints/${own.id}/state`, { to: "active", version: paused.body.version });
    expect(again.body.codes).toMatchObject([{ rests: false }]);
    expect(await open(`/s/${short.slug}`, 1)).toEqual([302]);
    const taken = await call("POST", "/touchpoints", {
      name: "另一个",
      kind: "website",
      landing: "mini_program",
      means: "codes",
      codeIds: [short.id],
    });
    expect(taken.body.errors?.[0]).toMatchObject({ path: "codeIds", message: expect.stringContaining("官网") });
    const gone = await call("POST", `/touchpoints/${own.id}/state`, { to: "retired", version: again.body.version });
    expect(gone.body.nextStates).toEqual([]);
    const { rows } = await sql<{ action: string }>`
      select action from audit_log where subject_id in (${own.id}, ${short.id}) order by id`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual([
      "live_code.created",
      "touchpoint.created",
      "touchpoint.state_changed",
      "live_code.paused",
      "touchpoint.state_changed",
      "live_code.resumed",
      "touchpoint.state_changed",
      "live_code.paused",
      "touchpoint.state_changed",
    ]);
  });

  it("shows a store its own only, and leaves running to the level that was named [CH-01]", async () => {
    const theirs = await touchpoint({ name: "门店海报" }, store);
    const north = await touchpoint({
      name: "总部在店里的屏",
      unitId: chain.stores.N1.id,
      means: "scene",
      runBy: ["headquarters"],
    });
    await touchpoint({ name: "南区海报", unitId: chain.south.id });
    const { body } = await call<{ items: { id: string; mayRun: boolean }[] }>("GET", "/touchpoints", undefined, store);
    expect(body.items.map(({ id, mayRun }) => [id, mayRun])).toEqual([
      [north.id, false],
      [theirs.id, true],
    ]);
    const refused = await call("POST", `/touchpoints/${north.id}/state`, { to: "active", version: 1 }, store);
    expect([refused.status, refused.body.title]).toEqual([403, expect.stringContaining("总部")]);
  });
});

describe("drainage plans", () => {
  it("lead people over several touchpoints and return more than a plan of one, by real orders and entered spend [CH-04]", async () => {
    const ad = await call<{ id: string; key: string }>("POST", "/ad-plans", {
      name: "六月朋友圈",
      kind: "moments",
      chain: "buy_first",
      ...days,
    });
    await call("PUT", `/ad-plans/${ad.body.id}/spends`, { lines: [{ day: "2026-06-16", amountFen: 100_000 }] });
    const code1 = await storeCode("方案台卡");
    const byAd = await started({ name: "朋友圈广告", kind: "social_ad", means: "ad_plan", adPlanId: ad.body.id });
    const byCard = await started({
      name: "方案台卡",
      kind: "store_material",
      landing: "wecom",
      means: "codes",
      codeIds: [code1.id],
    });
    const alone = await started({ name: "单一广告页", kind: "mini_entry", means: "scene" });
    const made = await call<Plan>("POST", "/drainage-plans", {
      name: "广告 + 门店",
      ...days,
      budgetFen: 500_000,
      steps: [{ touchpointId: byAd.id }, { touchpointId: byCard.id }],
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const single = await call<Plan>("POST", "/drainage-plans", {
      name: "只投广告",
      ...days,
      steps: [{ touchpointId: alone.id }],
    });
    await spend(byCard.id, 500);
    await spend(alone.id, 1_000);
    // Ten by the ad; four of them become friends by the card, where five more come. 6 + 3 of them buy for 300 yuan each.
    const people = phones(2_000, 15);
    await report("page.viewed", people.slice(0, 10), minutes(1), { path: "/a", sourceCode: ad.body.key });
    await friends(people.slice(6), minutes(5), code1.state);
    await order(people.slice(4, 13), minutes(20), 30_000);
    await report("page.viewed", phones(3_000, 10), minutes(1), { path: "/b", sourceCode: alone.key });
    await order(phones(3_000, 3), minutes(20), 30_000);

    const { body } = await call<Plan>("GET", `/drainage-plans/${made.body.id}`);
    expect(
      body.steps.map(({ figures: { people: came, led, friends: made_, buyers, salesFen, spendFen } }) => [
        came,
        led,
        made_,
        buyers,
        salesFen,
        spendFen,
      ]),
    ).toEqual([
      [10, 0, 0, 2, 60_000, 100_000],
      [9, 4, 9, 7, 210_000, 50_000],
    ]);
    expect(body.figures).toMatchObject({
      people: 15,
      visitors: 15,
      buyers: 9,
      orders: 9,
      salesFen: 270_000,
      spendFen: 150_000,
      returned: 1.8,
      several: 4,
      severalRate: 1,
      single: 11,
      singleRate: 5 / 11,
    });
    // 900 yuan of sales for 1,000 spent.
    expect(body.singles).toMatchObject({ plans: 1, returned: 0.9, times: 2 });
    expect((await call<Plan>("GET", `/drainage-plans/${single.body.id}`)).body.singles).toMatchObject({
      plans: 0,
      times: null,
    });
    const twice = await call<Plan>("POST", "/drainage-plans", {
      name: "再用一次",
      ...days,
      steps: [{ touchpointId: byCard.id }],
    });
    expect(twice.body.errors?.[0]).toMatchObject({
      path: "steps.0.touchpointId",
      message: expect.stringContaining("广告 + 门店"),
    });
    const later = await call<Plan>("POST", "/drainage-plans", {
      name: "下个月再用",
      startsOn: "2026-07-01",
      endsOn: "2026-07-31",
      steps: [{ touchpointId: byCard.id }],
    });
    expect(later.status).toBe(201);
  });
});
