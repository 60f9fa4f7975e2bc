import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Goals = AnswerOf<"/api/v1/goals">;
export type GoalPart = Goals["parts"][number];
export type GoalMetric = Goals["metric"]["id"];
export type Proposal = AnswerOf<"/api/v1/goals/proposal">;
export type Assignment = Proposal["assignments"][number];
export type GoalChange = AnswerOf<"/api/v1/goals/changes">["items"][number];

export interface GoalQuestion {
  readonly month: string;
  readonly metric: GoalMetric;
  readonly orgUnitId?: string;
}

export const goalMetrics = [
  { value: "gmv", label: "销售额" },
  { value: "orders", label: "订单数" },
  { value: "buyers", label: "购买人数" },
  { value: "newMembers", label: "新增会员" },
] as const;

/** People read and type yuan; the API speaks fen. */
export function shownPerUnit(metric: GoalMetric): number {
  return metric === "gmv" ? 100 : 1;
}

export const unitWords: Readonly<Record<GoalMetric, string>> = {
  gmv: "元",
  orders: "单",
  buyers: "人",
  newMembers: "人",
};

export const goalsQuery = (question: GoalQuestion) =>
  queryOptions({
    queryKey: ["goals", "unit", question],
    queryFn: ({ signal }): Promise<Goals> => answer(api.GET("/api/v1/goals", { signal, params: { query: question } })),
  });

export const goalChangesQuery = (question: GoalQuestion & { orgUnitId: string }) =>
  queryOptions({
    queryKey: ["goals", "changes", question],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/goals/changes">> =>
      answer(api.GET("/api/v1/goals/changes", { signal, params: { query: question } })),
  });

export function fetchProposal(question: GoalQuestion & { orgUnitId: string }): Promise<Proposal> {
  return answer(api.GET("/api/v1/goals/proposal", { params: { query: question } }));
}

export function setGoal(body: BodyOf<"/api/v1/goals", "put">): Promise<Goals> {
  return answer(api.PUT("/api/v1/goals", { body }));
}

export function saveSplit(body: BodyOf<"/api/v1/goals/split", "put">): Promise<Goals> {
  return answer(api.PUT("/api/v1/goals/split", { body }));
}

export function confirmSplit(body: BodyOf<"/api/v1/goals/split/confirm", "post">): Promise<Goals> {
  return answer(api.POST("/api/v1/goals/split/confirm", { body }));
}

export function reopenSplit(body: BodyOf<"/api/v1/goals/split/reopen", "post">): Promise<Goals> {
  return answer(api.POST("/api/v1/goals/split/reopen", { body }));
}

export type OwnGoals = AnswerOf<"/api/v1/me/goals">;

export const ownGoalsQuery = (month: string) =>
  queryOptions({
    queryKey: ["goals", "own", month],
    queryFn: ({ signal }): Promise<OwnGoals> =>
      answer(api.GET("/api/v1/me/goals", { signal, params: { query: { month } } })),
  });
