import { describe, expect, it } from "vitest";
import { hoursInWords, parseSpans, spansAsText, type WeekHours } from "./opening-hours.ts";

describe("opening hours in words", () => {
  it("joins days with equal hours", () => {
    const weekday = [["09:00", "21:00"]];
    const weekend = [["10:00", "22:00"]];
    const hours: WeekHours = {
      mon: weekday,
      tue: weekday,
      wed: weekday,
      thu: weekday,
      fri: weekday,
      sat: weekend,
      sun: weekend,
    };
    expect(hoursInWords(hours)).toBe("周一至周五 09:00–21:00；周六、周日 10:00–22:00");
  });

  it("names closed days, whole days and ends after midnight", () => {
    const night = [["18:00", "02:00"]];
    expect(hoursInWords({})).toBe("每天 休息");
    expect(hoursInWords(null)).toBe("未填写");
    expect(hoursInWords({ mon: night })).toBe("周一 18:00–02:00（次日）；周二至周日 休息");
    const always = [["00:00", "24:00"]];
    expect(
      hoursInWords({ mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }),
    ).toBe("每天 全天");
  });
});

describe("hours as people type them", () => {
  it.each([
    ["9:00-21:00", [["09:00", "21:00"]]],
    [
      "09：00—12：00，13:30~21:00",
      [
        ["09:00", "12:00"],
        ["13:30", "21:00"],
      ],
    ],
    ["全天", [["00:00", "24:00"]]],
    ["休息", []],
    ["", []],
    ["18:00至02:00", [["18:00", "02:00"]]],
  ])("reads %s", (text, spans) => {
    expect(parseSpans(text)).toEqual(spans);
  });

  it.each(["9点到21点", "25:00-26:00", "09:00", "09:61-10:00", "09:00-24:30"])("does not guess at %s", (text) => {
    expect(parseSpans(text)).toBeNull();
  });

  it("reads its own writing", () => {
    const spans = [
      ["09:00", "12:00"],
      ["13:30", "24:00"],
    ];
    expect(parseSpans(spansAsText(spans))).toEqual(spans);
  });
});
