import { unescapeText } from "./shared-strings.ts";

/** A number as the text that was typed: without the noise of doubles; one too long for Excel's 15 digits stands out as `1.2E+17`. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential().toUpperCase();
  return String(Number(value.toPrecision(15)));
}

/** Excel's day 0, so that a count of days becomes milliseconds since 1970. */
const epochDays = { 1900: 25_569, 1904: 24_107 } as const;

/** A count of days as the wall-clock time that Excel shows; a mere time of day without a date. */
export function dateText(days: number, date1904: boolean): string {
  const milliseconds = (days - epochDays[date1904 ? 1904 : 1900]) * 86_400_000;
  const rounded = new Date(Math.round(milliseconds / 1_000) * 1_000);
  if (Number.isNaN(rounded.getTime())) return "";
  const text = rounded.toISOString();
  if (days >= 0 && days < 1) return text.slice(11, 19);
  return text.slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
}

export interface CellStyles {
  /** By style: its numbers are dates. */
  readonly dates: readonly boolean[];
  readonly date1904: boolean;
  readonly strings: readonly string[];
}

/** What a cell shows, as text. `type` is its `t`, `style` its `s`, `value` the content of its `v`, `inline` of its `is`. */
export function cellText(
  type: string | undefined,
  style: string | undefined,
  value: string,
  inline: string,
  styles: CellStyles,
): string {
  switch (type) {
    case "s":
      return styles.strings[Number(value)] ?? "";
    case "inlineStr":
      return unescapeText(inline);
    case "str":
      return unescapeText(value);
    case "b":
      return value === "" ? "" : value.trim() === "1" ? "是" : "否";
    case "e":
    case "d":
      return value;
  }
  const text = value.trim();
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  return style !== undefined && styles.dates[Number(style)] ? dateText(number, styles.date1904) : numberText(number);
}
