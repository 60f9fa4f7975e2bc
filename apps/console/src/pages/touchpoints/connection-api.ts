import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Connections = AnswerOf<"/api/v1/connection-strength">;
export type ConnectedMembers = AnswerOf<"/api/v1/connection-strength/members">;
export type Rules = AnswerOf<"/api/v1/connection-strength/rules">;
export type RulesBody = BodyOf<"/api/v1/connection-strength/rules", "put">;
export type Strength = Connections["strengths"][number]["code"];

export const connectionsQuery = (orgUnitId: string | undefined) =>
  queryOptions({
    queryKey: ["connection-strength", orgUnitId],
    queryFn: ({ signal }): Promise<Connections> =>
      answer(api.GET("/api/v1/connection-strength", { signal, params: { query: { orgUnitId } } })),
  });

export const rulesQuery = queryOptions({
  queryKey: ["connection-strength", "rules"],
  queryFn: ({ signal }): Promise<Rules> => answer(api.GET("/api/v1/connection-strength/rules", { signal })),
});

export function saveRules(body: RulesBody): Promise<Rules> {
  return answer(api.PUT("/api/v1/connection-strength/rules", { body }));
}
