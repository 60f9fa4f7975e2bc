import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runImport } from "../../connectors/files/index.ts";
import { testPlatform } from "../../testing/platform.ts";
import { repeatPurchase } from "../cohorts/repeat-purchase.ts";
import { cohortRetention } from "../cohorts/retention.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { wholeChain } from "../shared/slice.ts";
import { dataSetFolder, haveDataSets } from "../testing/data-sets.ts";
import { summariseRfm } from "./summarise-rfm.ts";

const known = haveDataSets() ? describe : describe.skip;

known("CDNOW imported as a file: the known answers come out of the product", async () => {
  const feilun = await testPlatform({ now: "1998-07-01T04:00:00Z" });
  const { platform } = feilun;

  beforeAll(async () => {
    const report = await runImport(platform, {
      kind: "orders",
      path: path.join(dataSetFolder, "cdnow", "sample_transactions.csv"),
      options: { source: "cdnow" },
    });
    expect(report.documents.created).toBe(6_696);
    await feilun.deliver();
  });

  it("gives the RFM of known answers §2.2, ties included [SG-01]", async () => {
    const summary = await summariseRfm(platform, wholeChain, "1998-07-01");
    expect([summary.customers, summary.best, summary.lost, summary.codes]).toEqual([2_357, 247, 171, 71]);
    expect(summary.mean.recencyDays).toBeCloseTo(372.563852, 6);
    expect(summary.groups.map((group) => group.customers)).toEqual([464, 30, 37, 62, 188, 161, 47, 1_368]);
  });

  it("gives the cohorts and the repeat purchases of §2.3", async () => {
    const { cohorts } = await cohortRetention(platform, wholeChain, { from: "1997-01", to: "1997-03", offsets: 6 });
    expect(cohorts.map(({ active }) => active)).toEqual([
      [781, 124, 95, 70, 65, 77, 65],
      [857, 134, 110, 75, 77, 75, 61],
      [719, 87, 84, 78, 63, 64, 55],
    ]);
    const repeat = await repeatPurchase(platform, wholeChain, { days: [7, 30, 60, 90, 180, 365] });
    expect(repeat.curve.map((point) => point.customers)).toEqual([145, 410, 601, 687, 887, 1_074]);
    expect([repeat.medianDays, repeat.oncePurchased]).toEqual([55, 1_218]);
  });

  it("gives the integrity figures of §1", async () => {
    const { total } = await queryMetrics(platform, wholeChain, {
      metrics: ["gmv", "orders", "buyers", "itemsSold"],
      from: "1997-01-01",
      to: "1998-07-01",
      by: "none",
      compare: "none",
    });
    expect(Object.values(total).map((figure) => figure.value)).toEqual([244_091_94, 6_696, 2_357, 16_479]);
  });
});
