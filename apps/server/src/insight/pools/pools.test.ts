import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadEvents, loadOrders } from "../testing/load-facts.ts";

interface Figures {
  people: number;
  before: number;
  joined: number;
  left: number;
  growth: number | null;
  previousJoined: number;
}
interface Answer {
  compared: { from: string; to: string };
  pools: { code: string; toBrand: string; toOwner: string; strength: string; figures: Figures | null }[];
  privateDomain: Figures & { depth: number[] };
  all: Figures;
  overlaps: { a: string; b: string; people: number }[];
  nextSteps: { inPool: string; notInPool: string; people: number; text: string }[];
}
interface Quality {
  pool: string;
  contacts: number;
  joined: number;
  joinedInteracted: number;
  interacted: number;
  replied: number;
  repurchased: number;
  optedOut: number;
  warning: string | null;
  storeName?: string;
}

const feilun = await testPlatform({ now: "2026-07-15T04:00:00Z" });
const { platform } = feilun;
const server = await testServer(feilun);
let chain: SmallChain;
let operator: TestPerson;
let manager: TestPerson;
let people: number[] = [];
const june = "from=2026-06-01&to=2026-07-01";

async function get<Body>(path: string, who = operator): Promise<Body> {
  const { status, body } = await server.call<Body>("GET", path, { cookie: who.cookie });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** Somebody who is first seen in a store; registered when a day is given. */
const person = (index: number, storeNo: number, registeredDay: string | null) => ({
  identifiers: [{ kind: "phone" as const, value: `1391111${String(index).padStart(4, "0")}` }],
  ...(registeredDay ? { registeredAt: new Date(`${registeredDay}T04:00:00Z`) } : {}),
  storeNo,
  channel: "store",
  source: "test",
  observedAt: new Date("2026-04-01T04:00:00Z"),
});

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  const { N1, S1 } = chain.stores;
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: N1.id });
  const resolved = await platform.db
    .transaction()
    .execute((tx) =>
      upsertMembers(tx, platform, [
        person(0, N1.no, "2026-05-10"),
        person(1, N1.no, "2026-06-10"),
        person(2, N1.no, null),
        person(3, S1.no, "2026-05-20"),
        person(4, S1.no, null),
      ]),
    );
  people = resolved.map(({ memberNo }) => memberNo as number);
  await feilun.deliver();
  const [a, b, c, d, e] = people as [number, number, number, number, number];
  const contact = (memberNo: number, type: "added" | "removed", at: string, guideCode?: string) => ({
    memberNo,
    type: `contact.${type}`,
    at,
    properties: guideCode ? { guideCode } : {},
  });
  await loadEvents(platform.clickhouse, [
    // A has two guides and loses one of them; B comes in June; C leaves in June; D comes and goes within June.
    contact(a, "added", "2026-05-01 04:00:00", "G1"),
    contact(a, "added", "2026-05-02 04:00:00", "G2"),
    contact(a, "removed", "2026-06-02 04:00:00", "G1"),
    contact(b, "added", "2026-06-05 04:00:00", "G1"),
    contact(c, "added", "2026-05-05 04:00:00", "G1"),
    contact(c, "removed", "2026-06-06 04:00:00", "G1"),
    contact(d, "added", "2026-06-07 04:00:00", "G3"),
    // Names no guide: ends every relation. 00:30 on 1 July in Shanghai would be too late; this is 23:30 on 30 June.
    contact(d, "removed", "2026-06-30 15:30:00"),
    { memberNo: a, type: "account.followed", at: "2026-05-03 04:00:00", properties: { accountCode: "gh1" } },
    { memberNo: e, type: "account.followed", at: "2026-06-03 04:00:00", properties: { accountCode: "gh1" } },
    {
      memberNo: c,
      type: "account.followed",
      at: "2026-06-03 04:00:00",
      properties: { accountCode: "v1", accountKind: "video_account" },
    },
    // After the period.
    { memberNo: b, type: "account.followed", at: "2026-06-30 16:30:00", properties: { accountCode: "gh1" } },
    { memberNo: a, type: "message.replied", at: "2026-06-12 04:00:00", properties: {} },
    { memberNo: d, type: "product.viewed", at: "2026-06-12 04:00:00", channel: "ecommerce", properties: { sku: "S" } },
  ]);
  await loadOrders(platform.clickhouse, [
    { memberNo: a, storeNo: N1.no, day: "2026-05-20", amountLi: 100_000 },
    { memberNo: a, storeNo: N1.no, day: "2026-06-20", amountLi: 100_000 },
    { memberNo: b, storeNo: N1.no, day: "2026-06-20", amountLi: 500_000, channel: "mini_program" },
  ]);
});

const figuresOf = (answer: Answer, code: string) => answer.pools.find((pool) => pool.code === code)?.figures;

describe("private-domain pools", () => {
  it("counts people per pool and across pools, each once, and what is new [DT-19]", async () => {
    const answer = await get<Answer>(`/insight/pools?${june}`);
    expect(answer.compared).toEqual({ from: "2026-05-01", to: "2026-06-01" });
    expect(figuresOf(answer, "wecom_contact")).toMatchObject({ people: 2, before: 2, joined: 1, left: 1, growth: 0 });
    expect(figuresOf(answer, "official_account")).toMatchObject({ people: 2, before: 1, joined: 1, growth: 1 });
    expect(figuresOf(answer, "video_account")).toMatchObject({ people: 1, before: 0, growth: null });
    expect(figuresOf(answer, "member")).toMatchObject({ people: 3, before: 2, previousJoined: 2 });
    expect(figuresOf(answer, "mini_program")).toMatchObject({ people: 1 });
    // 2 + 2 + 1 + 3 + 1 places are held by A (3), B (3), C, D and E.
    expect(answer.privateDomain).toMatchObject({ people: 5, before: 3, joined: 2, left: 0 });
    expect(answer.privateDomain.depth).toEqual([3, 0, 2, 0, 0, 0, 0, 0]);
    const both = (a: string, b: string) =>
      answer.overlaps.find((each) => [a, b].includes(each.a) && [a, b].includes(each.b))?.people;
    expect([both("member", "wecom_contact"), both("official_account", "member"), both("group", "member")]).toEqual([
      2, 1, 0,
    ]);
  });

  it("shows a store manager the own store's people only", async () => {
    const answer = await get<Answer>(`/insight/pools?${june}`, manager);
    expect(figuresOf(answer, "member")).toMatchObject({ people: 2 });
    expect(answer.privateDomain.people).toBe(3);
    const foreign = await server.call("GET", `/insight/pools?${june}&orgUnitId=${chain.south.id}`, {
      cookie: manager.cookie,
    });
    expect(foreign.status).toBe(404);
  });

  it("tells whose private domain a pool is: public and private are relative [ID-06] [DT-18]", async () => {
    const { pools } = await get<Answer>(`/insight/pools?${june}`);
    const view = (code: string) => {
      const pool = pools.find((each) => each.code === code);
      return [pool?.strength, pool?.toBrand, pool?.toOwner, pool?.figures === null];
    };
    expect(view("wecom_contact")).toEqual(["strong", "private", "private", false]);
    expect(view("group")).toEqual(["medium", "private", "private", false]);
    expect(view("official_account")).toEqual(["weak", "private", "private", false]);
    expect(view("mall")).toEqual(["weak", "public", "private", true]);
    expect(view("ecommerce")).toEqual(["weak", "public", "public", false]);
  });

  it("leads from the gap between two pools to its people, who spent most first", async () => {
    const { nextSteps } = await get<Answer>(`/insight/pools?${june}`);
    const gap = nextSteps.find((step) => step.inPool === "official_account" && step.notInPool === "wecom_contact");
    expect(gap).toMatchObject({ people: 1, text: expect.stringContaining("还不在「企微好友」") });
    const list = (query: string, who = operator) =>
      get<{ items: { memberNo: number; phone: string; amountFen: number }[]; nextCursor: string | null }>(
        `/insight/pools/members?${query}`,
        who,
      );
    const first = await list("inPool=member&day=2026-06-30&limit=2");
    expect(first.items.map((row) => [row.memberNo, row.amountFen])).toEqual([
      [people[1], 50_000],
      [people[0], 20_000],
    ]);
    const second = await list(`inPool=member&day=2026-06-30&limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map((row) => row.memberNo)).toEqual([people[3]]);
    const missing = await list("inPool=member&notInPool=wecom_contact&day=2026-06-30");
    expect(missing.items).toMatchObject([{ memberNo: people[3], phone: "139****0003" }]);
    expect((await list("inPool=member&notInPool=wecom_contact&day=2026-06-30", manager)).items).toEqual([]);
    const unknown = await server.call("GET", "/insight/pools/members?inPool=mall", { cookie: operator.cookie });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: "inPool" }] } });
  });

  it("shows what stands behind the head count, per pool and store [SG-24]", async () => {
    const answer = await get<{ pools: Quality[]; stores: Quality[] }>(
      `/insight/pools/quality?${june}&pool=wecom_contact`,
    );
    expect(answer.pools.find((row) => row.pool === "wecom_contact")).toMatchObject({
      contacts: 2,
      joined: 1,
      // B became a contact and did nothing else but buy: joining is no interaction.
      joinedInteracted: 0,
      interacted: 1,
      replied: 1,
      repurchased: 1,
      // C left, and D came and went.
      optedOut: 2,
    });
    expect(answer.stores.map((row) => [row.storeName, row.contacts, row.optedOut])).toEqual([
      ["北一店", 2, 1],
      ["南一店", 0, 1],
    ]);
  });

  it("is edited by headquarters, checked, and guarded against a second editor [DT-18]", async () => {
    const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
    const { pools, version } = await get<{ pools: { code: string; name: string }[]; version: number }>(
      "/insight/pools/registry",
      admin,
    );
    const put = (body: object, who = admin) =>
      server.call<{ version: number }>("PUT", "/insight/pools/registry", { cookie: who.cookie, body });
    const edited = [
      ...pools,
      {
        code: "brand_zone",
        name: "搜一搜品牌专区",
        strength: "weak",
        owner: "brand",
        ownerName: null,
        cheapReach: true,
        holds: "",
        source: { kind: "events", joined: ["search.performed"], left: [], key: null, where: null },
      },
    ];
    expect((await put({ pools: edited, version })).body).toMatchObject({ version: version + 1 });
    expect((await put({ pools, version })).status).toBe(409);
    expect((await put({ pools: [...pools, pools[0]], version: version + 1 })).status).toBe(400);
    expect((await put({ pools: edited, version: version + 1 }, manager)).status).toBe(403);
    expect(figuresOf(await get<Answer>(`/insight/pools?${june}`), "brand_zone")).toMatchObject({ people: 0 });
  });
});
