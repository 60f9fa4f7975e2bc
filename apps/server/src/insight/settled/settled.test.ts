import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { type FactOrder, loadOrders } from "../testing/load-facts.ts";
import { monthStates } from "./month-states.ts";
import { settleMonths } from "./settle-months.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const server = await testServer(feilun);
let chain: SmallChain;
let people: TestPerson[];

const channels = ["store", "mini_program", "ecommerce"];

/** A year of orders by forty people and nobody, with gifts-only orders among them; the same each time. */
function madeOrders(): FactOrder[] {
  const stores = Object.values(chain.stores);
  return Array.from({ length: 600 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 5, 15) + ((i * 7_919) % 365) * 86_400_000).toISOString().slice(0, 10);
    return {
      orderId: 1 + i,
      memberNo: (i * 31) % 41,
      storeNo: stores[(i * 13) % stores.length]?.no ?? 0,
      channel: channels[i % 3] ?? "store",
      day,
      amountLi: 1_000 + ((i * 37) % 900) * 10,
      items: i % 50 === 0 ? 0 : 1 + (i % 4),
      coupons: i % 5 === 0 ? ["C"] : [],
    };
  });
}

const month = { from: "2026-03-10", to: "2026-04-09" };
const ask = (path: string, params: Record<string, string | number>) =>
  `${path}?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)] as [string, string]))}`;
const headline =
  "gmv,orders,itemsSold,discountAmount,couponOrderShare,buyers,newBuyers,returningBuyers,repurchasers,memberSalesShare,privateGmvShare,activeMembers";
const questions = [
  ask("/metrics/query", { metrics: headline, ...month, by: "day", compare: "previous" }),
  ask("/metrics/query", { metrics: headline, from: "2025-07-01", to: "2026-06-01", by: "month", compare: "none" }),
  ask("/metrics/query", { metrics: headline, ...month, by: "store", compare: "year" }),
  ask("/insight/cohorts", { offsets: 6 }),
  ask("/insight/cohorts", { offsets: 3, from: "2025-08", to: "2026-02", channel: "mini_program" }),
  ask("/insight/repeat", { days: "7,30,90" }),
  ask("/insight/compare-groups", { ...month, by: "new_old" }),
  ask("/insight/channel-profiles", month),
];

async function answers(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { cookie } of people) {
    for (const question of questions) {
      const { status, body } = await server.call("GET", question, { cookie });
      expect(status, JSON.stringify(body)).toBe(200);
      found.push(body);
    }
  }
  const home = await server.call("GET", "/insight/store-home", { cookie: people[2]?.cookie });
  expect(home.status).toBe(200);
  return [...found, home.body];
}

const settledMonths = async () =>
  (await monthStates(platform)).filter(({ settled }) => settled).map((state) => state.month);

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  people = [
    await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id }),
    await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id }),
    await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id }),
  ];
  await loadOrders(platform.clickhouse, madeOrders());
});

describe("settled months", () => {
  it("answer every question as the facts do, whole, in part and after changes", async () => {
    const bare = await answers();
    expect(await settledMonths()).toEqual([]);

    // The first look notes, the second builds.
    expect(await settleMonths(platform)).toEqual([]);
    const built = await settleMonths(platform);
    expect(built).toHaveLength(13);
    expect(await settledMonths()).toEqual(built);
    expect(await answers()).toEqual(bare);

    // A changed order, one that is gone, a late one: their months are read from the facts again.
    await loadOrders(platform.clickhouse, [
      { ...(madeOrders()[7] as FactOrder), version: 2, amountLi: 990_000 },
      { ...(madeOrders()[8] as FactOrder), version: 2, deleted: true },
      { orderId: 9_001, memberNo: 40, storeNo: chain.stores.S1.no, day: "2025-12-03", amountLi: 5_000, coupons: ["C"] },
    ]);
    const changed = new Set(
      [madeOrders()[7]?.day, madeOrders()[8]?.day, "2025-12-03"].map((day) =>
        Number(day?.slice(0, 7).replace("-", "")),
      ),
    );
    expect(await settledMonths()).toEqual(built.filter((each) => !changed.has(each)));
    const mixed = await answers();
    expect(mixed).not.toEqual(bare);

    expect(await settleMonths(platform)).toEqual([]);
    expect(await settleMonths(platform)).toEqual([...changed].sort());
    expect(await answers()).toEqual(mixed);

    // Merging parts is no change; taking the copies away gives the facts' own answers.
    await platform.clickhouse.command("optimize table order_fact final");
    expect(await settledMonths()).toEqual(built);
    await platform.clickhouse.command("truncate table settled_month");
    expect(await answers()).toEqual(mixed);
  }, 240_000);

  it("are unsettled by a mutation, as an erasure makes one", async () => {
    await settleMonths(platform, { impatient: true });
    expect(await settledMonths()).toHaveLength(13);
    await platform.clickhouse.command(
      "alter table order_fact update coupons = [] where order_id = 1 settings mutations_sync = 1",
    );
    const first = Number(madeOrders()[0]?.day.slice(0, 7).replace("-", ""));
    expect(await settledMonths()).not.toContain(first);
  });
});
