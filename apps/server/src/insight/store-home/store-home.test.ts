import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { addDays } from "../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders } from "../testing/load-facts.ts";

interface Figure {
  value: number | null;
  previous?: number | null;
  change?: number | null;
}
interface Home {
  store: { name: string };
  periods: { key: string; figures: Record<string, Figure> }[];
  changes: { kind: string; text: string }[];
  bestSellers: { sku: string; quantity: number; previousQuantity: number }[];
  customersBack: { memberNo: number; name: string | null; awayDays: number; day: string; amountFen: number }[];
  silentRegulars: {
    memberNo: number;
    name: string | null;
    usualDays: number;
    silentDays: number;
    purchaseDays: number;
  }[];
}

const day = "2026-06-15";
const ago = (days: number) => addDays(day, -days);

describe("a store's home page", async () => {
  const feilun = await testPlatform({ now: `${day}T06:00:00Z` });
  const { platform } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let manager: TestPerson;
  let [back, regular, newcomer] = [0, 0, 0];
  const home = (who: TestPerson, query = "") =>
    server.call<Home>("GET", `/insight/store-home${query}`, { cookie: who.cookie });

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const storeNo = chain.stores.N1.no;
    const resolved = await platform.db.transaction().execute((tx) =>
      upsertMembers(
        tx,
        platform,
        ["周归来", "郑常客", "吴新人"].map((name, index) => ({
          identifiers: [{ kind: "phone" as const, value: `1391111000${index}` }],
          attributes: { name },
          registeredAt: new Date(index === 2 ? "2026-06-13T04:00:00Z" : "2025-01-01T04:00:00Z"),
          storeNo,
          source: "test",
          observedAt: new Date("2025-01-01T04:00:00Z"),
        })),
      ),
    );
    [back, regular, newcomer] = resolved.map((each) => each.memberNo) as [number, number, number];
    await feilun.deliver();
    const line = (sku: string, quantity: number) => ({ sku, quantity, amountLi: quantity * 1_000 });
    await loadOrders(platform.clickhouse, [
      { memberNo: back, storeNo: chain.stores.S1.no, day: ago(90), amountLi: 10_000 },
      { memberNo: back, storeNo, day: ago(3), amountLi: 30_000, lines: [line("TEA", 3)] },
      ...[70, 60, 50, 40].map((days) => ({ memberNo: regular, storeNo, day: ago(days), amountLi: 50_000 })),
      { memberNo: newcomer, storeNo, day, amountLi: 20_000, lines: [line("CUP", 1)] },
      // A week ago, at noon and in the evening: only the first stands against "today so far" (it is 14:00 here).
      { storeNo, day: ago(7), amountLi: 10_000, lines: [line("TEA", 1)] },
      { storeNo, day: ago(9), amountLi: 15_000, lines: [line("CUP", 5)] },
    ]);
    await platform.clickhouse.insert(
      "order_fact (order_id, version, store_no, channel, paid_at, business_day, amount_li, items)",
      [
        {
          order_id: 1,
          version: 1,
          store_no: storeNo,
          channel: "store",
          paid_at: `${ago(7)} 12:00:00`,
          business_day: ago(7),
          amount_li: 90_000,
          items: 1,
        },
      ],
    );
  });

  it("compares today so far, yesterday and the week, and says in words what changed [MT-24]", async () => {
    const { status, body } = await home(manager);
    expect(status).toBe(200);
    expect(body.store.name).toBe("北一店");
    const [today, yesterday, week] = body.periods;
    expect(today?.figures.gmv).toEqual({ value: 2_000, previous: 1_000, change: 1 });
    expect(today?.figures.newBuyers).toMatchObject({ value: 1, previous: 0 });
    expect(yesterday?.figures.orders).toEqual({ value: 0, previous: 0, change: null });
    // The last seven full days hold 3,000 fen and the order of a week ago; the seven before, 1,500.
    expect(week?.figures.gmv).toEqual({ value: 13_000, previous: 1_500, change: 11_500 / 1_500 });
    expect(week?.figures.newMembers).toMatchObject({ value: 1, previous: 0 });
    expect(body.changes[0]).toEqual({ kind: "good", text: "近 7 天销售额比前 7 天增加 767%" });
    expect(body.changes).toContainEqual({ kind: "bad", text: "1 位常客超过平时间隔两倍没来，建议联系" });
  });

  it("names best sellers, customers who came back and silent regulars, masked", async () => {
    const { body } = await home(manager);
    expect(body.bestSellers).toEqual([
      { sku: "TEA", quantity: 3, amountFen: 300, previousQuantity: 1 },
      { sku: "CUP", quantity: 1, amountFen: 100, previousQuantity: 5 },
    ]);
    expect(body.customersBack).toMatchObject([
      { memberNo: back, name: "周**", awayDays: 87, day: ago(3), amountFen: 3_000 },
    ]);
    expect(body.silentRegulars).toMatchObject([
      { memberNo: regular, name: "郑**", purchaseDays: 4, usualDays: 10, silentDays: 40 },
    ]);
  });

  it("asks whoever sees many stores to choose one, and shows nobody a foreign store", async () => {
    expect(await home(operator)).toMatchObject({ status: 400, body: { code: "choose_store" } });
    expect((await home(operator, `?orgUnitId=${chain.stores.S1.id}`)).body.store.name).toBe("南一店");
    expect((await home(manager, `?orgUnitId=${chain.stores.S1.id}`)).status).toBe(404);
  });

  it("describes one of its members: value, rhythm, stage, next expected purchase [SG-18] [SG-19]", async () => {
    interface Insight {
      stage: { code: string };
      value: { orders: number; amountFen: number; lastPurchaseDay: string | null };
      cycle: object;
      tier: object | null;
      monthly: { month: string; orders: number }[];
    }
    const insight = (who: TestPerson, memberNo: number) =>
      server.call<Insight>("GET", `/members/${memberNo}/insight`, { cookie: who.cookie });
    const { body } = await insight(manager, regular);
    expect(body).toMatchObject({
      stage: { code: "at_risk" },
      value: {
        orders: 4,
        amountFen: 20_000,
        averageOrderFen: 5_000,
        firstPurchaseDay: ago(70),
        lastPurchaseDay: ago(40),
      },
      cycle: { purchaseDays: 4, medianDays: 10, nextExpectedDay: ago(30), overdueDays: 30 },
      tier: null,
      rfm: null,
    });
    expect(body.monthly).toHaveLength(12);
    expect(body.monthly.reduce((sum, month) => sum + month.orders, 0)).toBe(4);
    expect((await insight(manager, newcomer)).body).toMatchObject({
      stage: { code: "first_order" },
      cycle: { purchaseDays: 1, nextExpectedDay: null },
    });
    const southern = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect((await insight(southern, regular)).status).toBe(404);
  });
});
