import { describe, expect, it } from "vitest";
import { formatAgo, formatBytes, formatDateTime, formatDay, formatDuration, shopToday } from "./date.ts";

const now = new Date("2026-11-22T12:00:00+08:00");

describe("moments in shop time", () => {
  it("shows shop time whatever the offset of the answer", () => {
    expect(formatDateTime("2026-11-22T16:30:00Z")).toBe("2026-11-23 00:30");
    expect(formatDay("2026-11-22T16:30:00Z")).toBe("2026-11-23");
    expect(formatDay("2026-11-22")).toBe("2026-11-22");
    expect(shopToday(new Date("2026-11-22T16:30:00Z"))).toBe("2026-11-23");
    expect(formatDateTime("not a date")).toBe("—");
    expect(formatDateTime(null)).toBe("—");
  });

  it.each([
    ["2026-11-22T11:59:40+08:00", "刚刚"],
    ["2026-11-22T11:55:00+08:00", "5 分钟前"],
    ["2026-11-22T09:00:00+08:00", "3 小时前"],
    ["2026-11-21T18:20:00+08:00", "昨天 18:20"],
    ["2026-11-02T18:20:00+08:00", "11-02"],
    ["2025-11-02T18:20:00+08:00", "2025-11-02"],
    ["2026-11-22T12:05:00+08:00", "2026-11-22 12:05"],
  ])("%s was %s", (iso, words) => {
    expect(formatAgo(iso, now)).toBe(words);
  });
});

describe("amounts of time and of data", () => {
  it("says durations in words", () => {
    expect(formatDuration(45)).toBe("45 秒");
    expect(formatDuration(120)).toBe("2 分钟");
    expect(formatDuration(200)).toBe("3 分 20 秒");
    expect(formatDuration(3_900)).toBe("1 小时 5 分");
    expect(formatDuration(7_200)).toBe("2 小时");
  });

  it("says bytes in the unit people use", () => {
    expect(formatBytes(820)).toBe("820 B");
    expect(formatBytes(1_200_000)).toBe("1.2 MB");
    expect(formatBytes(2_000_000_000)).toBe("2 GB");
  });
});
