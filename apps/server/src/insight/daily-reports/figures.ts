import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import type { Slice } from "../shared/slice.ts";
import { type ReportFigures, reportMetrics } from "./rules.ts";

const nothing: ReportFigures = { gmv: 0, orders: 0, buyers: 0, newMembers: 0, refundAmount: 0 };

function read(figures: Readonly<Record<string, { readonly value: number | null } | undefined>>): ReportFigures {
  return Object.fromEntries(
    reportMetrics.map((metric) => [metric, figures[metric]?.value ?? 0]),
  ) as unknown as ReportFigures;
}

/** A day's figures of a slice and of each of its stores, as the metrics stand now: one question. */
export async function measureDay(
  platform: Platform,
  slice: Slice,
  day: string,
): Promise<{ readonly total: ReportFigures; readonly ofStore: (storeNo: number) => ReportFigures }> {
  const { total, rows } = await queryMetrics(platform, slice, {
    from: day,
    to: addDays(day, 1),
    metrics: reportMetrics,
    by: "store",
    compare: "none",
  });
  const byStore = new Map(rows.map((row) => [Number(row.key), read(row.values)]));
  return { total: read(total), ofStore: (storeNo) => byStore.get(storeNo) ?? nothing };
}
