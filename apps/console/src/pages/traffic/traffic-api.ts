import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Rules = AnswerOf<"/api/v1/traffic/rules">;
export type Rule = Rules["items"][number];
export type RuleFields = Rules["usual"];
export type Dealers = AnswerOf<"/api/v1/traffic/dealers">;
export type Dealer = Dealers["items"][number];
export type TermsFields = Omit<BodyOf<"/api/v1/traffic/dealers/{unitId}", "put">, "version">;
export type ShareCodes = AnswerOf<"/api/v1/traffic/share-codes">;
export type Allocation = AnswerOf<"/api/v1/traffic/allocations">["items"][number];
export type Report = AnswerOf<"/api/v1/traffic/report">;
export type SimulationInput = BodyOf<"/api/v1/traffic/simulations", "post">;
export type Simulation = AnswerOf<"/api/v1/traffic/simulations", "post">;

export interface Span {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

export const rulesQuery = queryOptions({
  queryKey: ["traffic", "rules"],
  queryFn: ({ signal }): Promise<Rules> => answer(api.GET("/api/v1/traffic/rules", { signal })),
});

export const dealersQuery = queryOptions({
  queryKey: ["traffic", "dealers"],
  queryFn: ({ signal }): Promise<Dealers> => answer(api.GET("/api/v1/traffic/dealers", { signal })),
});

export const shareCodesQuery = queryOptions({
  queryKey: ["traffic", "share-codes"],
  queryFn: ({ signal }): Promise<ShareCodes> => answer(api.GET("/api/v1/traffic/share-codes", { signal })),
});

export const reportQuery = (span: Span) =>
  queryOptions({
    queryKey: ["traffic", "report", span],
    queryFn: ({ signal }): Promise<Report> =>
      answer(api.GET("/api/v1/traffic/report", { signal, params: { query: span } })),
  });

export function saveRule(unitId: string, body: RuleFields & { version: number }): Promise<Rules> {
  return answer(api.PUT("/api/v1/traffic/rules/{unitId}", { params: { path: { unitId } }, body }));
}

export function removeRule(unitId: string): Promise<Rules> {
  return answer(api.DELETE("/api/v1/traffic/rules/{unitId}", { params: { path: { unitId } } }));
}

export function saveTerms(unitId: string, body: TermsFields & { version: number }): Promise<Dealers> {
  return answer(api.PUT("/api/v1/traffic/dealers/{unitId}", { params: { path: { unitId } }, body }));
}

export function createShareCode(body: BodyOf<"/api/v1/traffic/share-codes", "post">): Promise<ShareCodes> {
  return answer(api.POST("/api/v1/traffic/share-codes", { body }));
}

export function retireShareCode(shareCode: string): Promise<ShareCodes> {
  return answer(api.POST("/api/v1/traffic/share-codes/{shareCode}/retire", { params: { path: { shareCode } } }));
}

export function overrideAllocation(
  allocationId: number,
  body: { storeNo: number; reason: string },
): Promise<Allocation> {
  return answer(
    api.POST("/api/v1/traffic/allocations/{allocationId}/override", { params: { path: { allocationId } }, body }),
  );
}

export function simulate(body: SimulationInput): Promise<Simulation> {
  return answer(api.POST("/api/v1/traffic/simulations", { body }));
}
