import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { loadEvents, loadMembers } from "../testing/load-facts.ts";
import { addMonths, bucketsOf, comparedPeriod } from "./period.ts";
import { queryMetrics } from "./query-metrics.ts";

describe("days of the shop across a change of clocks", async () => {
  // 8 March 2026 has 23 hours in New York, 1 November has 25.
  const { platform } = await testPlatform({
    now: "2026-03-10T12:00:00Z",
    env: { FEILUN_TIME_ZONE: "America/New_York" },
  });
  beforeAll(async () => {
    const moments = [
      "2026-03-08 04:59:59",
      "2026-03-08 05:00:00",
      "2026-03-09 03:59:59",
      "2026-03-09 04:00:00",
      "2026-11-01 04:00:00",
      "2026-11-02 04:59:59",
      "2026-11-02 05:00:00",
    ];
    await loadMembers(
      platform.clickhouse,
      moments.map((registeredAt, index) => ({ memberNo: index + 1, registeredAt })),
    );
    await loadEvents(
      platform.clickhouse,
      moments.map((at, index) => ({ memberNo: index + 1, type: "page.viewed", at })),
    );
  });

  it.each([
    ["spring", "2026-03-07", "2026-03-10", [1, 2, 1]],
    ["autumn", "2026-11-01", "2026-11-03", [2, 1]],
  ])("puts every moment of %s into its day", async (_season, from, to, counts) => {
    const { rows } = await queryMetrics(platform, wholeChain, {
      metrics: ["newMembers", "activeMembers"],
      from,
      to,
      by: "day",
      compare: "none",
    });
    expect(rows.map((row) => row.values.newMembers?.value)).toEqual(counts);
    expect(rows.map((row) => row.values.activeMembers?.value)).toEqual(counts);
  });
});

describe("periods", () => {
  it("compares whole months with whole months and other spans with as many days", () => {
    expect(comparedPeriod({ from: "2026-03-01", to: "2026-04-01" }, "previous")).toEqual({
      from: "2026-02-01",
      to: "2026-03-01",
    });
    expect(comparedPeriod({ from: "2026-01-01", to: "2026-04-01" }, "previous")).toEqual({
      from: "2025-10-01",
      to: "2026-01-01",
    });
    expect(comparedPeriod({ from: "2026-03-02", to: "2026-04-01" }, "previous")).toEqual({
      from: "2026-01-31",
      to: "2026-03-02",
    });
    expect(comparedPeriod({ from: "2028-02-29", to: "2028-03-01" }, "year")).toEqual({
      from: "2027-02-28",
      to: "2027-03-01",
    });
  });

  it("keeps month ends and weeks", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(bucketsOf("week", { from: "2026-06-03", to: "2026-06-09" })).toEqual(["2026-06-01", "2026-06-08"]);
    expect(bucketsOf("month", { from: "2025-12-31", to: "2026-02-01" })).toEqual(["2025-12-01", "2026-01-01"]);
  });
});
