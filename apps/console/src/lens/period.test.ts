import { describe, expect, it } from "vitest";
import { daysOf, periodLabel, previousPeriod, resolvePeriod } from "./period.ts";

const today = "2026-11-22";

describe("periods", () => {
  it.each([
    ["today", "2026-11-22", "2026-11-22"],
    ["yesterday", "2026-11-21", "2026-11-21"],
    ["last7", "2026-11-15", "2026-11-21"],
    ["last30", "2026-10-23", "2026-11-21"],
    ["this-month", "2026-11-01", "2026-11-21"],
    ["last-month", "2026-10-01", "2026-10-31"],
    ["2026-01-01_2026-01-31", "2026-01-01", "2026-01-31"],
  ])("%s", (key, from, to) => {
    expect(resolvePeriod(key, today)).toEqual({ from, to });
  });

  it("does not accept what is no period", () => {
    for (const key of ["", "forever", "2026-02-01_2026-01-01", "2026-13-45_2026-13-46"])
      expect(resolvePeriod(key, today)).toBeNull();
  });

  it("knows this month on its first day", () => {
    expect(resolvePeriod("this-month", "2026-11-01")).toEqual({ from: "2026-11-01", to: "2026-11-01" });
  });

  it("compares with the equally long period before, whole months with whole months", () => {
    expect(previousPeriod({ from: "2026-11-15", to: "2026-11-21" })).toEqual({ from: "2026-11-08", to: "2026-11-14" });
    expect(previousPeriod({ from: "2026-03-01", to: "2026-03-31" })).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(daysOf({ from: "2026-02-27", to: "2026-03-02" })).toBe(4);
  });

  it("shows the year only where it is needed", () => {
    expect(periodLabel({ from: "2026-11-01", to: "2026-11-21" }, today)).toBe("11-01 至 11-21");
    expect(periodLabel({ from: "2025-12-01", to: "2026-01-02" }, today)).toBe("2025-12-01 至 2026-01-02");
    expect(periodLabel({ from: "2026-11-21", to: "2026-11-21" }, today)).toBe("11-21");
  });
});
