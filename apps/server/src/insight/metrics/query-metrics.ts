import type { z } from "zod";
import { interactionTypes } from "../../events/index.ts";
import { daysBetween } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readHistory } from "../settled/history.ts";
import { assertPeriod, type Slice } from "../shared/slice.ts";
import { regionOfStores } from "../shared/units.ts";
import { askActivity } from "./ask-activity.ts";
import { askBuyers } from "./ask-buyers.ts";
import { askConversion, askMembers } from "./ask-members.ts";
import { askOrders } from "./ask-orders.ts";
import { askPointStanding, askPoints } from "./ask-points.ts";
import { askRefunds } from "./ask-refunds.ts";
import { askRelations } from "./ask-relations.ts";
import {
  type Atom,
  activityCounts,
  conversionCounts,
  memberCounts,
  orderPeople,
  orderSums,
  pointStandings,
  pointSums,
  refundSums,
  relationCounts,
} from "./atoms.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { comparedPeriod, type Period } from "./period.ts";
import type { Question } from "./question.ts";
import { findMetrics, grainsOf } from "./registry/index.ts";
import type { Metric } from "./registry/metric.ts";
import type { metricsQuery } from "./schemas.ts";

export type MetricsQuestion = Pick<z.output<typeof metricsQuery>, "from" | "to" | "by"> & {
  readonly metrics: readonly string[];
  /** `until` cuts the compared period off at an instant. */
  readonly compare: "none" | "previous" | "year" | (Period & { readonly until?: string });
};

/**
 * The figures of a question: one query per source that the metrics need (sums over orders, people who order, refunds, members,
 * conversions, points, activity), all at once, whatever the number of metrics and groups.
 *
 * @throws Refusal for unknown metrics, groupings that a metric does not have, and periods that make no sense
 */
export async function queryMetrics(
  platform: Platform,
  slice: Slice,
  wanted: MetricsQuestion,
): Promise<Figures & { readonly compared: Period | null }> {
  const metrics = findMetrics(wanted.metrics);
  assertAnswerable(metrics, wanted);
  const period = { from: wanted.from, to: wanted.to };
  const compared = comparedWith(period, wanted.compare);
  const until = typeof wanted.compare === "object" ? wanted.compare.until : undefined;
  const question: Question = {
    periods: compared === null ? [period] : [period, compared],
    by: wanted.by,
    slice,
    timeZone: platform.config.timeZone,
    history: await readHistory(platform),
    ...(until === undefined ? {} : { comparedUntil: until }),
    ...(wanted.by === "region" ? { regions: await regionOfStores(platform, slice) } : {}),
  };
  const atoms = new Set(metrics.flatMap((metric) => metric.atoms));
  const answers = await Promise.all([
    askOrders(platform, question, only(orderSums, atoms)),
    askBuyers(platform, question, only(orderPeople, atoms)),
    askRefunds(platform, question, only(refundSums, atoms)),
    askMembers(platform, question, only(memberCounts, atoms)),
    askConversion(platform, question, only(conversionCounts, atoms)),
    askPoints(platform, question, only(pointSums, atoms)),
    askPointStanding(platform, question, only(pointStandings, atoms)),
    askActivity(platform, question, only(activityCounts, atoms), interactionTypes),
    askRelations(platform, question, only(relationCounts, atoms)),
  ]);
  return { compared, ...figuresOf(question, metrics, answers.flat()) };
}

function comparedWith(period: Period, compare: MetricsQuestion["compare"]): Period | null {
  if (compare === "none") return null;
  return typeof compare === "object" ? { from: compare.from, to: compare.to } : comparedPeriod(period, compare);
}

function only<Known extends Atom>(source: Record<Known, unknown>, atoms: ReadonlySet<Atom>): Known[] {
  return (Object.keys(source) as Known[]).filter((atom) => atoms.has(atom));
}

function assertAnswerable(metrics: readonly Metric[], wanted: MetricsQuestion): void {
  assertPeriod(wanted.from, wanted.to);
  const days = daysBetween(wanted.from, wanted.to);
  if (wanted.compare === "year" && days > 366) {
    throw invalid([{ path: "compare", message: "与去年同期比较时，时间范围最长一年" }]);
  }
  if (wanted.by === "day" && days > 800)
    throw invalid([{ path: "by", message: "按日查看最长 800 天，请改为按周或按月" }]);
  const by = wanted.by;
  if (by === "none") return;
  const unfit = metrics.filter((metric) => !grainsOf(metric).includes(by));
  if (unfit.length > 0) {
    throw invalid([{ path: "by", message: `${unfit.map((metric) => metric.name).join("、")}不支持这种分组` }]);
  }
}
