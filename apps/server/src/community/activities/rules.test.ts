import { describe, expect, it } from "vitest";
import { hashOfSeed, newSeed, placeOf, pointsOf, prizeSchema, refuseText, winnersText } from "./rules.ts";

describe("draws and sign-ins", () => {
  it("bind a draw before anybody takes part, and order entries by nothing but the seed", () => {
    const seed = newSeed();
    expect(hashOfSeed(seed)).toMatch(/^[0-9a-f]{64}$/);
    expect(placeOf(seed, 7)).toBe(placeOf(seed, "7"));
    const first = new Map<number, number>();
    for (let n = 0; n < 3_000; n += 1) {
      const drawn = newSeed();
      const [winner = 0] = [1, 2, 3].sort((a, b) => (placeOf(drawn, a) < placeOf(drawn, b) ? -1 : 1));
      first.set(winner, (first.get(winner) ?? 0) + 1);
    }
    // A third each; seven standard deviations.
    for (const entry of [1, 2, 3]) expect(Math.abs((first.get(entry) ?? 0) - 1_000)).toBeLessThan(181);
  });

  it("refuse prizes above the legal bound and texts that ask for sharing", () => {
    const prize = { name: "旅行", count: 1, give: { kind: "goods" } };
    expect(prizeSchema.safeParse({ ...prize, worthFen: 5_000_000 }).success).toBe(true);
    expect(prizeSchema.safeParse({ ...prize, worthFen: 5_000_001 }).success).toBe(false);
    expect(refuseText("转发到朋友圈再抽一次")).toContain("转发");
    expect(refuseText("群里的朋友点小程序参加")).toBeNull();
  });

  it("give more for every so many days in a row, and name winners", () => {
    const rule = { points: 5, streakDays: 7, streakPoints: 50 };
    expect([1, 6, 7, 8, 14].map((day) => pointsOf(rule, day))).toEqual([5, 5, 55, 5, 55]);
    expect(
      winnersText("周五抽奖", [
        { name: "保温杯", winners: ["王**"] },
        { name: "优惠券", winners: [] },
      ]),
    ).toBe("「周五抽奖」开奖啦\n保温杯：王**\n优惠券：无人中奖\n中奖的朋友请联系群主领取");
  });
});
