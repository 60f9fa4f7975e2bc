import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deal, isInWindow, nextWindow, scriptFor, unknownPlaceholders } from "./rules.ts";

const windows = [
  { from: "21:00", to: "22:00" },
  { from: "10:30", to: "11:30" },
];

describe("hours at which people accept", () => {
  it("begin with their first minute, end before their last, and come round again tomorrow", () => {
    expect(["10:29", "10:30", "11:29", "11:30", "21:59"].map((time) => isInWindow(windows, time))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(isInWindow([], "03:00")).toBe(true);
    expect(nextWindow(windows, "09:00")).toEqual({ window: windows[1], tomorrow: false });
    expect(nextWindow(windows, "12:00")).toEqual({ window: windows[0], tomorrow: false });
    expect(nextWindow(windows, "22:30")).toEqual({ window: windows[1], tomorrow: true });
    expect(nextWindow([], "12:00")).toBeNull();
  });
});

describe("dealing people to guides", () => {
  const guide = (guideId: string, storeNo: number, manages = false) => ({ guideId, storeNo, manages });
  const guides = [guide("a", 1), guide("b", 1), guide("c", 2), guide("m", 1, true)];

  it("keeps everybody with their own guide, and spreads the others over their store without its manager", () => {
    const people = [
      { guideId: "a", storeNo: 1 },
      { guideId: null, storeNo: 1 },
      { guideId: "gone", storeNo: 1 },
      { guideId: "m", storeNo: 1 },
      { guideId: null, storeNo: 9 },
      { guideId: null, storeNo: null },
    ];
    expect(deal(people, guides, []).map((taken) => taken?.guideId ?? null)).toEqual(["a", "b", "a", "m", null, null]);
  });

  it("deals to the chosen in turn, and leaves a line with the guide it names", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", null)), (owners) => {
        const people = owners.map((guideId) => ({ guideId, storeNo: 1 }));
        const dealt = deal(people, guides, ["b", "c"]).map((taken) => taken?.guideId);
        const counts = ["b", "c"].map((id) => dealt.filter((taken) => taken === id).length);
        expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(people.length);
        expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0))).toBeLessThanOrEqual(1);
      }),
    );
    expect(deal([{ guideId: "a", storeNo: 1, named: true }], guides, ["c"])[0]?.guideId).toBe("a");
  });
});

describe("opening words", () => {
  const words = { name: "张女士", guide: "李雷", store: "北一店", offer: "礼券" };
  const script = "{称呼}，您好！我是{门店}的{导购}，送您{礼遇}";

  it("are filled for one person, and do without a name that nobody knows [AQ-11]", () => {
    expect(scriptFor(script, words)).toBe("张女士，您好！我是北一店的李雷，送您礼券");
    expect(scriptFor(script, { ...words, name: "", offer: "" })).toBe("您好！我是北一店的李雷，送您专属服务");
    expect(unknownPlaceholders("{称呼}{姓名}{礼遇}{姓名}")).toEqual(["{姓名}"]);
  });
});
