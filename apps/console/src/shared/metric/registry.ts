import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type MetricUnit = "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
export type MetricGrain = "day" | "week" | "month" | "store" | "region" | "channel";

/** A metric's entry in the dictionary. */
export interface MetricDefinition {
  readonly id: string;
  /** Number in the metric dictionary, such as M-015. */
  readonly no: string | null;
  readonly name: string;
  readonly definition: string;
  readonly unit: MetricUnit;
  readonly better: "up" | "down" | "neither";
  readonly grains: readonly MetricGrain[];
  readonly healthy: string | null;
  /** Whether the people behind the figure can be listed. */
  readonly drillDown: boolean;
}

/** All metrics that this installation computes, by identifier. */
export function useMetricRegistry() {
  return useQuery({
    queryKey: ["metric-registry"],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, MetricDefinition>> => {
      const { items } = (await answer(api.GET("/api/v1/metrics", { signal }))) as { items: MetricDefinition[] };
      return new Map(items.map((metric) => [metric.id, metric]));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
