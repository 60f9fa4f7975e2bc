import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadEvents, loadOrders } from "../testing/load-facts.ts";

interface Group {
  label: string;
  customers: number;
  buyers: number;
  orders: number;
  averageOrderValueFen: number | null;
  ordersPerBuyer: number | null;
  repurchaseRate: number | null;
}

const feilun = await testPlatform({ now: "2026-07-15T04:00:00Z" });
const { platform } = feilun;
const server = await testServer(feilun);
let operator: TestPerson;
let manager: TestPerson;
const june = "from=2026-06-01&to=2026-07-01";

async function get<Body>(path: string, who = operator): Promise<Body> {
  const { status, body } = await server.call<Body>("GET", path, { cookie: who.cookie });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  const { N1, S1 } = chain.stores;
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: N1.id });
  const person = (index: number, storeNo: number, attributes: Record<string, string>) => ({
    identifiers: [{ kind: "phone" as const, value: `1371111000${index}` }],
    attributes,
    storeNo,
    channel: "store",
    source: "test",
    observedAt: new Date("2026-04-01T04:00:00Z"),
  });
  const resolved = await platform.db
    .transaction()
    .execute((tx) =>
      upsertMembers(tx, platform, [
        person(0, N1.no, { gender: "female", birthday: "1998-03-01", city: "北京" }),
        person(1, N1.no, { gender: "male", birthday: "1996-03-01", city: "北京" }),
        person(2, N1.no, { gender: "female", birthday: "1970-03-01", city: "天津" }),
        person(3, S1.no, {}),
      ]),
    );
  const [a, b, c, d] = resolved.map(({ memberNo }) => memberNo) as [number, number, number, number];
  await feilun.deliver();
  await loadEvents(platform.clickhouse, [
    { memberNo: a, type: "group.joined", at: "2026-05-10 04:00:00", properties: { groupCode: "g" } },
    // Joins within the period: counts as outside, since a purchase may have brought him in.
    { memberNo: b, type: "group.joined", at: "2026-06-10 04:00:00", properties: { groupCode: "g" } },
    { memberNo: a, type: "product.shared", at: "2026-06-10 04:00:00", properties: { sku: "S" } },
  ]);
  const order = (memberNo: number, storeNo: number, day: string, amountLi: number, channel: string) => ({
    memberNo,
    storeNo,
    day,
    amountLi,
    channel,
  });
  await loadOrders(platform.clickhouse, [
    order(a, N1.no, "2026-05-20", 100_000, "mini_program"),
    order(a, N1.no, "2026-06-05", 200_000, "mini_program"),
    order(a, N1.no, "2026-06-15", 400_000, "mini_program"),
    order(b, N1.no, "2026-06-05", 100_000, "mini_program"),
    order(c, N1.no, "2026-06-06", 50_000, "ecommerce"),
    order(d, S1.no, "2026-06-07", 70_000, "ecommerce"),
  ]);
});

describe("comparing groups of users", () => {
  it("sets those in a group beside those who are not [DT-22]", async () => {
    const { groups } = await get<{ groups: Group[] }>(`/insight/compare-groups?${june}`);
    expect(groups).toMatchObject([
      {
        label: "在「社群」",
        customers: 1,
        buyers: 1,
        orders: 2,
        averageOrderValueFen: 30_000,
        ordersPerBuyer: 2,
        repurchaseRate: 1,
      },
      {
        label: "不在「社群」",
        customers: 3,
        buyers: 3,
        orders: 3,
        averageOrderValueFen: 7_333,
        ordersPerBuyer: 1,
        repurchaseRate: 0,
      },
    ]);
    const own = await get<{ groups: Group[] }>(`/insight/compare-groups?${june}`, manager);
    expect(own.groups.map((group) => group.customers)).toEqual([1, 2]);
    const unknown = await server.call("GET", `/insight/compare-groups?${june}&pool=kol`, { cookie: operator.cookie });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: "pool" }] } });
  });

  it("sets new customers beside old ones [DT-22]", async () => {
    const { groups } = await get<{ groups: Group[] }>(`/insight/compare-groups?${june}&by=new_old`);
    expect(groups).toMatchObject([
      { label: "新客", customers: 3, averageOrderValueFen: 7_333, repurchaseRate: 0 },
      { label: "老客", customers: 1, averageOrderValueFen: 30_000, repurchaseRate: 1 },
    ]);
  });
});

describe("profiles of channels", () => {
  it("tells the buyers of platforms apart by age, gender, city, spend, sharing and loyalty [DT-14]", async () => {
    interface Profile {
      channel: string;
      agesKnown: number;
      ages: { label: string; share: number | null }[];
      cities: { city: string; share: number }[];
    }
    const { channels } = await get<{ channels: Profile[] }>(`/insight/channel-profiles?${june}`);
    const of = (channel: string) => channels.find((each) => each.channel === channel);
    expect(of("mini_program")).toMatchObject({
      buyers: 2,
      spendPerBuyerFen: 35_000,
      ordersPerBuyer: 1.5,
      loyalShare: 0.5,
      sharerShare: 0.5,
      femaleShare: 0.5,
      agesKnown: 2,
      cities: [{ city: "北京", share: 1 }],
    });
    expect(of("mini_program")?.ages.find((band) => band.label === "25–34 岁")?.share).toBe(1);
    expect(of("ecommerce")).toMatchObject({
      buyers: 2,
      spendPerBuyerFen: 6_000,
      loyalShare: 0,
      sharerShare: 0,
      genderKnown: 1,
      femaleShare: 1,
      agesKnown: 1,
      cities: [{ city: "天津", share: 0.5 }],
    });
    const own = await get<{ channels: (Profile & { buyers: number })[] }>(`/insight/channel-profiles?${june}`, manager);
    expect(own.channels.map((each) => [each.channel, each.buyers])).toEqual([
      ["mini_program", 2],
      ["ecommerce", 1],
    ]);
  });
});
