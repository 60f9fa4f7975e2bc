import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Figures = AnswerOf<"/api/v1/attribution/figures">;
export type Dimension = Figures["dimension"];
export type SubjectRow = Figures["subjects"][number];
export type Models = AnswerOf<"/api/v1/attribution/models">;
export type Rules = AnswerOf<"/api/v1/attribution/rules">;
export type Rule = BodyOf<"/api/v1/attribution/rules", "post">["rule"];
export type Run = AnswerOf<"/api/v1/attribution/runs/{attributionRunId}">;
export type CreditedOrder = AnswerOf<"/api/v1/attribution/orders">["items"][number];
export type Explanation = AnswerOf<"/api/v1/orders/{id}/attribution">;

/** Which part of the sales is looked at; `to` is the day after the last one. */
export interface Part {
  readonly dimension: Dimension;
  readonly from: string;
  readonly to: string;
  readonly orgUnitId?: string;
}

export const figuresQuery = (part: Part) =>
  queryOptions({
    queryKey: ["attribution", "figures", part],
    queryFn: ({ signal }): Promise<Figures> =>
      answer(api.GET("/api/v1/attribution/figures", { signal, params: { query: part } })),
  });

export const modelsQuery = (part: Part) =>
  queryOptions({
    queryKey: ["attribution", "models", part],
    queryFn: ({ signal }): Promise<Models> =>
      answer(api.GET("/api/v1/attribution/models", { signal, params: { query: part } })),
  });

export const rulesQuery = queryOptions({
  queryKey: ["attribution", "rules"],
  queryFn: ({ signal }): Promise<Rules> => answer(api.GET("/api/v1/attribution/rules", { signal })),
});

export function fetchCreditedOrders(
  part: Part,
  subject: Pick<SubjectRow, "subjectKind" | "subject">,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/attribution/orders">> {
  const query = { ...part, subjectKind: subject.subjectKind, subject: subject.subject, cursor, limit: 50 };
  return answer(api.GET("/api/v1/attribution/orders", { signal, params: { query } }));
}

export const explanationQuery = (id: number) =>
  queryOptions({
    queryKey: ["attribution", "order", id],
    queryFn: ({ signal }): Promise<Explanation> =>
      answer(api.GET("/api/v1/orders/{id}/attribution", { signal, params: { path: { id } } })),
  });

export function publishRule(body: BodyOf<"/api/v1/attribution/rules", "post">): Promise<{ version: number }> {
  return answer(api.POST("/api/v1/attribution/rules", { body }));
}

/** Tries a rule on a past period; without one, decides the period's orders anew. */
export function startRun(body: BodyOf<"/api/v1/attribution/runs", "post">): Promise<{ id: string }> {
  return answer(api.POST("/api/v1/attribution/runs", { body }));
}

/** Asked again each second while it works. */
export const runQuery = (attributionRunId: string) =>
  queryOptions({
    queryKey: ["attribution", "run", attributionRunId],
    queryFn: ({ signal }): Promise<Run> =>
      answer(
        api.GET("/api/v1/attribution/runs/{attributionRunId}", { signal, params: { path: { attributionRunId } } }),
      ),
    refetchInterval: ({ state }) => (["waiting", "running"].includes(state.data?.state ?? "waiting") ? 1_000 : false),
  });
