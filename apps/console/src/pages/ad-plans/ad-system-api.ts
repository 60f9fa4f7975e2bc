import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type AdAccounts = AnswerOf<"/api/v1/ad-accounts">;
export type AdAccount = AdAccounts["items"][number];
export type AdSystemTemplates = AnswerOf<"/api/v1/ad-system-templates">;
export type Placement = AdSystemTemplates["placements"][number];
export type AccountDraft = BodyOf<"/api/v1/ad-accounts", "post">;
export type PlanMatches = BodyOf<"/api/v1/ad-accounts/{adAccountId}/plans", "put">;
export type Conversion = AnswerOf<"/api/v1/ad-accounts/{adAccountId}/conversions">["items"][number];
export type ReportRow = AnswerOf<"/api/v1/ad-accounts/{adAccountId}/report">["items"][number];
export type ConversionRules = BodyOf<"/api/v1/ad-conversion-rules", "put">;

export const adAccountsKey = ["ad-accounts"] as const;
const at = (adAccountId: string) => ({ params: { path: { adAccountId } } });

export const adSystemTemplatesQuery = queryOptions({
  queryKey: ["ad-systems", "templates"],
  queryFn: ({ signal }): Promise<AdSystemTemplates> => answer(api.GET("/api/v1/ad-system-templates", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
export const adAccountsQuery = queryOptions({
  queryKey: [...adAccountsKey, "list"],
  queryFn: ({ signal }): Promise<AdAccounts> => answer(api.GET("/api/v1/ad-accounts", { signal })),
});
export const conversionRulesQuery = queryOptions({
  queryKey: [...adAccountsKey, "rules"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/ad-conversion-rules", { signal })),
});
export const reportQuery = (adAccountId: string) =>
  queryOptions({
    queryKey: [...adAccountsKey, "report", adAccountId],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/ad-accounts/{adAccountId}/report", { signal, ...at(adAccountId) })),
  });

export const saveRules = (body: ConversionRules) => answer(api.PUT("/api/v1/ad-conversion-rules", { body }));
export const createAccount = (body: AccountDraft) => answer(api.POST("/api/v1/ad-accounts", { body }));
export const editAccount = (id: string, body: AccountDraft & { version: number }) =>
  answer(api.PUT("/api/v1/ad-accounts/{adAccountId}", { ...at(id), body }));
export const matchPlans = (id: string, body: PlanMatches) =>
  answer(api.PUT("/api/v1/ad-accounts/{adAccountId}/plans", { ...at(id), body }));
export const retryConversions = (id: string) => answer(api.POST("/api/v1/ad-accounts/{adAccountId}/retry", at(id)));
export const previewReport = (id: string, fileId: string, columns: Readonly<Record<string, string>>) =>
  answer(api.POST("/api/v1/ad-accounts/{adAccountId}/report/preview", { ...at(id), body: { fileId, columns } }));
export const importReport = (id: string, fileId: string, columns: Readonly<Record<string, string>>) =>
  answer(api.POST("/api/v1/ad-accounts/{adAccountId}/report", { ...at(id), body: { fileId, columns } }));

export function fetchConversions(
  adAccountId: string,
  state: Conversion["state"] | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  return answer(
    api.GET("/api/v1/ad-accounts/{adAccountId}/conversions", {
      signal,
      params: { path: { adAccountId }, query: { state, cursor, limit: 50 } },
    }),
  );
}
