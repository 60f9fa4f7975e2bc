import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOpenAt, type WeekHours } from "./opening-hours.ts";

const hours: WeekHours = {
  mon: [
    ["09:00", "12:00"],
    ["13:30", "22:00"],
  ],
  fri: [["18:00", "02:00"]],
  sun: [["00:00", "24:00"]],
};

describe("opening hours", () => {
  it.each([
    ["2026-06-15", "08:59", false],
    ["2026-06-15", "09:00", true],
    ["2026-06-15", "12:00", false],
    ["2026-06-15", "21:59", true],
    ["2026-06-16", "10:00", false],
    ["2026-06-19", "23:30", true],
    ["2026-06-20", "01:59", true],
    ["2026-06-20", "02:00", false],
    ["2026-06-21", "23:59", true],
  ])("on %s at %s a store is open: %s", (day, time, open) => {
    expect(isOpenAt(hours, {}, day, time)).toBe(open);
  });

  it("puts a special day before the weekday, also for the night that runs into it", () => {
    expect(isOpenAt(hours, { "2026-06-15": [] }, "2026-06-15", "10:00")).toBe(false);
    expect(isOpenAt(hours, { "2026-06-16": [["10:00", "16:00"]] }, "2026-06-16", "15:59")).toBe(true);
    expect(isOpenAt(hours, { "2026-06-19": [] }, "2026-06-20", "01:00")).toBe(false);
  });

  it("does not claim to know what nobody entered", () => {
    expect(isOpenAt(null, {}, "2026-06-15", "10:00")).toBeNull();
    expect(isOpenAt(null, { "2026-06-15": [["09:00", "18:00"]] }, "2026-06-15", "10:00")).toBe(true);
  });

  it("is open for exactly the minutes of its spans, night or day", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    fc.assert(
      fc.property(minute, minute, minute, (start, end, at) => {
        const length = end > start ? end - start : 1440 - start + end;
        const always: WeekHours = { mon: [[clock(start), clock(end)]], tue: [] };
        const monday = isOpenAt(always, {}, "2026-06-15", clock(at));
        const tuesday = isOpenAt(always, {}, "2026-06-16", clock(at));
        expect(monday).toBe(at >= start && at < start + length);
        expect(tuesday).toBe(at + 1440 >= start && at + 1440 < start + length);
      }),
    );
  });
});
