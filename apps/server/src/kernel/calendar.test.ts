import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayIn, daysBetween, instantOf } from "./calendar.ts";

describe("calendar", () => {
  it("changes the day at the shop's midnight", () => {
    expect(dayIn("Asia/Shanghai", new Date("2026-06-14T15:59:59Z"))).toBe("2026-06-14");
    expect(dayIn("Asia/Shanghai", new Date("2026-06-14T16:00:00Z"))).toBe("2026-06-15");
  });

  it("finds the instant of a wall-clock time, on both sides of a daylight-saving change", () => {
    expect(instantOf("Asia/Shanghai", "2026-06-15", "08:30").toISOString()).toBe("2026-06-15T00:30:00.000Z");
    expect(instantOf("Europe/London", "2026-03-28", "12:00").toISOString()).toBe("2026-03-28T12:00:00.000Z");
    expect(instantOf("Europe/London", "2026-03-30", "12:00").toISOString()).toBe("2026-03-30T11:00:00.000Z");
  });

  it("adds days across months and leap days", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it("is its own inverse", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        fc.integer({ min: -5000, max: 5000 }),
        (date, days) => {
          const day = date.toISOString().slice(0, 10);
          expect(daysBetween(day, addDays(day, days))).toBe(days);
          expect(dayIn("Asia/Shanghai", instantOf("Asia/Shanghai", day))).toBe(day);
        },
      ),
    );
  });
});
