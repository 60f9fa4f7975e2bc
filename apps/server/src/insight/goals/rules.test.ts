import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { assignDays, daysOfMonth, expectedShare, moveMonth, progressOf, splitByShare, weighDays } from "./rules.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const totals = fc.integer({ min: 0, max: 5_000_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 900_000_000_000 }), { minLength: 1, maxLength: 40 });

describe("splitting a goal", () => {
  it("adds up to the whole exactly, whatever the weights [OR-07]", () => {
    fc.assert(
      fc.property(totals, weights, fc.constantFrom(1, 100), (total, by, step) => {
        expect(sum(splitByShare(total, by, step))).toBe(total);
      }),
    );
  });

  it("keeps every part within one step of its exact share, and never gives more to who weighs less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), weights, (total, by) => {
        const parts = splitByShare(total, by);
        const all = sum(by);
        for (const [index, part] of parts.entries()) {
          const exact = all === 0 ? total / by.length : (total * (by[index] ?? 0)) / all;
          expect(Math.abs(part - exact)).toBeLessThan(1.000001);
          for (const [other, weight] of by.entries())
            if (weight < (by[index] ?? 0)) expect(parts[other] ?? 0).toBeLessThanOrEqual(part);
        }
      }),
    );
  });

  it("hands money down in whole yuan, the odd fen to the heaviest", () => {
    expect(splitByShare(100_050, [1, 2, 1], 100)).toEqual([25_000, 50_050, 25_000]);
    expect(splitByShare(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(splitByShare(9, [0, 0, 0])).toEqual([3, 3, 3]);
    expect(splitByShare(5, [])).toEqual([]);
  });

  it("gives days to those who are there, so that nobody has more than one step above another [OR-07]", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 31 }),
        fc.integer({ min: 1, max: 7 }),
        (days, people) => {
          const parts = assignDays(
            days,
            Array.from({ length: people }, () => days.map(() => true)),
          );
          expect(days.map((_, day) => sum(parts.map((person) => person[day] ?? 0)))).toEqual(days);
          const each = parts.map(sum);
          expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(
      assignDays(
        [4, 4],
        [
          [true, false],
          [true, false],
        ],
      ),
    ).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });
});

describe("the calendar of a month", () => {
  it("knows its days and its neighbours", () => {
    expect(daysOfMonth("2028-02")).toMatchObject({ from: "2028-02-01", to: "2028-03-01" });
    expect(daysOfMonth("2028-02").days).toHaveLength(29);
    expect(daysOfMonth("2026-12").to).toBe("2027-01-01");
    expect([moveMonth("2026-01", -1), moveMonth("2026-12", 1), moveMonth("2026-06", -12)]).toEqual([
      "2025-12",
      "2027-01",
      "2025-06",
    ]);
  });

  it("weighs a weekday by its habit, and every day alike while little is known", () => {
    const { days } = daysOfMonth("2026-06");
    const isSaturday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 6;
    const history = Array.from({ length: 56 }, (_, index) => {
      const day = addDays("2026-04-06", index);
      return { day, value: isSaturday(day) ? 200 : 100 };
    });
    const weighed = weighDays(days, history);
    const saturday = weighed[days.findIndex(isSaturday)] ?? 0;
    const monday = weighed[0] ?? 0;
    expect(saturday / monday).toBeCloseTo(2, 2);
    expect(new Set(weighDays(days, history.slice(0, 27)))).toEqual(new Set([1_000]));
    expect(
      new Set(
        weighDays(
          days,
          history.map(({ day }) => ({ day, value: 0 })),
        ),
      ),
    ).toEqual(new Set([1_000]));
  });

  it("expects nothing before the month, all after it, and part of today while it runs [OR-07]", () => {
    const { days } = daysOfMonth("2026-06");
    const even = days.map(() => 1);
    expect(expectedShare(days, even, "2026-05-31", 0.9)).toBe(0);
    expect(expectedShare(days, even, "2026-07-01", 0)).toBe(1);
    expect(expectedShare(days, even, "2026-06-16", 0.5)).toBeCloseTo(15.5 / 30, 12);
    expect(progressOf(30_000, 15_000, 15.5 / 30)).toMatchObject({ progress: 0.5, expected: 15_500 });
    expect(progressOf(0, 10, 0.5)).toMatchObject({ progress: null, pace: null });
    expect(progressOf(null, 10, 0.5)).toMatchObject({ target: null, progress: null, expected: null });
  });
});
