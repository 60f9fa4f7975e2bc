import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Source = AnswerOf<"/api/v1/inheritance/sources">["items"][number];
export type Candidate = AnswerOf<"/api/v1/inheritance/candidates">["items"][number];
export type Plan = AnswerOf<"/api/v1/inheritance">["items"][number];
export type Item = AnswerOf<"/api/v1/inheritance/{inheritanceId}/items">["items"][number];
export type ItemState = Item["state"];
export type PlanDraft = BodyOf<"/api/v1/inheritance", "post">;

export const sourcesQuery = (left: boolean, search = "") =>
  queryOptions({
    queryKey: ["inheritance", "sources", left, search],
    queryFn: ({ signal }): Promise<{ items: Source[] }> =>
      answer(
        api.GET("/api/v1/inheritance/sources", {
          signal,
          params: { query: { left: left ? "true" : "false", search } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const candidatesQuery = (corpId: string, userid: string) =>
  queryOptions({
    queryKey: ["inheritance", "candidates", corpId, userid],
    queryFn: ({ signal }): Promise<{ items: Candidate[] }> =>
      answer(api.GET("/api/v1/inheritance/candidates", { signal, params: { query: { corpId, userid } } })),
  });

export const plansQuery = queryOptions({
  queryKey: ["inheritance", "plans"],
  queryFn: ({ signal }): Promise<{ items: Plan[] }> =>
    answer(api.GET("/api/v1/inheritance", { signal, params: { query: { limit: 50 } } })),
  // Counts move while WeCom works on them.
  refetchInterval: 15_000,
});

const of = (inheritanceId: string) => ({ params: { path: { inheritanceId } } });

export const makePlan = (body: PlanDraft): Promise<Plan> => answer(api.POST("/api/v1/inheritance", { body }));
export const startPlan = (id: string): Promise<Plan> =>
  answer(api.POST("/api/v1/inheritance/{inheritanceId}/start", of(id)));
export const cancelPlan = (id: string): Promise<Plan> =>
  answer(api.POST("/api/v1/inheritance/{inheritanceId}/cancel", of(id)));

export const stateNames: Readonly<Record<Plan["counts"][number]["state"], string>> = {
  planned: "待分配",
  asking: "提交中",
  waiting: "等待 24 小时生效",
  done: "已接替",
  customer_refused: "客户拒绝",
  taker_full: "接替人已满",
  limited: "90 天内已转 2 次",
  rejected: "平台拒绝",
  no_taker: "没有可接替的人",
  cancelled: "已取消",
};
