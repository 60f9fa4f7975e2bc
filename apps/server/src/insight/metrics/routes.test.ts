import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadEvents, loadOrders, loadRefunds } from "../testing/load-facts.ts";

interface Figure {
  value: number | null;
  previous?: number | null;
  change?: number | null;
}
interface Answer {
  compared: { from: string; to: string } | null;
  total: Record<string, Figure>;
  rows: { key: string; label: string; id: string | null; values: Record<string, Figure> }[];
  more: number;
}

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const server = await testServer(feilun);
let chain: SmallChain;
let operator: TestPerson;
let north: TestPerson;
let manager: TestPerson;
let [zhang, li, wang] = [0, 0, 0];

async function ask(who: TestPerson, query: string): Promise<Answer> {
  const { status, body } = await server.call<Answer>("GET", `/metrics/query?${query}`, { cookie: who.cookie });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const values = (row: { values: Record<string, Figure> } | undefined) =>
  Object.fromEntries(Object.entries(row?.values ?? {}).map(([id, figure]) => [id, figure.value]));
const totals = (answer: Answer) =>
  Object.fromEntries(Object.entries(answer.total).map(([id, figure]) => [id, figure.value]));

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  const { N1, N2, S1 } = chain.stores;
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  north = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: N1.id });
  const person = (phone: string, name: string, registeredAt: string, storeNo: number, channel: string) => ({
    identifiers: [{ kind: "phone" as const, value: phone }],
    attributes: { name },
    registeredAt: new Date(registeredAt),
    storeNo,
    channel,
    source: "test",
    observedAt: new Date(registeredAt),
  });
  const resolved = await platform.db.transaction().execute((tx) =>
    upsertMembers(tx, platform, [
      person("13911110001", "张伟", "2026-05-20T03:00:00Z", N1.no, "store"),
      // 00:30 on 1 June in Shanghai, still May in UTC.
      person("13911110002", "李娜", "2026-05-31T16:30:00Z", N1.no, "mini_program"),
      person("13911110003", "王芳", "2026-06-10T03:00:00Z", S1.no, "mini_program"),
    ]),
  );
  [zhang, li, wang] = resolved.map((each) => each.memberNo) as [number, number, number];
  await feilun.deliver();
  await loadOrders(platform.clickhouse, [
    { orderId: 1, memberNo: zhang, storeNo: N1.no, channel: "store", day: "2026-05-21", amountLi: 100_000, items: 2 },
    {
      orderId: 2,
      memberNo: zhang,
      storeNo: N2.no,
      channel: "mini_program",
      day: "2026-06-02",
      amountLi: 200_000,
      items: 1,
      coupons: ["A"],
    },
    { orderId: 3, memberNo: li, storeNo: N1.no, channel: "store", day: "2026-06-03", amountLi: 50_005, items: 1 },
    { orderId: 4, memberNo: li, storeNo: N1.no, channel: "store", day: "2026-06-04", amountLi: 50_000, items: 3 },
    { orderId: 5, storeNo: S1.no, channel: "ecommerce", day: "2026-06-05", amountLi: 300_000, items: 1 },
    { orderId: 6, memberNo: wang, channel: "mini_program", day: "2026-06-11", amountLi: 10_000, items: 1 },
    // A gift order, an order that was corrected and one that was taken back.
    { orderId: 7, memberNo: wang, storeNo: S1.no, day: "2026-06-06", amountLi: 0, items: 0 },
    {
      orderId: 3,
      memberNo: li,
      storeNo: N1.no,
      channel: "store",
      day: "2026-06-03",
      amountLi: 40_005,
      items: 1,
      version: 2,
    },
    { orderId: 8, memberNo: li, storeNo: N1.no, day: "2026-06-07", amountLi: 999_999 },
    { orderId: 8, day: "2026-06-07", amountLi: 0, version: 2, deleted: true },
  ]);
  await loadRefunds(platform.clickhouse, [
    { orderId: 2, memberNo: zhang, storeNo: N2.no, channel: "mini_program", day: "2026-06-09", amountLi: 60_000 },
  ]);
  await loadEvents(platform.clickhouse, [
    { memberNo: wang, type: "product.viewed", at: "2026-06-08 05:00:00", storeNo: S1.no },
  ]);
});

const june = "from=2026-06-01&to=2026-07-01";

describe("metric dictionary", () => {
  it("explains every metric in Chinese and answers each of them [MT-25]", async () => {
    const { body } = await server.call<{
      items: { id: string; name: string; definition: string; no: string | null }[];
    }>("GET", "/metrics", {
      cookie: operator.cookie,
    });
    expect(body.items.length).toBeGreaterThan(30);
    expect(body.items.find((item) => item.id === "averageOrderValue")).toMatchObject({
      no: "M-015",
      name: "客单价",
      definition: "销售额 ÷ 订单数。",
    });
    for (const half of [body.items.slice(0, 20), body.items.slice(20)]) {
      const answer = await ask(operator, `metrics=${half.map((item) => item.id).join(",")}&${june}`);
      expect(Object.keys(answer.total).sort()).toEqual(half.map((item) => item.id).sort());
    }
  });

  it("refuses unknown metrics, empty periods and groupings that make no sense", async () => {
    const refuse = async (query: string) =>
      (await server.call<{ code: string }>("GET", `/metrics/query?${query}`, { cookie: operator.cookie })).status;
    expect(await refuse(`metrics=gmv,nonsense&${june}`)).toBe(400);
    expect(await refuse("metrics=gmv&from=2026-06-01&to=2026-06-01")).toBe(400);
    expect(await refuse(`metrics=activeRate&by=channel&${june}`)).toBe(400);
    expect(await refuse("metrics=gmv&from=2020-01-01&to=2026-01-01&compare=year")).toBe(400);
    expect(await refuse(`metrics=gmv&${june}&orgUnitId=00000000-0000-7000-8000-000000000000`)).toBe(404);
  });
});

describe("figures", () => {
  it("counts purchases as they stand: corrections, deletions and gifts", async () => {
    const answer = await ask(
      operator,
      `metrics=gmv,orders,itemsSold,averageOrderValue,buyers,memberSalesShare,refundAmount,netSales,returnRate,couponOrderShare&${june}`,
    );
    expect(totals(answer)).toEqual({
      // 20,000 + 4,000.5 + 5,000 + 30,000 + 1,000 fen, rounded once.
      gmv: 60_001,
      orders: 5,
      itemsSold: 7,
      averageOrderValue: 12_000,
      buyers: 3,
      memberSalesShare: 300_005 / 600_005,
      refundAmount: 6_000,
      netSales: 54_001,
      returnRate: 60_000 / 600_005,
      couponOrderShare: 1 / 5,
    });
  });

  it("tells new from returning buyers, and who bought twice [M-018] [M-041]", async () => {
    const answer = await ask(
      operator,
      `metrics=buyers,newBuyers,returningBuyers,repurchasers,repurchaseRate,gmv&${june}&by=store`,
    );
    expect(totals(answer)).toEqual({
      buyers: 3,
      newBuyers: 2,
      returningBuyers: 1,
      repurchasers: 1,
      repurchaseRate: 1 / 3,
      gmv: 60_001,
    });
    expect(Object.fromEntries(answer.rows.map((row) => [row.label, values(row)]))).toEqual({
      北一店: { buyers: 1, newBuyers: 1, returningBuyers: 0, repurchasers: 1, repurchaseRate: 1, gmv: 9_001 },
      北二店: { buyers: 1, newBuyers: 0, returningBuyers: 1, repurchasers: 0, repurchaseRate: 0, gmv: 20_000 },
      南一店: { buyers: 0, newBuyers: 0, returningBuyers: 0, repurchasers: 0, repurchaseRate: null, gmv: 30_000 },
      未归属门店: { buyers: 1, newBuyers: 1, returningBuyers: 0, repurchasers: 0, repurchaseRate: 0, gmv: 1_000 },
    });
  });

  it("stands whole months against whole months, and every day against its day", async () => {
    const months = await ask(
      operator,
      `metrics=gmv,newMembers,members,firstPurchaseConversion&${june}&compare=previous`,
    );
    expect(months.compared).toEqual({ from: "2026-05-01", to: "2026-06-01" });
    expect(months.total.gmv).toEqual({ value: 60_001, previous: 10_000, change: 5.0001 });
    // 李娜 registered on 1 June in the shop's zone, and bought two days later; 王芳 bought the day after.
    expect(months.total.newMembers).toEqual({ value: 2, previous: 1, change: 1 });
    expect(months.total.members).toMatchObject({ value: 3, previous: 1 });
    expect(months.total.firstPurchaseConversion).toMatchObject({ value: 1, previous: 1 });
    const days = await ask(operator, "metrics=gmv,members&from=2026-06-01&to=2026-06-04&by=day&compare=previous");
    expect(days.rows.map((row) => [row.key, row.values.gmv?.value, row.values.members?.value])).toEqual([
      ["2026-06-01", 0, 2],
      ["2026-06-02", 20_000, 2],
      ["2026-06-03", 4_001, 2],
    ]);
    const year = await ask(operator, `metrics=gmv&${june}&compare=year`);
    expect(year.total.gmv).toEqual({ value: 60_001, previous: 0, change: null });
  });

  it("groups by the level below the chosen unit, by channel and by week", async () => {
    const label = async (query: string) =>
      (await ask(operator, `metrics=gmv&${june}&${query}`)).rows.map((row) => [row.label, row.values.gmv?.value]);
    expect(await label("by=region")).toEqual([
      ["南区", 30_000],
      ["北区", 29_001],
      ["未归属门店", 1_000],
    ]);
    expect(await label(`by=region&orgUnitId=${chain.north.id}`)).toEqual([
      ["北京", 20_000],
      ["北区", 9_001],
    ]);
    expect(await label("by=channel&sort=key")).toEqual([
      ["电商平台", 30_000],
      ["小程序", 21_000],
      ["门店", 9_001],
    ]);
    expect((await label("by=week")).slice(0, 2)).toEqual([
      ["2026-06-01 起一周", 59_001],
      ["2026-06-08 起一周", 1_000],
    ]);
    const limited = await ask(operator, `metrics=gmv&${june}&by=store&limit=1&sort=gmv`);
    expect([limited.rows.map((row) => row.label), limited.more]).toEqual([["未归属门店"], 3]);
  });

  it("counts the active once, whether they buy or look around [M-043]", async () => {
    const answer = await ask(operator, `metrics=activeMembers,arpu&${june}&by=store`);
    expect(answer.total.activeMembers?.value).toBe(3);
    expect(answer.total.arpu?.value).toBe(20_000);
    expect(answer.rows.find((row) => row.label === "南一店")?.values.activeMembers?.value).toBe(1);
  });

  it("shows a region and a store their own part only [MT-24]", async () => {
    expect(totals(await ask(north, `metrics=gmv,buyers&${june}`))).toEqual({ gmv: 29_001, buyers: 2 });
    expect(totals(await ask(manager, `metrics=gmv,buyers,members&${june}`))).toEqual({
      gmv: 9_001,
      buyers: 1,
      members: 2,
    });
    const foreign = await server.call("GET", `/metrics/query?metrics=gmv&${june}&orgUnitId=${chain.south.id}`, {
      cookie: manager.cookie,
    });
    expect(foreign.status).toBe(404);
  });

  it("drills down to the people behind a figure, masked, page by page", async () => {
    interface People {
      items: {
        memberNo: number;
        name: string | null;
        phone: string | null;
        orders: number;
        amountFen: number;
        storeName: string | null;
      }[];
      nextCursor: string | null;
    }
    const people = async (who: TestPerson, path: string) =>
      (await server.call<People>("GET", path, { cookie: who.cookie })).body;
    const first = await people(operator, `/metrics/buyers/members?${june}&limit=2`);
    expect(
      first.items.map(({ memberNo, name, phone, orders, amountFen }) => [memberNo, name, phone, orders, amountFen]),
    ).toEqual([
      [zhang, "张*", "139****0001", 1, 20_000],
      [li, "李*", "139****0002", 2, 9_001],
    ]);
    const second = await people(operator, `/metrics/buyers/members?${june}&limit=2&cursor=${first.nextCursor}`);
    expect([second.items.map((item) => item.memberNo), second.nextCursor]).toEqual([[wang], null]);
    const nos = async (id: string) =>
      (await people(operator, `/metrics/${id}/members?${june}`)).items.map((item) => item.memberNo);
    expect(await nos("newBuyers")).toEqual([li, wang]);
    expect(await nos("returningBuyers")).toEqual([zhang]);
    expect(await nos("repurchasers")).toEqual([li]);
    expect(await nos("newMembers")).toEqual([li, wang]);
    expect(await nos("refundAmount")).toEqual([zhang]);
    expect((await people(manager, `/metrics/buyers/members?${june}`)).items.map((item) => item.memberNo)).toEqual([li]);
    expect(
      (await server.call("GET", `/metrics/itemsPerOrder/members?${june}`, { cookie: operator.cookie })).status,
    ).toBe(404);
  });
});
