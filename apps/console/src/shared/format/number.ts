/** What a number without value looks like. */
export const noValue = "—";

type Maybe = number | null | undefined;

const exact = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

function isMissing(value: Maybe): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(value);
}

/** At most three significant digits and at least the integer: 1.23, 12.3, 1,234; without trailing zeros. */
function significant(value: number): string {
  const size = Math.abs(value);
  return new Intl.NumberFormat("zh-CN", { maximumFractionDigits: size < 10 ? 2 : size < 100 ? 1 : 0 }).format(value);
}

/** 万 and 亿 as people read them: 9,999 · 1.23万 · 1,235万 · 1.2亿. Below 10,000 up to `digits` decimals. */
export function formatNumber(value: Maybe, digits = 0): string {
  if (isMissing(value)) return noValue;
  const size = Math.abs(value);
  // The limits are where rounding would show 10,000 of the smaller unit.
  if (size >= 99_995_000) return `${significant(value / 1e8)}亿`;
  if (size >= 9_999.5) return `${significant(value / 1e4)}万`;
  return new Intl.NumberFormat("zh-CN", { maximumFractionDigits: digits }).format(value);
}

/** Every digit: 12,345,678. */
export function formatExact(value: Maybe): string {
  return isMissing(value) ? noValue : exact.format(value);
}

/** Money from integer fen: ¥86.5 · ¥1,234 · ¥12.3万. */
export function formatMoney(fen: Maybe): string {
  if (isMissing(fen)) return noValue;
  const yuan = fen / 100;
  const text = formatNumber(Math.abs(yuan), Math.abs(yuan) < 1_000 ? 2 : 0);
  return `${yuan < 0 ? "-" : ""}¥${text}`;
}

/** Money to the fen: ¥12,345.60. */
export function formatMoneyExact(fen: Maybe): string {
  if (isMissing(fen)) return noValue;
  const text = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    Math.abs(fen) / 100,
  );
  return `${fen < 0 ? "-" : ""}¥${text}`;
}

/** A fraction as percentage: 0.1234 → 12.3%. */
export function formatRatio(fraction: Maybe, digits = 1): string {
  if (isMissing(fraction)) return noValue;
  return `${new Intl.NumberFormat("zh-CN", { maximumFractionDigits: digits }).format(fraction * 100)}%`;
}

/** Relative change; null where nothing can be compared (nothing before, or a missing side). */
export function changeOf(current: Maybe, previous: Maybe): number | null {
  if (isMissing(current) || isMissing(previous) || previous === 0) return null;
  return (current - previous) / Math.abs(previous);
}

/** A change with its sign: +12.3% · -4% · 持平 · +14 倍 (from ten times on, where percentages stop telling anything). */
export function formatChange(change: Maybe): string {
  if (isMissing(change)) return noValue;
  if (change >= 10) return `+${formatNumber(change)} 倍`;
  const text = formatRatio(Math.abs(change));
  if (text === "0%") return "持平";
  return `${change > 0 ? "+" : "-"}${text}`;
}
