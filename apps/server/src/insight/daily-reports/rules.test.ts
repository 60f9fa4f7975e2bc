import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayReport, stateOf, topAndBottom } from "./rules.ts";

describe("daily report rules", () => {
  it("takes today and the seven days before", () => {
    const days = ["2026-06-16", "2026-06-15", "2026-06-08", "2026-06-07"];
    expect(days.map((day) => mayReport(day, "2026-06-15"))).toEqual([false, true, true, false]);
  });

  it("tells not due yet from missing at the deadline", () => {
    const deadline = new Date("2026-06-15T14:30:00Z");
    expect(stateOf(null, deadline, deadline)).toBe("waiting");
    expect(stateOf(null, deadline, new Date("2026-06-15T14:30:01Z"))).toBe("missing");
    expect(stateOf({ late: true }, deadline, deadline)).toBe("late");
    expect(stateOf({ late: false }, deadline, new Date("2026-07-01T00:00:00Z"))).toBe("on_time");
  });

  it("never shows a store among the best and the worst at once, and leaves nobody out of a short list", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 30 }), (sales) => {
        const rows = sales.map((gmv, id) => ({
          id,
          figures: { gmv, orders: 0, buyers: 0, newMembers: 0, refundAmount: 0 },
        }));
        const { top, bottom } = topAndBottom(rows);
        const shown = [...top, ...bottom].map((row) => row.id);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).toHaveLength(Math.min(rows.length, 10));
        for (const best of top)
          for (const worst of bottom) expect(best.figures.gmv).toBeGreaterThanOrEqual(worst.figures.gmv);
      }),
    );
  });
});
