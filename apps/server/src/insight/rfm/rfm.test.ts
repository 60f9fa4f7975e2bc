import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { cdnowOrders, haveDataSets, onlineRetailOrders } from "../testing/data-sets.ts";
import { loadDataSet, loadOrders } from "../testing/load-facts.ts";
import { buildRfmSnapshot } from "./build-snapshot.ts";
import { listRfmMembers, memberRfmHistory } from "./list-members.ts";
import { summariseRfm } from "./summarise-rfm.ts";

const known = haveDataSets() ? describe : describe.skip;

known("RFM of the CDNOW sample as of 1998-07-01 [known answers §2.2]", async () => {
  const { platform } = await testPlatform();
  beforeAll(async () => {
    await loadDataSet(platform.clickhouse, await cdnowOrders("sample"));
  });

  const expectKnownAnswers = async () => {
    const summary = await summariseRfm(platform, wholeChain, "1998-07-01");
    expect(summary.customers).toBe(2_357);
    expect(summary.mean.recencyDays).toBeCloseTo(372.563852, 6);
    expect(summary.mean.frequency).toBeCloseTo(2.840899, 6);
    expect(summary.mean.monetaryFen).toBeCloseTo(10_356.0433, 4);
    expect(summary.scores.map(({ score, recencyDays: r, frequency: f, monetaryFen: m }) => [score, r, f, m])).toEqual([
      [
        5,
        { customers: 471, min: 1, max: 151 },
        { customers: 471, min: 4, max: 44 },
        { customers: 471, min: 130_54, max: 6_552_70 },
      ],
      [
        4,
        { customers: 471, min: 153, max: 443 },
        { customers: 471, min: 2, max: 4 },
        { customers: 471, min: 59_26, max: 130_49 },
      ],
      [
        3,
        { customers: 471, min: 443, max: 487 },
        { customers: 471, min: 1, max: 2 },
        { customers: 471, min: 31_98, max: 59_25 },
      ],
      [
        2,
        { customers: 472, min: 487, max: 513 },
        { customers: 472, min: 1, max: 1 },
        { customers: 472, min: 15_36, max: 31_97 },
      ],
      [
        1,
        { customers: 472, min: 513, max: 546 },
        { customers: 472, min: 1, max: 1 },
        { customers: 472, min: 0, max: 15_36 },
      ],
    ]);
    expect([summary.best, summary.lost, summary.codes]).toEqual([247, 171, 71]);
    expect(Object.fromEntries(summary.groups.map((group) => [group.name, group.customers]))).toEqual({
      重要价值: 464,
      重要发展: 30,
      重要保持: 37,
      重要挽留: 62,
      一般价值: 188,
      一般发展: 161,
      一般保持: 47,
      一般挽留: 1_368,
    });
    expect(summary.grid.reduce((sum, cell) => sum + cell.customers, 0)).toBe(2_357);
    return summary;
  };

  it("scores customers by recency, frequency and monetary value [SG-01]", async () => {
    expect((await expectKnownAnswers()).builtAt).toBeNull();
  });

  it("keeps the same figures in a snapshot, and a member's history over snapshots", async () => {
    expect(await buildRfmSnapshot(platform, "1998-07-01")).toBe(2_357);
    await buildRfmSnapshot(platform, "1998-01-01");
    expect((await expectKnownAnswers()).builtAt).not.toBeNull();
    const history = await memberRfmHistory(platform, 1);
    expect(history.map(({ asOf, frequency }) => [asOf, frequency])).toEqual([
      ["1998-07-01", 4],
      ["1998-01-01", 4],
    ]);
  });

  it("lists the members of a group page by page, who spent most first", async () => {
    const wanted = { asOf: "1998-07-01", group: "important_keep" };
    const first = await listRfmMembers(platform, wholeChain, wanted, { after: null, limit: 20 });
    const last = first[19];
    const second = await listRfmMembers(platform, wholeChain, wanted, { after: last ?? null, limit: 20 });
    const all = [...first.slice(0, 20), ...second];
    expect(new Set(all.map((member) => member.memberNo)).size).toBe(37);
    expect(all.map((member) => member.monetaryFen)).toEqual(
      all.map((member) => member.monetaryFen).sort((a, b) => b - a),
    );
  });

  it("computes anew when many orders came in after the snapshot", async () => {
    await loadOrders(
      platform.clickhouse,
      Array.from({ length: 50 }, (_, index) => ({ memberNo: 9_000 + index, day: "1998-06-30", amountLi: 10_000 })),
    );
    const summary = await summariseRfm(platform, wholeChain, "1998-07-01");
    expect([summary.customers, summary.builtAt]).toEqual([2_407, null]);
  });
});

known("RFM of Online Retail as of 2011-12-10 [known answers §3]", async () => {
  const { platform } = await testPlatform();
  beforeAll(async () => {
    await loadDataSet(platform.clickhouse, await onlineRetailOrders());
  });

  it("gives the known means and the known number of best customers [SG-01]", async () => {
    const summary = await summariseRfm(platform, wholeChain, "2011-12-10");
    expect(summary.mean.recencyDays).toBeCloseTo(93.059474, 6);
    expect(summary.mean.frequency).toBeCloseTo(4.272015, 6);
    expect((summary.mean.monetaryFen ?? 0) / 100).toBeCloseTo(2_054.26646, 6);
    expect(summary.best).toBe(348);
  });
});

describe("RFM at the edges", async () => {
  const { platform } = await testPlatform();

  it("has no means and empty groups when nobody has bought", async () => {
    const summary = await summariseRfm(platform, wholeChain, "2026-06-15");
    expect(summary).toMatchObject({
      customers: 0,
      mean: { recencyDays: null, frequency: null, monetaryFen: null },
      codes: 0,
    });
    expect(summary.groups).toHaveLength(8);
  });

  it("counts what happened before the day, not on it", async () => {
    await loadOrders(platform.clickhouse, [
      { memberNo: 1, day: "2026-06-14", amountLi: 1_000 },
      { memberNo: 2, day: "2026-06-15", amountLi: 1_000 },
      { memberNo: 3, day: "2026-06-10", amountLi: 0, items: 0 },
    ]);
    const summary = await summariseRfm(platform, wholeChain, "2026-06-15");
    expect(summary.customers).toBe(1);
    expect(summary.mean.recencyDays).toBe(1);
  });
});
