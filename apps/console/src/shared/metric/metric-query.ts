import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { MetricGrain } from "./registry.ts";

export type MetricAnswer = AnswerOf<"/api/v1/metrics/query">;
/** A value, null where there is none (an average of nothing), and the same before when a comparison was asked for. */
export type Figure = MetricAnswer["total"][string];

export interface MetricQuestion {
  readonly metrics: readonly string[];
  readonly from: string;
  /** The day after the last. */
  readonly to: string;
  readonly orgUnitId?: string;
  readonly channel?: string;
  readonly by?: "none" | MetricGrain;
  readonly compare?: "none" | "previous" | "year";
  readonly sort?: string;
  readonly limit?: number;
}

/** Asks for figures: several metrics over one period and part of the chain, as a total and by one grouping. */
export function useMetrics(question: MetricQuestion) {
  return useQuery({
    queryKey: ["metrics", question],
    queryFn: ({ signal }): Promise<MetricAnswer> =>
      answer(
        api.GET("/api/v1/metrics/query", {
          signal,
          params: { query: { ...question, metrics: question.metrics.join(",") } },
        }),
      ),
  });
}
