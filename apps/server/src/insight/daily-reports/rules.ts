import { daysBetween } from "../../kernel/calendar.ts";

/** The figures of a report, by their ids in the metric registry. */
export const reportMetrics = ["gmv", "orders", "buyers", "newMembers", "refundAmount"] as const;
export type ReportMetric = (typeof reportMetrics)[number];
export type ReportFigures = Readonly<Record<ReportMetric, number>>;

/** A report can be sent for today and this many days before. */
export const reportableDays = 7;

export function mayReport(day: string, today: string): boolean {
  const age = daysBetween(day, today);
  return age >= 0 && age <= reportableDays;
}

export type ReportState = "on_time" | "late" | "missing" | "waiting";

/** Where a store stands with its report: sent in time, sent late, due but not sent, or not due yet. */
export function stateOf(report: { readonly late: boolean } | null, deadline: Date, now: Date): ReportState {
  if (report !== null) return report.late ? "late" : "on_time";
  return now > deadline ? "missing" : "waiting";
}

/** The first and the last of a list by sales, as many as make sense: never the same store in both. */
export function topAndBottom<Row extends { readonly figures: ReportFigures }>(
  rows: readonly Row[],
  shown = 5,
): { readonly top: Row[]; readonly bottom: Row[] } {
  const sorted = [...rows].sort((a, b) => b.figures.gmv - a.figures.gmv);
  const count = Math.min(shown, Math.ceil(sorted.length / 2));
  return { top: sorted.slice(0, count), bottom: sorted.slice(Math.max(count, sorted.length - shown)).reverse() };
}
