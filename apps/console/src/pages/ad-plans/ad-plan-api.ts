import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type AdPlan = AnswerOf<"/api/v1/ad-plans/{adPlanId}">;
export type ListedPlan = AnswerOf<"/api/v1/ad-plans">["items"][number];
export type Figures = AdPlan["figures"];
export type Templates = AnswerOf<"/api/v1/ad-plan-templates">;
export type NewPlan = BodyOf<"/api/v1/ad-plans", "post">;
export type EditPlan = BodyOf<"/api/v1/ad-plans/{adPlanId}", "put">;
export type Spends = BodyOf<"/api/v1/ad-plans/{adPlanId}/spends", "put">;

export interface PlanFilter {
  readonly kind?: ListedPlan["kind"];
  readonly seeding?: NonNullable<ListedPlan["seeding"]>;
  readonly archived: boolean;
}

export const templatesQuery = queryOptions({
  queryKey: ["ad-plans", "templates"],
  queryFn: ({ signal }): Promise<Templates> => answer(api.GET("/api/v1/ad-plan-templates", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const planQuery = (adPlanId: string) =>
  queryOptions({
    queryKey: ["ad-plans", "one", adPlanId],
    queryFn: ({ signal }): Promise<AdPlan> =>
      answer(api.GET("/api/v1/ad-plans/{adPlanId}", { signal, params: { path: { adPlanId } } })),
  });

export function fetchPlans({ archived, ...filter }: PlanFilter, cursor: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/api/v1/ad-plans", {
      signal,
      params: { query: { ...filter, archived: archived ? "true" : "false", cursor, limit: 50 } },
    }),
  );
}

export function createPlan(body: NewPlan): Promise<AdPlan> {
  return answer(api.POST("/api/v1/ad-plans", { body }));
}

export function editPlan(adPlanId: string, body: EditPlan): Promise<AdPlan> {
  return answer(api.PUT("/api/v1/ad-plans/{adPlanId}", { params: { path: { adPlanId } }, body }));
}

export function recordSpends(adPlanId: string, body: Spends): Promise<AdPlan> {
  return answer(api.PUT("/api/v1/ad-plans/{adPlanId}/spends", { params: { path: { adPlanId } }, body }));
}

export function archivePlan(adPlanId: string, archived: boolean): Promise<AdPlan> {
  return answer(
    api.POST("/api/v1/ad-plans/{adPlanId}/archive", { params: { path: { adPlanId } }, body: { archived } }),
  );
}
