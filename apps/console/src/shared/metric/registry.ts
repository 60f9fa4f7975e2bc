import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

/** A metric's entry in the dictionary. */
export type MetricDefinition = AnswerOf<"/api/v1/metrics">["items"][number];
export type MetricUnit = MetricDefinition["unit"];
export type MetricGrain = MetricDefinition["grains"][number];

/** All metrics that this installation computes, by identifier. */
export function useMetricRegistry() {
  return useQuery({
    queryKey: ["metric-registry"],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, MetricDefinition>> => {
      const { items } = (await answer(api.GET("/api/v1/metrics", { signal }))) as AnswerOf<"/api/v1/metrics">;
      return new Map(items.map((metric) => [metric.id, metric]));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
