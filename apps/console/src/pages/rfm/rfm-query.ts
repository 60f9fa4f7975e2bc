import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type RfmAnswer = AnswerOf<"/api/v1/insight/rfm">;
export type RfmGroup = RfmAnswer["groups"][number];

/** RFM of the customers in a part of the chain, as of today. */
export function useRfm(orgUnitId: string | undefined) {
  return useQuery({
    queryKey: ["rfm", orgUnitId],
    queryFn: ({ signal }): Promise<RfmAnswer> =>
      answer(api.GET("/api/v1/insight/rfm", { signal, params: { query: { orgUnitId } } })),
  });
}
