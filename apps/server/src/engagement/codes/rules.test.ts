import { describe, expect, it } from "vitest";
import { available, type GuideState, guideFor, guidesBehind, inSlots, roomsBehind } from "./rules.ts";

const guide = (staffId: string, more: Partial<GuideState> = {}): GuideState => ({
  staffId,
  weight: 1,
  dailyCap: null,
  slots: [],
  backup: false,
  paused: false,
  reachable: true,
  today: 0,
  ...more,
});
const monday = { weekday: 1, time: "10:00" };
const day = [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }];
const night = [{ days: [7], from: "22:00", to: "02:00" }];

describe("who stands behind a code", () => {
  it("keeps hours, also past midnight", () => {
    expect(inSlots(day, monday)).toBe(true);
    expect(inSlots(day, { weekday: 1, time: "18:00" })).toBe(false);
    expect(inSlots(day, { weekday: 6, time: "10:00" })).toBe(false);
    expect(inSlots(night, { weekday: 7, time: "23:00" })).toBe(true);
    expect(inSlots(night, { weekday: 1, time: "01:59" })).toBe(true);
    expect(inSlots(night, { weekday: 7, time: "01:00" })).toBe(false);
  });

  it("calls backups only when nobody else is left, and says why nobody is", () => {
    const backup = guide("b", { backup: true });
    expect(available([guide("a"), backup], monday).staffIds).toEqual(["a"]);
    expect(available([guide("a", { dailyCap: 2, today: 2 }), backup], monday).staffIds).toEqual(["b"]);
    expect(available([guide("a", { dailyCap: 2, today: 2 })], monday).emptyBecause).toBe("capped");
    expect(available([guide("a", { paused: true })], monday).emptyBecause).toBe("off");
    expect(available([guide("a", { reachable: false })], monday).emptyBecause).toBe("unreachable");
    expect(available([], monday).emptyBecause).toBe("nobody");
  });

  it("shares by weight: 300 arrivals among 1:2:3 end at 50, 100 and 150", () => {
    const today = new Map([
      ["a", 0],
      ["b", 0],
      ["c", 0],
    ]);
    for (let n = 0; n < 300; n++) {
      const guides = [...today].map(([id, count], i) => guide(id, { weight: i + 1, today: count }));
      const [next] = guidesBehind(guides, "weights", monday).staffIds;
      today.set(next ?? "", (today.get(next ?? "") ?? 0) + 1);
    }
    expect([...today.values()]).toEqual([50, 100, 150]);
  });

  it("puts at most 100 behind one contact way: those with the fewest contacts", () => {
    const guides = Array.from({ length: 120 }, (_, i) => guide(`g${i}`, { today: i < 20 ? 9 : 0 }));
    const { staffIds } = guidesBehind(guides, "platform", monday);
    expect(staffIds).toHaveLength(100);
    expect(staffIds).not.toContain("g3");
  });

  it("shows a known customer their own guide, also one who is off duty; a returning visitor the one from before", () => {
    const guides = [guide("a"), guide("b", { paused: true }), guide("c")];
    expect(guideFor(guides, { own: "b", before: "c" }, monday, 0)).toEqual({ staffId: "b", by: "own" });
    expect(guideFor(guides, { own: "x", before: "c" }, monday, 0)).toEqual({ staffId: "c", by: "again" });
    expect(guideFor(guides, { own: null, before: null }, monday, 0.99)).toEqual({ staffId: "c", by: "turn" });
    expect(guideFor([guide("a", { paused: true })], { own: null, before: null }, monday, 0)).toEqual({
      emptyBecause: "off",
    });
  });
});

describe("groups behind a code [AQ-03]", () => {
  const room = (key: string, people: number, dismissed = false) => ({ key, people, dismissed });
  it("leads to groups with room, five at most, and leaves dismissed ones out", () => {
    expect(roomsBehind([room("a", 400), room("b", 399), room("c", 3, true), room("d", 0)], 400)).toEqual({
      keys: ["b", "d"],
      full: false,
    });
    expect(
      roomsBehind(
        "abcdefg".split("").map((key) => room(key, 1)),
        400,
      ).keys,
    ).toHaveLength(5);
  });
  it("keeps the last one when all are full, so that the platform opens the next behind it", () => {
    expect(roomsBehind([room("a", 400), room("b", 401)], 400)).toEqual({ keys: ["b"], full: true });
    expect(roomsBehind([], 400)).toEqual({ keys: [], full: false });
  });
});
