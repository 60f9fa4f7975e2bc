import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { cdnowOrders, haveDataSets } from "../testing/data-sets.ts";
import { loadDataSet, loadOrders } from "../testing/load-facts.ts";
import { repeatPurchase } from "./repeat-purchase.ts";
import { cohortRetention } from "./retention.ts";

const known = haveDataSets() ? describe : describe.skip;

known("cohorts and repeat purchase of the CDNOW sample [known answers §2.3]", async () => {
  const { platform } = await testPlatform({ now: "1998-07-01T04:00:00Z" });
  beforeAll(async () => {
    await loadDataSet(platform.clickhouse, await cdnowOrders("sample"));
  });

  it("follows each month's first buyers over the months after it", async () => {
    const { cohorts } = await cohortRetention(platform, wholeChain, { from: "1997-01", to: "1997-03", offsets: 6 });
    expect(cohorts.map(({ month, size, active }) => [month, size, active])).toEqual([
      ["1997-01", 781, [781, 124, 95, 70, 65, 77, 65]],
      ["1997-02", 857, [857, 134, 110, 75, 77, 75, 61]],
      ["1997-03", 719, [719, 87, 84, 78, 63, 64, 55]],
    ]);
    expect(cohorts[0]?.retention[1]).toBeCloseTo(124 / 781, 12);
  });

  it("counts who comes back within N days, and the median gap [DT-09]", async () => {
    const repeat = await repeatPurchase(platform, wholeChain, { days: [7, 30, 60, 90, 180, 365] });
    expect(repeat.curve.map(({ days, customers }) => [days, customers])).toEqual([
      [7, 145],
      [30, 410],
      [60, 601],
      [90, 687],
      [180, 887],
      [365, 1_074],
    ]);
    expect(repeat.curve.map(({ share }) => Number(share?.toFixed(6)))).toEqual([
      0.061519, 0.17395, 0.254985, 0.291472, 0.376326, 0.455664,
    ]);
    expect(repeat).toMatchObject({ customers: 2_357, oncePurchased: 1_218, medianDays: 55 });
  });
});

describe("cohorts at the edges", async () => {
  const { platform } = await testPlatform({ now: "2026-03-01T04:00:00Z" });
  beforeAll(async () => {
    await loadOrders(platform.clickhouse, [
      { memberNo: 1, day: "2026-01-31", amountLi: 1_000, storeNo: 1 },
      { memberNo: 1, day: "2026-02-01", amountLi: 1_000, storeNo: 2 },
      { memberNo: 2, day: "2026-02-28", amountLi: 1_000, storeNo: 2 },
    ]);
  });

  it("keeps month ends apart and knows no month that has not begun", async () => {
    const { cohorts } = await cohortRetention(platform, wholeChain, { from: "2026-01", to: "2026-02", offsets: 2 });
    expect(cohorts.map(({ size, active }) => [size, active])).toEqual([
      [1, [1, 1, 0]],
      [1, [1, 0, null]],
    ]);
  });

  it("looks at the orders of the slice only", async () => {
    const { cohorts } = await cohortRetention(
      platform,
      { stores: [2] },
      { from: "2026-01", to: "2026-02", offsets: 1 },
    );
    expect(cohorts.map(({ size, active, retention }) => [size, active, retention])).toEqual([
      [0, [0, 0], [null, null]],
      [2, [2, 0], [1, 0]],
    ]);
  });

  it("has no median when nobody came back", async () => {
    const repeat = await repeatPurchase(platform, { stores: [1] }, { days: [30] });
    expect(repeat).toEqual({
      customers: 1,
      repeated: 0,
      oncePurchased: 1,
      medianDays: null,
      curve: [{ days: 30, customers: 0, share: 0 }],
    });
  });
});
