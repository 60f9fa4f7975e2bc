import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { cdnowOrders, haveDataSets, onlineRetailOrders } from "../testing/data-sets.ts";
import { loadDataSet } from "../testing/load-facts.ts";
import { queryMetrics } from "./query-metrics.ts";

const known = haveDataSets() ? describe : describe.skip;

known("metrics of CDNOW [known answers §1]", async () => {
  const { platform } = await testPlatform();
  beforeAll(async () => {
    await loadDataSet(platform.clickhouse, await cdnowOrders("full"));
  });

  it("counts customers, orders, items and money of the whole file", async () => {
    const { total } = await queryMetrics(platform, wholeChain, {
      metrics: ["gmv", "orders", "buyers", "itemsSold", "newBuyers", "returningBuyers"],
      from: "1997-01-01",
      to: "1998-07-01",
      by: "none",
      compare: "none",
    });
    expect(total.gmv?.value).toBe(250_031_563);
    expect(total.orders?.value).toBe(67_591);
    expect(total.buyers?.value).toBe(23_570);
    expect(total.itemsSold?.value).toBe(167_881);
    expect(total.newBuyers?.value).toBe(23_570);
    expect(total.returningBuyers?.value).toBe(0);
  });
});

known("metrics of Online Retail [known answers §1, §3]", async () => {
  const { platform } = await testPlatform();
  const countries = new Map<string, number>();
  let members = new Map<string, number>();
  beforeAll(async () => {
    const orders = await onlineRetailOrders();
    for (const { country } of orders) if (!countries.has(country)) countries.set(country, countries.size + 1);
    members = await loadDataSet(platform.clickhouse, orders, countries);
  });
  const all = { from: "2010-12-01", to: "2011-12-10", compare: "none" } as const;

  it("counts customers, orders and money of the clean lines", async () => {
    const { total } = await queryMetrics(platform, wholeChain, {
      ...all,
      metrics: ["gmv", "orders", "buyers", "averageOrderValue"],
      by: "none",
    });
    // 8,911,407.904 in the data's unit, rounded once to hundredths.
    expect(total.gmv?.value).toBe(891_140_790);
    expect(total.orders?.value).toBe(18_532);
    expect(total.buyers?.value).toBe(4_338);
    expect(total.averageOrderValue?.value).toBe(48_087);
    const exact = await platform.clickhouse.row<{ li: number; median: number }>(
      "select sum(amount_li) as li, quantileExactInclusive(0.5)(amount_li) as median from purchase",
    );
    expect(exact).toEqual({ li: 8_911_407_904, median: 303_040 });
  });

  it.each([
    ["United Kingdom", 3_920, 16_646, 7_308_391_55],
    ["Netherlands", 9, 94, 285_446_34],
    ["EIRE", 3, 260, 265_545_90],
    ["Germany", 94, 457, 228_867_14],
    ["France", 87, 389, 209_024_05],
    ["Australia", 9, 57, 138_521_31],
  ])("counts %s as a store of its own", async (country, buyers, orders, gmv) => {
    const { rows } = await queryMetrics(platform, wholeChain, {
      ...all,
      metrics: ["buyers", "orders", "gmv"],
      by: "store",
    });
    const row = rows.find(({ key }) => key === String(countries.get(country)));
    expect([row?.values.buyers?.value, row?.values.orders?.value, row?.values.gmv?.value]).toEqual([
      buyers,
      orders,
      gmv,
    ]);
  });

  it.each([
    ["2010-12-01", 1_400, 885, 572_713_89],
    ["2011-05-01", 1_555, 1_056, 678_594_56],
    ["2011-11-01", 2_657, 1_664, 1_161_817_38],
  ])("counts the month %s", async (month, orders, buyers, gmv) => {
    const { rows } = await queryMetrics(platform, wholeChain, {
      ...all,
      metrics: ["orders", "buyers", "gmv"],
      by: "month",
    });
    const row = rows.find(({ key }) => key === month);
    expect([row?.values.orders?.value, row?.values.buyers?.value, row?.values.gmv?.value]).toEqual([
      orders,
      buyers,
      gmv,
    ]);
  });

  it("adds new and returning buyers up to buyers in every month", async () => {
    const { rows } = await queryMetrics(platform, wholeChain, {
      ...all,
      metrics: ["buyers", "newBuyers", "returningBuyers"],
      by: "month",
    });
    expect(rows).toHaveLength(13);
    for (const { values } of rows) {
      expect((values.newBuyers?.value ?? 0) + (values.returningBuyers?.value ?? 0)).toBe(values.buyers?.value);
    }
    expect(rows.reduce((sum, row) => sum + (row.values.newBuyers?.value ?? 0), 0)).toBe(4_338);
  });

  it.each([
    ["12347", 7, 4_310_00],
    ["14646", 73, 280_206_02],
  ])("knows what customer %s bought", async (customer, orders, fen) => {
    const row = await platform.clickhouse.row<{ orders: number; li: number }>(
      "select count() as orders, sum(amount_li) as li from purchase where member_no = {no:UInt32}",
      { no: members.get(customer) ?? 0 },
    );
    expect(row).toEqual({ orders, li: fen * 10 });
  });
});
