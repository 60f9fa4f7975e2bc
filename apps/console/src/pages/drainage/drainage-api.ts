import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type DrainagePlan = AnswerOf<"/api/v1/drainage-plans/{drainagePlanId}">;
export type ListedDrainagePlan = AnswerOf<"/api/v1/drainage-plans">["items"][number];
export type NewDrainagePlan = BodyOf<"/api/v1/drainage-plans", "post">;
export type EditDrainagePlan = BodyOf<"/api/v1/drainage-plans/{drainagePlanId}", "put">;
export type StartChains = AnswerOf<"/api/v1/start-chains">;
export type StartChain = StartChains["items"][number];
export type Advice = AnswerOf<"/api/v1/drainage-advice">;
export type Profile = Advice["profile"];

export const returnText = (returned: number | null) => (returned === null ? "—" : `1 : ${returned.toFixed(2)}`);

export const chainsQuery = queryOptions({
  queryKey: ["drainage-advice", "chains"],
  queryFn: ({ signal }): Promise<StartChains> => answer(api.GET("/api/v1/start-chains", { signal })),
});

export const adviceQuery = queryOptions({
  queryKey: ["drainage-advice", "advice"],
  queryFn: ({ signal }): Promise<Advice> => answer(api.GET("/api/v1/drainage-advice", { signal })),
});

export const drainagePlanQuery = (drainagePlanId: string) =>
  queryOptions({
    queryKey: ["drainage-plans", "one", drainagePlanId],
    queryFn: ({ signal }): Promise<DrainagePlan> =>
      answer(api.GET("/api/v1/drainage-plans/{drainagePlanId}", { signal, params: { path: { drainagePlanId } } })),
  });

export function fetchDrainagePlans(
  archived: boolean,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/drainage-plans">> {
  return answer(
    api.GET("/api/v1/drainage-plans", {
      signal,
      params: { query: { archived: archived ? "true" : "false", cursor, limit: 50 } },
    }),
  );
}

export function createDrainagePlan(body: NewDrainagePlan): Promise<DrainagePlan> {
  return answer(api.POST("/api/v1/drainage-plans", { body }));
}

export function editDrainagePlan(drainagePlanId: string, body: EditDrainagePlan): Promise<DrainagePlan> {
  return answer(api.PUT("/api/v1/drainage-plans/{drainagePlanId}", { params: { path: { drainagePlanId } }, body }));
}

export function archiveDrainagePlan(drainagePlanId: string, archived: boolean): Promise<DrainagePlan> {
  return answer(
    api.POST("/api/v1/drainage-plans/{drainagePlanId}/archive", {
      params: { path: { drainagePlanId } },
      body: { archived },
    }),
  );
}

export function saveProfile(value: Profile, version: number): Promise<Advice> {
  return answer(api.PUT("/api/v1/drainage-advice/profile", { body: { value, version } }));
}
