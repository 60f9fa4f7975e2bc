import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { MetricGrain } from "./registry.ts";

export interface Figure {
  /** Null = no value, such as an average of nothing. */
  readonly value: number | null;
  readonly previous?: number | null;
  readonly change?: number | null;
}

export interface MetricRow {
  /** First day of the bucket, store or region number, or channel. */
  readonly key: string;
  readonly label: string;
  /** Organisation unit, for `store` and `region`. */
  readonly id: string | null;
  readonly values: Readonly<Record<string, Figure>>;
}

export interface MetricAnswer {
  readonly from: string;
  readonly to: string;
  readonly compared: { readonly from: string; readonly to: string } | null;
  readonly total: Readonly<Record<string, Figure>>;
  readonly rows: readonly MetricRow[];
  readonly more: number;
}

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
