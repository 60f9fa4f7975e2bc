import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

type CohortAnswer = AnswerOf<"/api/v1/insight/cohorts">;
export type Cohort = CohortAnswer["cohorts"][number];

export interface CohortQuestion {
  readonly orgUnitId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly offsets?: number;
}

export function useCohorts(question: CohortQuestion) {
  return useQuery({
    queryKey: ["cohorts", question],
    queryFn: ({ signal }): Promise<CohortAnswer> =>
      answer(api.GET("/api/v1/insight/cohorts", { signal, params: { query: question } })),
  });
}
