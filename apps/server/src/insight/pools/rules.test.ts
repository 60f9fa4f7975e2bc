import { describe, expect, it } from "vitest";
import { byDepth, countIn, harvestSign, inBoth, viewOf } from "./rules.ts";

describe("rules of pools", () => {
  // Bits: 1 = first pool, 2 = second, 4 = third.
  const combinations = [
    { now: 0b001, before: 0b001, people: 10 },
    { now: 0b011, before: 0b001, people: 5 },
    { now: 0b111, before: 0b000, people: 3 },
    { now: 0b000, before: 0b010, people: 2 },
  ];

  it("counts each person once across pools [DT-19]", () => {
    expect(countIn(combinations, [0, 1, 2])).toEqual({ people: 18, before: 17, joined: 3, left: 2 });
    expect(countIn(combinations, [1])).toEqual({ people: 8, before: 2, joined: 8, left: 2 });
    expect(inBoth(combinations, 0, 1)).toBe(8);
    expect(byDepth(combinations, [0, 1, 2])).toEqual([10, 5, 3]);
    expect(byDepth(combinations, [0, 1, 2]).reduce((sum, n) => sum + n, 0)).toBe(18);
  });

  it("calls a relation private to whoever owns it and reaches it cheaply [ID-06]", () => {
    expect(viewOf({ owner: "brand", cheapReach: true })).toEqual({ toBrand: "private", toOwner: "private" });
    expect(viewOf({ owner: "brand", cheapReach: false })).toEqual({ toBrand: "public", toOwner: "public" });
    expect(viewOf({ owner: "kol", cheapReach: true })).toEqual({ toBrand: "public", toOwner: "private" });
  });

  it("tells growth by harvesting from growth of relations [SG-24]", () => {
    const grown = { contacts: 300, before: 200, joined: 100, optedOut: 5, interacted: 100, joinedInteracted: 50 };
    expect(harvestSign(grown)).toBeNull();
    expect(harvestSign({ ...grown, joinedInteracted: 3 })).toContain("只有 3 人有过互动");
    expect(harvestSign({ ...grown, optedOut: 100 })).toContain("流失 100 人");
    expect(harvestSign({ ...grown, before: 5_000, joinedInteracted: 0 })).toBeNull();
  });
});
