import { formatExact, formatMoney, formatMoneyExact, formatNumber, formatRatio, noValue } from "../format/number.ts";
import type { MetricUnit } from "./registry.ts";

const suffixes: Partial<Record<MetricUnit, string>> = { days: " 天", times: " 次", points: " 分" };

/** A metric's value in its unit, short. */
export function metricText(value: number | null | undefined, unit: MetricUnit): string {
  if (unit === "fen") return formatMoney(value);
  if (unit === "ratio") return formatRatio(value);
  const text = formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return text === noValue ? text : `${text}${suffixes[unit] ?? ""}`;
}

/** The same with every digit. */
export function metricTextExact(value: number | null | undefined, unit: MetricUnit): string {
  if (unit === "fen") return formatMoneyExact(value);
  if (unit === "ratio") return formatRatio(value, 3);
  const text = formatExact(value);
  return text === noValue ? text : `${text}${suffixes[unit] ?? ""}`;
}
