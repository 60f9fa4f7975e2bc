import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

/** A metric's entry in the dictionary (docs/metrics). */
export interface MetricDefinition {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly formula: string;
  readonly unit: "fen" | "count" | "ratio" | "days";
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
