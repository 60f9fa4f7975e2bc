import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export interface Cohort {
  readonly month: string;
  readonly size: number;
  /** Customers who ordered in month + offset; null = not begun yet. */
  readonly active: readonly (number | null)[];
  readonly retention: readonly (number | null)[];
}

export interface CohortQuestion {
  readonly orgUnitId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly offsets?: number;
}

export function useCohorts(question: CohortQuestion) {
  return useQuery({
    queryKey: ["cohorts", question],
    queryFn: ({ signal }): Promise<{ offsets: number; cohorts: Cohort[] }> =>
      answer(api.GET("/api/v1/insight/cohorts", { signal, params: { query: question } })),
  });
}
