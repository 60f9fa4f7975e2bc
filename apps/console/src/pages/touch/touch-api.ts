import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type PolicyAnswer = AnswerOf<"/api/v1/touch-policy">;
export type Policy = PolicyAnswer["value"];
export type Cap = Policy["caps"][number];
export type Hour = AnswerOf<"/api/v1/touch-hours">["items"][number];
export type Simulated = AnswerOf<"/api/v1/touch-policy/simulation", "post">;
export type SimulationBody = BodyOf<"/api/v1/touch-policy/simulation", "post">;
export type Budget = AnswerOf<"/api/v1/members/{memberNo}/touches">;

export const touchKey = ["touch"];

export const policyQuery = queryOptions({
  queryKey: [...touchKey, "policy"],
  queryFn: ({ signal }): Promise<PolicyAnswer> => answer(api.GET("/api/v1/touch-policy", { signal })),
});

export const savePolicy = (body: BodyOf<"/api/v1/touch-policy", "put">): Promise<PolicyAnswer> =>
  answer(api.PUT("/api/v1/touch-policy", { body }));

export const refusalsQuery = queryOptions({
  queryKey: [...touchKey, "refusals"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/touch-refusals">> =>
    answer(api.GET("/api/v1/touch-refusals", { signal, params: { query: { days: 30 } } })),
});

export const hoursQuery = queryOptions({
  queryKey: [...touchKey, "hours"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/touch-hours">> =>
    answer(api.GET("/api/v1/touch-hours", { signal, params: { query: { days: 90 } } })),
});

export const simulate = (body: SimulationBody): Promise<Simulated> =>
  answer(api.POST("/api/v1/touch-policy/simulation", { body }));

export const budgetQuery = (memberNo: number) =>
  queryOptions({
    queryKey: ["members", memberNo, "touches"],
    queryFn: ({ signal }): Promise<Budget> =>
      answer(api.GET("/api/v1/members/{memberNo}/touches", { signal, params: { path: { memberNo } } })),
  });
