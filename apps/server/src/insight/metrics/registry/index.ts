import { invalid } from "../../../kernel/errors.ts";
import { orderPeople, orderSums, refundSums } from "../atoms.ts";
import { metricGrains } from "../schemas.ts";
import type { Metric, MetricDoc, MetricGrain } from "./metric.ts";
import { peopleMetrics } from "./people.ts";
import { pointMetrics } from "./points.ts";
import { salesMetrics } from "./sales.ts";

/** Every metric that Feilun gives: the API, the documents and the console all read this list. */
export const metrics: readonly Metric[] = [...salesMetrics, ...peopleMetrics, ...pointMetrics];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** @throws Refusal that names the ids nobody knows */
export function findMetrics(ids: readonly string[]): Metric[] {
  const unknown = ids.filter((id) => !byId.has(id));
  if (unknown.length > 0) {
    throw invalid([
      { path: "metrics", message: `没有指标 ${unknown.join("、")}；可用：${[...byId.keys()].join("、")}` },
    ]);
  }
  return ids.map((id) => byId.get(id) as Metric);
}

const soldFigures: ReadonlySet<string> = new Set([orderSums, orderPeople, refundSums].flatMap(Object.keys));

/** The groupings that a metric can be asked for. Who sold it is known of orders and refunds only. */
export function grainsOf(metric: Metric): readonly MetricGrain[] {
  if (metric.grains !== undefined) return metric.grains;
  return metric.atoms.every((atom) => soldFigures.has(atom))
    ? metricGrains
    : metricGrains.filter((grain) => grain !== "guide");
}

/** The dictionary entry that people read. */
export function documentMetric(metric: Metric): MetricDoc {
  const { id, no, name, definition, unit, better, healthy } = metric;
  return {
    id,
    no,
    name,
    definition,
    unit,
    better,
    healthy,
    grains: [...grainsOf(metric)],
    drillDown: metric.crowd !== undefined,
  };
}
