import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { tencentConversions } from "../../connectors/tencent-ads/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents, processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { splitState, stateWithClick, takeClickTouches } from "./clicks.ts";
import { decideConversions } from "./decide-conversions.ts";
import { tellConversions } from "./tell-conversions.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();

interface Account {
  id: string;
  version: number;
  monitorUrl: string | null;
  failure: string | null;
  clicks: number;
  landed: number;
  known: number;
  costFen: number;
  openCostFen: number;
  hasToken: boolean;
  stages: { stage: string; counted: number; told: number; refused: number; withheld: number; waiting: number }[];
  errors?: { path: string; message: string }[];
}
interface AdAction {
  outerActionId: string;
  actionType: string;
  clickId: string;
  convId: string;
  value?: number;
  times: number;
}
interface Click {
  clickId: string;
  landing: string;
  heard: number | null;
}
interface Conversion {
  id: string;
  stage: string;
  state: string;
  cause: string | null;
  clickKey: string;
  tries: number;
}

let chain: SmallChain;
let operator: TestPerson;
let plan: { id: string; key: string };
let code: { id: string; slug: string };
let account: Account;

const call = <Body = Account>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
async function ok<Body = Account>(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await call<Body>(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}
const draft = (more: object = {}) => ({
  name: "总部广告号",
  accountKey: "10001",
  baseUrl: sandbox.ads,
  convId: "C-1",
  actions: [
    { stage: "friend", actionType: "CONFIRM_EFFECTIVE_LEADS" },
    { stage: "register", actionType: "REGISTER" },
    { stage: "order", actionType: "COMPLETE_ORDER" },
  ],
  ...more,
});
const accountNow = async (): Promise<Account> => {
  const { items } = await ok<{ items: Account[] }>("GET", "/ad-accounts");
  return items.find(({ id }) => id === account.id) as Account;
};
const edit = async (more: object = {}) =>
  ok("PUT", `/ad-accounts/${account.id}`, draft({ version: (await accountNow()).version, ...more }));
const conversions = async (query = "") =>
  (await ok<{ items: Conversion[] }>("GET", `/ad-accounts/${account.id}/conversions${query}`)).items;
const toldThere = async () => (await sandbox.act<{ actions: AdAction[] }>("ads.actions")).actions;

/** What the job does each minute. */
async function work(): Promise<number> {
  await processInbox(platform);
  await testing.passHorizon();
  await takeClickTouches(platform);
  await decideConversions(platform);
  return tellConversions(platform, tencentConversions, AbortSignal.timeout(30_000));
}
async function click(withMonitor = true): Promise<Click> {
  const monitor = withMonitor ? account.monitorUrl?.replace("https://crm.example.com", server.url) : undefined;
  return sandbox.act<Click>("ads.click", { landing: `${server.url}/s/${code.slug}`, ...(monitor && { monitor }) });
}
const land = (address: string, visitor: string = randomUUID()) =>
  fetch(address, {
    redirect: "manual",
    headers: {
      "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50",
      cookie: `feilun_visitor=${visitor}`,
    },
  });
async function report(type: string, phone: string, properties: object): Promise<void> {
  const event = {
    eventId: randomUUID(),
    ...{ type, occurredAt: clock.now().toISOString(), channel: "mini_program", properties },
    identifiers: [{ kind: "phone", value: phone }],
  };
  expect((await ok<{ accepted: number }>("POST", "/events", { events: [event] })).accepted).toBe(1);
}
async function memberOf(phone: string): Promise<number> {
  const [member] = await db
    .transaction()
    .execute((tx) =>
      resolveMembers(tx, platform, [
        { identifiers: [{ kind: "phone", value: phone }], occurredAt: clock.now(), source: "mini" },
      ]),
    );
  return member?.memberNo as number;
}
async function order(phone: string, fen: number): Promise<void> {
  const memberNo = await memberOf(phone);
  const paidAt = clock.now();
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        ...{ source: "mini", orderCode: randomUUID(), member: { originNo: memberNo, memberNo } },
        ...{ storeNo: null, channel: "mini_program", businessDay: paidAt.toISOString().slice(0, 10), paidAt },
        lines: [{ sku: "SKU-1", name: "跑鞋", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      },
    ]),
  );
}
async function upload(text: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([text]), "账户报表.csv");
  const response = await fetch(`${server.url}/api/v1/imports/files`, {
    ...{ method: "POST", body: form },
    headers: { cookie: operator.cookie },
  });
  return ((await response.json()) as { id: string }).id;
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test') on conflict do nothing`.execute(
    db,
  );
  code = await ok("POST", "/live-codes", {
    ...{ kind: "link", name: "朋友圈短链", material: "ad", channel: "mini_program" },
    targetUrl: "https://shop.example.com/new",
  });
  plan = await ok("POST", "/ad-plans", {
    ...{ name: "六月朋友圈", kind: "moments", chain: "friend", startsOn: "2026-06-10", endsOn: "2026-06-30" },
    codeIds: [code.id],
  });
  account = await ok("POST", "/ad-accounts", draft());
  account = await ok("PUT", `/ad-accounts/${account.id}/plans`, { plans: [{ planId: plan.id, match: "六月朋友圈" }] });
});

describe("conversions told back to Tencent Ads", () => {
  it("tells a registration and the first order with its value once each, by the click that somebody landed with [IN-07]", async () => {
    const clicked = await click();
    expect(clicked.heard).toBe(200);
    const landed = await land(clicked.landing);
    // The page behind the link can report the click with what its visitors do.
    expect(new URL(landed.headers.get("location") ?? "").searchParams.get("gdt_vid")).toBe(clicked.clickId);
    clock.advance({ minutes: 1 });
    await report("member.registered", "13800020001", { method: "mini", clickId: clicked.clickId });
    await work();
    clock.advance({ minutes: 1 });
    await order("13800020001", 19_900);
    await order("13800020001", 5_000);
    await work();
    await work();
    const told = (await toldThere()).filter(({ clickId }) => clickId === clicked.clickId);
    expect(told.map(({ actionType, value, convId, times }) => ({ actionType, value, convId, times }))).toEqual([
      { actionType: "REGISTER", value: undefined, convId: "C-1", times: 1 },
      { actionType: "COMPLETE_ORDER", value: 19_900, convId: "C-1", times: 1 },
    ]);
    const now = await accountNow();
    expect(now).toMatchObject({ clicks: 1, landed: 1, known: 1, failure: null });
    expect(now.stages.find(({ stage }) => stage === "order")).toMatchObject({ counted: 1, told: 1, refused: 0 });
  });

  it("knows a new friend by the acquisition link that carried the click, without the monitoring address [IN-07]", async () => {
    expect(splitState(stateWithClick("abc123", 71))).toEqual({ state: "abc123", clickNo: 71 });
    expect(splitState("abc123")).toEqual({ state: "abc123", clickNo: null });
    const clicked = await click(false);
    await land(clicked.landing);
    const { rows } = await sql<{ no: number }>`select no from ad_click where click_key = ${clicked.clickId}`.execute(
      db,
    );
    const memberNo = await memberOf("13800020002");
    clock.advance({ minutes: 1 });
    await db.transaction().execute((tx) =>
      appendEvents(
        tx,
        [
          {
            ...{ source: "wecom", eventId: randomUUID(), type: "contact.added" as const, originNo: memberNo, memberNo },
            ...{ occurredAt: clock.now(), storeNo: null, channel: "wecom" },
            properties: { guideCode: "G1", clickNo: String(rows[0]?.no) },
          },
        ],
        clock.now(),
      ),
    );
    expect(await work()).toBe(1);
    expect((await toldThere()).find(({ clickId }) => clickId === clicked.clickId)).toMatchObject({
      actionType: "CONFIRM_EFFECTIVE_LEADS",
    });
  });

  it("takes a click that a mini program reports with the plan's key, where no page of ours stands in between [IN-07]", async () => {
    const { clickId } = await click(false);
    await report("page.viewed", "13800020008", { path: "/p", sourceCode: plan.key, clickId });
    await work();
    clock.advance({ minutes: 1 });
    await order("13800020008", 6_600);
    expect(await work()).toBe(1);
    expect((await toldThere()).find((told) => told.clickId === clickId)).toMatchObject({ value: 6_600, times: 1 });
  });

  it("counts the first who lands for a click, not those to whom the address is passed on, and no machine", async () => {
    const clicked = await click(false);
    const first = randomUUID();
    await fetch(clicked.landing, { redirect: "manual", headers: { "user-agent": "Googlebot/2.1" } });
    await land(clicked.landing, first);
    await land(clicked.landing, randomUUID());
    const { rows } = await sql<{
      visitor: string;
    }>`select visitor_id as visitor from ad_click where click_key = ${clicked.clickId}`.execute(db);
    expect(rows).toEqual([{ visitor: first }]);
  });

  it("tells again after a lost answer or an expired token, under the same number, and says why meanwhile [IN-07]", async () => {
    await sandbox.act("ads.set", { tokens: ["right-token"] });
    await edit({ authenticated: true, token: "wrong-token" });
    const clicked = await click();
    await land(clicked.landing);
    await report("member.registered", "13800020003", { method: "mini", clickId: clicked.clickId });
    expect(await work()).toBe(0);
    expect((await accountNow()).failure).toContain("访问令牌");
    expect((await conversions("?state=waiting"))[0]).toMatchObject({ stage: "register", tries: 1 });
    // The right token is entered: what waited goes out without waiting longer. Its answer is lost once.
    await sandbox.act("faults.add", { platform: "ads", path: "/conv", what: { kind: "lost_answer" }, times: 1 });
    const changed = await edit({ authenticated: true, token: "right-token" });
    expect(changed).toMatchObject({ hasToken: true });
    expect(JSON.stringify(changed)).not.toContain("right-token");
    expect(await work()).toBe(0);
    clock.advance({ minutes: 10 });
    expect(await work()).toBe(1);
    const told = (await toldThere()).filter(({ clickId }) => clickId === clicked.clickId);
    expect(told).toMatchObject([{ times: 2 }]);
    // A token never goes to an address that it was not given for.
    const { version } = await accountNow();
    const elsewhere = draft({ authenticated: true, baseUrl: "http://elsewhere.example.com", version });
    const refused = await call("PUT", `/ad-accounts/${account.id}`, elsewhere);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "token" }] } });
    await sandbox.act("ads.set", { tokens: [] });
    await edit();
  });

  it("keeps what the platform refuses with the cause, holds nothing else back, and tells it once it is put right [IN-07]", async () => {
    await sandbox.act("ads.set", { knownTypes: ["REGISTER", "COMPLETE_ORDER"] });
    await edit({ actions: [{ stage: "register", actionType: "SIGN_UP" }, ...draft().actions.slice(2)] });
    const [bad, good] = [await click(false), await click(false)];
    for (const one of [bad, good]) await land(one.landing);
    await report("member.registered", "13800020004", { method: "mini", clickId: bad.clickId });
    await report("page.viewed", "13800020005", { path: "/p", clickId: good.clickId });
    await work();
    clock.advance({ minutes: 1 });
    await order("13800020005", 8_800);
    await work();
    const refused = await conversions("?state=refused");
    expect(refused).toMatchObject([{ stage: "register", clickKey: bad.clickId }]);
    expect(refused[0]?.cause).toContain("900318001");
    expect((await toldThere()).some(({ clickId }) => clickId === good.clickId)).toBe(true);
    await edit();
    expect(await ok("POST", `/ad-accounts/${account.id}/retry`)).toEqual({ conversions: 1 });
    expect(await work()).toBe(1);
    expect(await conversions("?state=refused")).toEqual([]);
    await sandbox.act("ads.set", { knownTypes: [] });
  });

  it("tells of nobody who refused sharing and of nothing after the window [IN-07]", async () => {
    const [refuser, late] = [await click(), await click()];
    for (const one of [refuser, late]) await land(one.landing);
    const memberNo = await memberOf("13800020006");
    await ok("POST", `/members/${memberNo}/consents`, {
      ...{ purpose: "data_sharing", channel: "any", granted: false, evidence: "电话", textVersion: "2026-01" },
    });
    await report("member.registered", "13800020006", { method: "mini", clickId: refuser.clickId });
    await report("page.viewed", "13800020007", { path: "/p", clickId: late.clickId });
    await work();
    clock.advance({ days: 8 });
    operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
    await order("13800020007", 1_000);
    await work();
    const withheld = await conversions("?state=withheld");
    expect(withheld.find(({ clickKey }) => clickKey === refuser.clickId)?.cause).toContain("没有同意");
    const keys = (await toldThere()).map(({ clickId }) => clickId);
    expect(keys).not.toContain(refuser.clickId);
    expect(keys).not.toContain(late.clickId);
  });
});

describe("what the platform reports", () => {
  it("takes an account's export into the spend of the plans that its names match, and takes it back when the match changes [IN-07]", async () => {
    const other = await ok<{ id: string }>("POST", "/ad-plans", {
      ...{ name: "六月视频号", kind: "video_account", chain: "live", startsOn: "2026-06-10", endsOn: "2026-06-30" },
    });
    const bad = await upload("日期,计划名称,广告ID,花费\n2026-06-12,六月朋友圈-上海,A1,很多");
    const wrong = await call<{ errors: { message: string }[] }>("POST", `/ad-accounts/${account.id}/report`, {
      fileId: bad,
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0]?.message).toContain("第 2 行「花费（元）」");
    const fileId = await upload(
      '日期,计划名称,广告ID,花费,曝光量,点击量,目标转化量\n2026-06-12,六月朋友圈-上海,A1,"1,200.50",10000,200,9\n2026-06-12,六月朋友圈-北京,A2,300,1000,20,1\n2026-06-12,别的计划,A3,99.5,10,1,0\n合计,,,1600,,,',
    );
    expect(await ok("POST", `/ad-accounts/${account.id}/report/preview`, { fileId })).toMatchObject({
      works: 3,
      problems: [],
    });
    const [first, again] = await Promise.all([
      ok("POST", `/ad-accounts/${account.id}/report`, { fileId }),
      ok("POST", `/ad-accounts/${account.id}/report`, { fileId }),
    ]);
    expect(first).toEqual({ days: 1, ads: 3, costFen: 160_000, openCostFen: 9_950 });
    expect(again).toEqual(first);
    const spends = async (id: string) =>
      (await ok<{ spends: { day: string; amountFen: number; clicks: number }[] }>("GET", `/ad-plans/${id}`)).spends;
    expect(await spends(plan.id)).toMatchObject([
      { day: "2026-06-12", amountFen: 150_050, impressions: 11_000, clicks: 220 },
    ]);
    // The longer words win; what no longer matches leaves the plan.
    await ok("PUT", `/ad-accounts/${account.id}/plans`, {
      plans: [
        { planId: plan.id, match: "六月朋友圈" },
        { planId: other.id, match: "六月朋友圈-北京" },
      ],
    });
    expect((await spends(plan.id))[0]?.amountFen).toBe(120_050);
    expect((await spends(other.id))[0]?.amountFen).toBe(30_000);
    await ok("PUT", `/ad-accounts/${account.id}/plans`, { plans: [{ planId: plan.id, match: "六月朋友圈" }] });
    expect(await spends(other.id)).toEqual([]);
    const { items } = await ok<{ items: { adKey: string; planName: string | null; costFen: number }[] }>(
      "GET",
      `/ad-accounts/${account.id}/report?from=2026-06-01&to=2026-06-30`,
    );
    expect(items.map(({ adKey, planName }) => [adKey, planName])).toEqual([
      ["A3", null],
      ["A1", "六月朋友圈"],
      ["A2", "六月朋友圈"],
    ]);
  });
});

describe("who may", () => {
  it("shows a region its own accounts only, and names the field of wrong input", async () => {
    const north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
    const seen = await call<{ items: Account[] }>("GET", "/ad-accounts", undefined, north);
    expect(seen.body.items).toEqual([]);
    expect((await call("GET", `/ad-accounts/${account.id}/conversions`, undefined, north)).status).toBe(404);
    const twice = await call("POST", "/ad-accounts", draft());
    expect(twice).toMatchObject({ status: 400, body: { errors: [{ path: "accountKey" }] } });
    const bare = await call("POST", "/ad-accounts", draft({ accountKey: "10002", authenticated: true }));
    expect(bare.body.errors?.[0]?.path).toBe("token");
    const foreign = await fetch(`${server.url}/t/nobodyxx?click_id=abcdef123456`);
    expect(foreign.status).toBe(404);
    const unfilled = await fetch(`${(account.monitorUrl ?? "").replace("https://crm.example.com", server.url)}`);
    expect(unfilled.status).toBe(400);
  });
});
