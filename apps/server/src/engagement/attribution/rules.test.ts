import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Claim,
  credit,
  type DimensionRule,
  dimensionCodes,
  evidenceCodes,
  evidences,
  initialRule,
  modelCodes,
  split,
  weigh,
} from "./rules.ts";

const DAY = 86_400_000;
const paidAt = 1_000 * DAY;
const touch = (subject: string, daysBefore: number): Claim => ({
  dimension: "touchpoint",
  evidence: "touchpoint",
  subjectKind: "touchpoint",
  subject,
  at: paidAt - daysBefore * DAY,
  ref: subject,
});
const rule = (model: DimensionRule["model"]): DimensionRule => ({ model, evidences: ["touchpoint"], halfLifeDays: 7 });
const shares = (model: DimensionRule["model"], ...days: number[]) => {
  const claims = days.map((daysBefore, at) => touch(String(at), daysBefore));
  return split(7_000, weigh(rule(model), claims, paidAt));
};

const anyClaim = fc
  .record({
    evidence: fc.constantFrom(...evidenceCodes),
    subject: fc.constantFrom("1", "2", "3"),
    daysBefore: fc.integer({ min: 0, max: 30 }),
    ref: fc.string({ maxLength: 3 }),
  })
  .map(
    ({ evidence, subject, daysBefore, ref }): Claim => ({
      dimension: evidences[evidence].dimension,
      evidence,
      subjectKind: "guide",
      subject,
      at: paidAt - daysBefore * DAY,
      ref,
    }),
  );
const anyRule = fc.constantFrom(...modelCodes).map((model) => ({
  ...initialRule,
  dimensions: Object.fromEntries(
    dimensionCodes.map((dimension) => [dimension, { ...initialRule.dimensions[dimension], model }]),
  ) as typeof initialRule.dimensions,
}));

describe("models of attribution", () => {
  it("share an order out as their textbook examples", () => {
    expect(shares("first", 14, 7, 0)).toEqual([7_000, 0, 0]);
    expect(shares("last", 14, 7, 0)).toEqual([0, 0, 7_000]);
    expect(shares("linear", 14, 7, 0)).toEqual([2_334, 2_333, 2_333]);
    // Half-life of a week: 1/7, 2/7, 4/7.
    expect(shares("decay", 14, 7, 0)).toEqual([1_000, 2_000, 4_000]);
    expect(shares("position", 14, 9, 3, 0)).toEqual([2_800, 700, 700, 2_800]);
    expect(shares("position", 14, 0)).toEqual([3_500, 3_500]);
    expect(shares("position", 14)).toEqual([7_000]);
    expect(shares("priority", 14, 7, 0)).toEqual([0, 0, 7_000]);
  });

  it("add up to the order's fen, before and after refunds, whatever the claims and in whatever order they come", () => {
    fc.assert(
      fc.property(
        fc.array(anyClaim, { maxLength: 12 }),
        anyRule,
        fc.integer({ min: 0, max: 1_000_000_007 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (claims, tried, amountFen, part) => {
          const order = { paidAt, amountFen, refundedFen: Math.floor(amountFen * part) };
          const credits = credit(tried, order, claims);
          expect(credits).toHaveLength(claims.length);
          for (const dimension of dimensionCodes) {
            const list = credits.filter((each) => each.dimension === dimension);
            const sum = (of: (each: (typeof list)[number]) => number) =>
              list.reduce((total, each) => total + of(each), 0);
            if (!list.some((each) => tried.dimensions[dimension].evidences.includes(each.evidence))) {
              expect([sum((each) => each.grossFen), sum((each) => each.netFen)]).toEqual([0, 0]);
              continue;
            }
            expect(sum((each) => each.grossFen)).toBe(amountFen);
            expect(sum((each) => each.netFen)).toBe(amountFen - order.refundedFen);
            expect(sum((each) => each.share)).toBeCloseTo(1, 9);
          }
          expect(credit(tried, order, [...claims].reverse())).toEqual(credits);
        },
      ),
      { numRuns: 300 },
    );
  });
});
