import { describe, expect, it } from "vitest";
import {
  changeOf,
  formatChange,
  formatExact,
  formatMoney,
  formatMoneyExact,
  formatNumber,
  formatRatio,
} from "./number.ts";

describe("numbers as operators read them", () => {
  it.each([
    [0, "0"],
    [9_999, "9,999"],
    [9_999.6, "1万"],
    [10_000, "1万"],
    [12_345, "1.23万"],
    [123_456, "12.3万"],
    [12_345_678, "1,235万"],
    [99_994_999, "9,999万"],
    [99_995_000, "1亿"],
    [123_456_789, "1.23亿"],
    [-12_345, "-1.23万"],
  ])("%d → %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("shows a dash where there is no value, never 0", () => {
    for (const format of [formatNumber, formatExact, formatMoney, formatMoneyExact, formatRatio, formatChange]) {
      expect(format(null)).toBe("—");
      expect(format(Number.NaN)).toBe("—");
    }
  });

  it("keeps every digit when asked", () => {
    expect(formatExact(12_345_678)).toBe("12,345,678");
    expect(formatMoneyExact(1_234_560)).toBe("¥12,345.60");
    expect(formatMoneyExact(-5)).toBe("-¥0.05");
  });

  it.each([
    [8_650, "¥86.5"],
    [86_500, "¥865"],
    [123_456, "¥1,235"],
    [99_999_999, "¥100万"],
    [123_456_700, "¥123万"],
    [-123_456_700, "-¥123万"],
  ])("money %d fen → %s", (fen, text) => {
    expect(formatMoney(fen)).toBe(text);
  });

  it("shows fractions as percentages", () => {
    expect(formatRatio(0.1234)).toBe("12.3%");
    expect(formatRatio(1)).toBe("100%");
    expect(formatRatio(0.061519, 3)).toBe("6.152%");
  });
});

describe("change against the period before", () => {
  it("has no value when there was nothing before", () => {
    expect(changeOf(5, 0)).toBeNull();
    expect(changeOf(5, null)).toBeNull();
    expect(changeOf(null, 5)).toBeNull();
  });

  it("carries its sign, and says 持平 for none that shows", () => {
    expect(formatChange(changeOf(112, 100))).toBe("+12%");
    expect(formatChange(changeOf(88, 100))).toBe("-12%");
    expect(formatChange(changeOf(100_001, 100_000))).toBe("持平");
    expect(formatChange(changeOf(-50, -100))).toBe("+50%");
    expect(formatChange(changeOf(1_500, 100))).toBe("+14 倍");
  });
});
