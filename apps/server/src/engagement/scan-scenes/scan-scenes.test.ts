import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders, upsertProducts } from "../../commerce/index.ts";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { adviceOf } from "./rules.ts";

interface Scene {
  readonly id: string;
  readonly no: number;
  readonly version: number;
  readonly title: string;
  readonly storesWithout: number;
  readonly places: { placement: string; series: string; codes: number; hung: number }[];
  readonly errors?: { path: string; message: string }[];
}
interface Figures {
  readonly rows: Record<string, number | string | null>[];
  readonly silentStores: { name: string; codes: number }[];
  readonly silentStoreCount: number;
}
interface Checklist {
  readonly today: { title: string }[];
  readonly codes: { codeId: string; storeName: string; hungAt: string | null; isToday: boolean; scans7Days: number }[];
}
interface Want {
  readonly id: string;
  readonly state: string;
  readonly next: string[];
  readonly product: string;
  readonly sku: string | null;
  readonly memberNo: number | null;
  readonly version: number;
  readonly errors?: { path: string; message: string }[];
}

// A Monday in Shanghai.
const feilun = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
let admin: TestPerson;
let manager: TestPerson;
let stranger: TestPerson;
let missing: Scene;
let points: Scene;

const call = <Body>(method: string, path: string, body?: object, cookie = admin.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body && { body }) });
const agent = "Mozilla/5.0 (iPhone) AppleWebKit Safari";
const get = (path: string, cookie = "") =>
  fetch(`${server.url}${path}`, { headers: { "user-agent": agent, cookie }, redirect: "manual" });
const cookieOf = (answer: Response) => (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
const known = (memberNo: number) => `feilun_known=${encodeURIComponent(platform.cipher.seal(String(memberNo)))}`;

async function slugOf(scene: Scene, storeNo: number, placement: string): Promise<{ slug: string; codeId: string }> {
  const { rows } = await sql<{ slug: string; codeId: string }>`
    select c.slug, c.id as "codeId" from scan_scene_code k join live_code c on c.id = k.code_id
    where k.scene_no = ${scene.no} and k.store_no = ${storeNo} and k.placement = ${placement}`.execute(db);
  return rows[0] as { slug: string; codeId: string };
}
/** Scans with a fresh browser, or goes on with one; the page and the browser's cookie. */
async function scan(slug: string, cookie = "") {
  const opened = await get(`/c/${slug}`, cookie);
  expect(opened.headers.get("location")).toBe(`/q/${slug}`);
  const visitor = [cookieOf(opened), cookie].filter(Boolean).join("; ");
  const page = await get(`/q/${slug}`, visitor);
  return { html: await page.text(), cookie: visitor };
}
const want = (slug: string, cookie: string, body: object) =>
  fetch(`${server.url}/api/v1/scan-pages/${slug}/wants`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(body),
  });
const figures = async (by: string, cookie = admin.cookie) =>
  (await call<Figures>("GET", `/scan-scenes/figures?by=${by}`, undefined, cookie)).body;

/** Sessions end within a day. */
async function everybodySignsIn(): Promise<void> {
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  stranger = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S2.id });
}

beforeAll(async () => {
  await everybodySignsIn();
  await db.transaction().execute((tx) => upsertProducts(tx, [{ sku: "COAT-1", name: "羊毛大衣" }]));
  const made = await call<Scene>("POST", "/scan-scenes", {
    ...{ kind: "missing", unitId: chain.hq.id, placements: ["fitting_room", "shelf"], title: "没有你的尺码？" },
    ...{ says: "我们帮你找", weekdays: [1, 6] },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  missing = made.body;
  const flagship = await call<Scene>("POST", "/scan-scenes", {
    ...{ kind: "points", unitId: chain.hq.id, placements: ["till"], formats: ["flagship"], title: "查积分" },
    ...{ linkLabel: "看积分", linkUrl: "https://shop.example.com/points", weekdays: [2] },
  });
  expect(flagship.status, JSON.stringify(flagship.body)).toBe(201);
  points = flagship.body;
});

describe("daily reasons to scan", () => {
  it("are set up once for the chain: a printable code per store and place, by format, and for new stores later [AQ-08]", async () => {
    expect(missing.places).toMatchObject([
      { placement: "fitting_room", codes: 4, hung: 0 },
      { placement: "shelf", codes: 4 },
    ]);
    expect(points.places).toMatchObject([{ placement: "till", codes: 2 }]);
    const series = await call<{ items: { path: string }[] }>(
      "GET",
      `/live-codes?series=${encodeURIComponent(points.places[0]?.series ?? "")}`,
    );
    expect(series.body.items).toHaveLength(2);
    await sql`update store set format = 'flagship' where org_unit_id = ${chain.stores.S2.id}`.execute(db);
    const again = await call<{ items: Scene[] }>("GET", "/scan-scenes");
    expect(again.body.items.find(({ no }) => no === points.no)?.storesWithout).toBe(1);
    expect((await call<{ made: number }>("POST", `/scan-scenes/${points.id}/codes`)).body).toEqual({ made: 1 });
    expect((await call<{ made: number }>("POST", `/scan-scenes/${points.id}/codes`)).body).toEqual({ made: 0 });
    const halfLink = await call<Scene>("POST", "/scan-scenes", {
      ...{ kind: "wifi", unitId: chain.hq.id, placements: ["door"], title: "WiFi", linkUrl: "https://a.example.com" },
    });
    expect(halfLink.body.errors).toMatchObject([{ path: "linkLabel" }]);
  });

  it("show stores the reason of the day and what should hang; the store ticks its own codes only [AQ-08]", async () => {
    const list = async (cookie: string) =>
      (await call<Checklist>("GET", "/scan-scenes/checklist", undefined, cookie)).body;
    const before = await list(manager.cookie);
    expect(before.today).toMatchObject([{ title: "没有你的尺码？" }]);
    expect(before.codes.map(({ storeName, isToday }) => [storeName, isToday])).toEqual([
      ["北一店", true],
      ["北一店", true],
      ["北一店", false],
    ]);
    const { codeId } = await slugOf(missing, chain.stores.N1.no, "shelf");
    expect((await call("POST", `/scan-scenes/codes/${codeId}/hung`, { hung: true }, stranger.cookie)).status).toBe(404);
    expect((await call("POST", `/scan-scenes/codes/${codeId}/hung`, { hung: true }, manager.cookie)).status).toBe(200);
    const after = await list(manager.cookie);
    expect(after.codes.find((code) => code.codeId === codeId)?.hungAt).toBe(clock.now().toISOString());
    // What headquarters set up, a store sees and may not change.
    const edit = { version: 1, title: "改", says: "" };
    expect((await call("PUT", `/scan-scenes/${missing.id}`, edit, manager.cookie)).status).toBe(403);
  });

  it("lead from a printed code to the scene's page and on to the store's guide; the scan is counted once, in the customer's history too [AQ-08]", async () => {
    await db.transaction().execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [{ kind: "phone", value: "13900000001" }],
          registeredAt: clock.now(),
          source: "t",
          observedAt: clock.now(),
        },
      ]),
    );
    const { rows } = await sql<{
      no: number;
    }>`select member_no as no from member where status = 'active' limit 1`.execute(db);
    const memberNo = rows[0]?.no ?? 0;
    const { slug, codeId } = await slugOf(points, chain.stores.N1.no, "till");
    const { html, cookie } = await scan(slug, known(memberNo));
    expect(html).toContain("查积分");
    expect(html).toContain("北一店");
    expect(html).toContain(`href="/c/${slug}?on=1"`);
    expect(html).toContain("https://shop.example.com/points");
    expect(html).not.toContain("<form");
    expect((await get(`/c/${slug}?on=1`, cookie)).status).toBe(200);
    const visits = await sql<{
      n: number;
    }>`select count(*)::int as n from live_code_visit where code_id = ${codeId}`.execute(db);
    expect(visits.rows[0]?.n).toBe(1);
    const events = await sql<{
      storeNo: number;
    }>`select store_no as "storeNo" from event_log where type = 'code.scanned' and member_no = ${memberNo}`.execute(db);
    expect(events.rows).toEqual([{ storeNo: chain.stores.N1.no }]);

    // The next day the customer comes back, another person scans too, and the first buys the same afternoon.
    clock.set(new Date("2026-06-16T02:00:00Z"));
    await everybodySignsIn();
    await scan(slug, cookie);
    await scan(slug);
    await db.transaction().execute((tx) =>
      upsertOrders(tx, platform, [
        {
          ...{ source: "pos", orderCode: "Q-1", channel: "store", storeNo: chain.stores.N1.no },
          ...{ businessDay: "2026-06-15", paidAt: new Date("2026-06-15T06:00:00Z") },
          member: { originNo: memberNo, memberNo },
          lines: [{ sku: "COAT-1", name: "羊毛大衣", quantity: 1, unitPriceLi: 199_000, amountLi: 199_000 }],
        },
      ]),
    );
    const { rows: byScene } = await figures("scene");
    expect(byScene.find(({ label }) => label === "查积分")).toMatchObject({
      ...{ scans: 3, people: 2, firstTime: 2, returning: 0, buyersSameDay: 1, buyers7Days: 1, newMembers: 1 },
      ...{ orders: 1, scansPer100Orders: 300 },
    });
    // Within the manager's own store alone; other stores have no scan and are named.
    expect((await figures("store", manager.cookie)).rows.map(({ label }) => label)).toEqual(["北一店"]);
    expect((await figures("store", stranger.cookie)).silentStores).toEqual([
      { storeNo: chain.stores.S2.no, name: "南二店", codes: 3, hung: 0 },
    ]);
    expect((await figures("placement")).rows[0]).toMatchObject({ label: "收银台", scans: 3 });
    const onlyToday = await call<Figures>("GET", "/scan-scenes/figures?from=2026-06-16&to=2026-06-16");
    expect(onlyToday.body.rows.find(({ label }) => label === "查积分")).toMatchObject({
      people: 2,
      firstTime: 1,
      returning: 1,
    });
  });

  it("take what a customer did not find to the store's worklist, step by step to bought, and count the demand [AQ-08]", async () => {
    const { slug } = await slugOf(missing, chain.stores.N1.no, "fitting_room");
    const { html, cookie } = await scan(slug);
    expect(html).toContain("帮我找");
    const found = await get(`/api/v1/scan-pages/${slug}/products?q=${encodeURIComponent("大衣")}`, cookie);
    expect(await found.json()).toEqual({ items: [{ sku: "COAT-1", name: "羊毛大衣" }] });
    const body = { product: "羊毛大衣", sku: "COAT-1", size: "175", phone: "13900000001" };
    expect((await want(slug, cookie, { ...body, phone: "1390" })).status).toBe(400);
    expect((await want(slug, "", body)).status).toBe(409);
    expect((await want(slug, cookie, body)).status).toBe(201);
    // Sent twice is asked once.
    expect((await want(slug, cookie, body)).status).toBe(201);
    const wants = async (query = "", who = manager.cookie) =>
      (await call<{ items: Want[] }>("GET", `/scan-wants${query}`, undefined, who)).body.items;
    const [asked] = await wants("?state=open");
    expect(await wants()).toHaveLength(1);
    expect(asked).toMatchObject({
      product: "羊毛大衣",
      sku: "COAT-1",
      state: "asked",
      next: ["found", "ordered", "gone"],
    });
    expect(asked?.memberNo).not.toBeNull();
    expect(await wants("", stranger.cookie)).toEqual([]);
    const toDos = await call<{ items: { kind: string; title: string }[] }>(
      "GET",
      "/me/to-dos",
      undefined,
      manager.cookie,
    );
    expect(toDos.body.items).toMatchObject([{ kind: "scan_want", title: "缺货缺码：1 位客户等回音" }]);

    const step = (state: string, version: number, answer = "", who = manager.cookie) =>
      call<Want>("POST", `/scan-wants/${asked?.id}/state`, { state, version, answer }, who);
    expect((await step("told", 1)).body.errors).toMatchObject([{ path: "state" }]);
    expect((await step("found", 1)).body.errors).toMatchObject([{ path: "answer" }]);
    expect((await step("found", 1, "北二店", stranger.cookie)).status).toBe(404);
    // Two colleagues at once: one of them is told.
    const both = await Promise.all([step("found", 1, "北二店有一件"), step("found", 1, "南一店有一件")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await step("told", 2)).body).toMatchObject({ state: "told", next: ["bought", "gone"] });
    expect((await call<{ items: unknown[] }>("GET", "/me/to-dos", undefined, manager.cookie)).body.items).toEqual([]);
    expect((await step("bought", 3)).status).toBe(200);
    const demand = await call<{ items: object[] }>("GET", "/scan-wants/demand");
    expect(demand.body.items).toEqual([
      { sku: "COAT-1", product: "羊毛大衣", size: "175", asked: 1, stores: 1, served: 1, bought: 1, gone: 0 },
    ]);
  });

  it("end: the printed code then leads to the guide alone [AQ-08]", async () => {
    const { slug } = await slugOf(points, chain.stores.N1.no, "till");
    const end = { version: points.version, title: points.title, says: "", archived: true };
    expect((await call("PUT", `/scan-scenes/${points.id}`, { ...end, version: 9 })).status).toBe(409);
    expect((await call("PUT", `/scan-scenes/${points.id}`, end)).status).toBe(200);
    expect((await get(`/c/${slug}`)).status).toBe(200);
    expect((await get(`/q/${slug}`, "feilun_visitor=x")).headers.get("location")).toBe(`/c/${slug}`);
    const { body } = await call<{ items: Scene[] }>("GET", "/scan-scenes");
    expect(body.items.map(({ no }) => no)).toEqual([missing.no]);
  });
});

it("advises only by what worked among enough people, where it does not hang yet [AQ-08]", () => {
  const row = (key: string, people: number, contacts: number, hungStores: number) => ({
    ...{ key, label: key, people, contacts, stores: 10, hungStores },
  });
  expect(adviceOf([row("fitting", 100, 40, 4), row("till", 200, 20, 10), row("door", 29, 29, 0)])).toMatchObject([
    { key: "fitting", rate: 0.4, othersRate: 49 / 229, storesToHang: 6 },
  ]);
  expect(adviceOf([row("fitting", 100, 40, 10), row("till", 200, 20, 5)])).toEqual([]);
  expect(adviceOf([row("fitting", 100, 40, 4)])).toEqual([]);
});
