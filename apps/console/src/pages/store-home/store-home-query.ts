import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type StoreHome = AnswerOf<"/api/v1/insight/store-home">;
export type StorePeriod = StoreHome["periods"][number];
export type SilentRegular = StoreHome["silentRegulars"][number];
export type CustomerBack = StoreHome["customersBack"][number];

/** What one store's people should know today. Without an id: the one store of whoever asks. */
export function useStoreHome(orgUnitId: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ["store-home", orgUnitId],
    queryFn: ({ signal }): Promise<StoreHome> =>
      answer(api.GET("/api/v1/insight/store-home", { signal, params: { query: { orgUnitId } } })),
    enabled,
    placeholderData: undefined,
    refetchInterval: 5 * 60_000,
  });
}
