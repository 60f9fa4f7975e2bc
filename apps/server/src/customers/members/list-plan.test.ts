import { describe, expect, it } from "vitest";
import { chooseWalk } from "./list-plan.ts";

const chain = 10_000_000;
const none = { chain, storeCount: 0, tags: [] };

describe("the way to a page of members", () => {
  it("leads along the newest of all for what most members have", () => {
    expect(chooseWalk({ ...none, tokens: 0.25 }, 51)).toEqual({ along: [], atMost: 4_080 });
  });

  it("fetches and sorts what few have", () => {
    expect(chooseWalk({ ...none, tokens: 0.000_1 }, 51)).toBeNull();
    expect(chooseWalk({ ...none, registered: 0.001, tags: [0.002] }, 51)).toBeNull();
  });

  it("leads along the tag's carriers, however many the region has", () => {
    expect(chooseWalk({ ...none, stores: 0.1, storeCount: 200, tags: [0.002] }, 51)?.along).toEqual(["tags"]);
  });

  it("leads along the region's stores, unless planning so many would take longer", () => {
    expect(chooseWalk({ ...none, stores: 0.1, storeCount: 200, tokens: 0.07 }, 51)?.along).toEqual(["stores"]);
    expect(chooseWalk({ ...none, stores: 0.4, storeCount: 2_000, tokens: 0.07 }, 51)?.along).toEqual([]);
  });

  it("reads two large lists side by side where what they share is rare", () => {
    const asked = { ...none, tier: 0.05, tags: [0.013], tokens: 0.012 };
    expect(chooseWalk(asked, 51)).toMatchObject({ along: ["tags", "tier"] });
    expect(chooseWalk(asked, 51)?.atMost).toBeGreaterThan(chain * 0.05 * 0.013);
  });

  it("trusts the tier's list for store and facets, and reads no stores beside it", () => {
    const asked = { ...none, stores: 0.1, storeCount: 200, tier: 0.05, facets: 0.01, tags: [0.013], tokens: 0.01 };
    expect(chooseWalk(asked, 51)?.along).toEqual(["tier"]);
    expect(chooseWalk(asked, 51)?.atMost).toBeCloseTo(20 * chain * 0.1 * 0.05 * 0.01, -1);
  });

  it("is at its end after no more members than it may be wrong by", () => {
    expect(chooseWalk({ ...none, tags: [0.1] }, 51)?.atMost).toBe(1_020);
  });
});
