import { describe, expect, it } from "vitest";
import { parseChannel } from "./channels.ts";
import { guessDateOrder, parseDateTime, parseTimeOfDay } from "./dates.ts";
import { parseThousandths } from "./decimals.ts";
import { cleanCode, isMangledCode } from "./text-codes.ts";
import { createZoneClock } from "./zone-clock.ts";

describe("numbers", () => {
  it.each([
    ["2.55", 2_550],
    ["0.001", 1],
    ["-12.3", -12_300],
    ["1,288.50", 1_288_500],
    ["￥1288.5元", 1_288_500],
    ["１２．５", 12_500],
    ["(12.00)", -12_000],
    ["12.3456", 12_346],
    [".5", 500],
    ["1.2E+3", 1_200_000],
    ["1.005", 1_005],
  ])("reads %s exactly in thousandths", (text, expected) => expect(parseThousandths(text)).toBe(expected));

  it.each(["", "abc", "1.2.3", "-", "12a", "1 2 x"])("does not take %j for a number", (text) =>
    expect(parseThousandths(text)).toBeNull(),
  );
});

describe("dates", () => {
  it.each([
    ["2010-12-01 08:26:00", "2010-12-01", 8 * 3_600 + 26 * 60],
    ["2026/1/5 8:05", "2026-01-05", 8 * 3_600 + 300],
    ["2026年1月5日", "2026-01-05", 0],
    ["2026年1月5日 下午3点05分", "2026-01-05", 15 * 3_600 + 300],
    ["2026.1.5", "2026-01-05", 0],
    ["20260105", "2026-01-05", 0],
    ["20260105080500", "2026-01-05", 8 * 3_600 + 300],
    ["46027.5", "2026-01-05", 12 * 3_600],
    ["2026-1-5 12:30 AM", "2026-01-05", 30 * 60],
  ])("reads %s", (text, day, secondOfDay) => expect(parseDateTime(text)).toEqual({ day, secondOfDay }));

  it("reads zones and Unix times as instants", () => {
    expect(parseDateTime("2026-01-05T08:00:00+08:00")).toEqual({
      day: "2026-01-05",
      secondOfDay: 28_800,
      offsetMinutes: 480,
    });
    expect(parseDateTime("1767571200")).toEqual({ day: "2026-01-05", secondOfDay: 0, offsetMinutes: 0 });
  });

  it("takes day or month first only when told, and finds out from samples", () => {
    expect(parseDateTime("5/1/2026")).toBeNull();
    expect(parseDateTime("5/1/2026", "dmy")?.day).toBe("2026-01-05");
    expect(parseDateTime("1/5/2026 8:26", "mdy")?.day).toBe("2026-01-05");
    expect(guessDateOrder(["1/2/2026", "13/2/2026"])).toBe("dmy");
    expect(guessDateOrder(["2026-01-02"])).toBeUndefined();
  });

  it.each(["2026-02-30", "2026-13-01", "2025-02-29", "昨天", "2026-01-01 25:00", "0000-00-00"])("refuses %s", (text) =>
    expect(parseDateTime(text)).toBeNull(),
  );

  it("reads a time of day of its own", () => {
    expect(parseTimeOfDay("下午 3:05")).toBe(15 * 3_600 + 300);
    expect(parseTimeOfDay("26:00")).toBeNull();
  });

  it("turns wall clocks into instants, across daylight saving too", () => {
    const london = createZoneClock("Europe/London");
    expect(new Date(london({ day: "2011-07-01", secondOfDay: 43_200 }).at).toISOString()).toBe(
      "2011-07-01T11:00:00.000Z",
    );
    // The clocks went forward at 1:00 on that day.
    expect(new Date(london({ day: "2011-03-27", secondOfDay: 0 }).at).toISOString()).toBe("2011-03-27T00:00:00.000Z");
    expect(new Date(london({ day: "2011-03-27", secondOfDay: 43_200 }).at).toISOString()).toBe(
      "2011-03-27T11:00:00.000Z",
    );
    expect(createZoneClock("Asia/Shanghai")({ day: "2026-01-05", secondOfDay: 60_000, offsetMinutes: 0 }).day).toBe(
      "2026-01-06",
    );
  });
});

describe("codes and channels", () => {
  it("keeps codes as text, unwraps Excel's ways to force it, and knows what stands for nothing", () => {
    expect(cleanCode(" 00123 ")).toBe("00123");
    expect(cleanCode('="00123"')).toBe("00123");
    expect(cleanCode("'00123")).toBe("00123");
    for (const nothing of ["-", "无", "null", "#N/A", "\\N"]) expect(cleanCode(nothing)).toBe("");
    expect(isMangledCode("1.38001E+10")).toBe(true);
    expect(isMangledCode("2E5")).toBe(false);
    expect(isMangledCode("85123E")).toBe(false);
  });

  it("knows channels by the words that shops use", () => {
    expect(["线下门店", "微信小程序", "天猫旗舰店", "视频号小店", "store"].map(parseChannel)).toEqual([
      "store",
      "mini_program",
      "ecommerce",
      "wechat_shop",
      "store",
    ]);
    expect(parseChannel("什么")).toBeNull();
  });
});
