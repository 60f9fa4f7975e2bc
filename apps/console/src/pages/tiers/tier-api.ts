import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export const tierCodes = ["new", "high", "potential", "silent", "low", "general"] as const;
export type TierCode = (typeof tierCodes)[number];

export type TierDistribution = AnswerOf<"/api/v1/insight/tiers">;
export type Tier = TierDistribution["tiers"][number];

/** One part of a whole, as bars show it. */
export interface Share {
  readonly code: string;
  readonly name: string;
  readonly members: number;
  readonly share: number | null;
}

export type TierRule = AnswerOf<"/api/v1/insight/tiers/rules">["items"][number];
export type TierSettings = BodyOf<"/api/v1/insight/tiers/preview", "post">["settings"];
export type TierPreview = AnswerOf<"/api/v1/insight/tiers/preview", "post">;
export type TierMigration = AnswerOf<"/api/v1/insight/tiers/migration">;

export const tierDistributionQuery = (orgUnitId: string | undefined) =>
  queryOptions({
    queryKey: ["tiers", "distribution", orgUnitId],
    queryFn: ({ signal }): Promise<TierDistribution> =>
      answer(api.GET("/api/v1/insight/tiers", { signal, params: { query: { orgUnitId } } })),
  });

export const tierMigrationQuery = (question: { orgUnitId?: string; from: string; to: string }) =>
  queryOptions({
    queryKey: ["tiers", "migration", question],
    queryFn: ({ signal }): Promise<TierMigration> =>
      answer(api.GET("/api/v1/insight/tiers/migration", { signal, params: { query: question } })),
  });

/** All versions of the rules, newest first. */
export const tierRulesQuery = queryOptions({
  queryKey: ["tiers", "rules"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/insight/tiers/rules">> =>
    answer(api.GET("/api/v1/insight/tiers/rules", { signal })),
});

export function previewTierRules(settings: TierSettings, signal: AbortSignal): Promise<TierPreview> {
  return answer(api.POST("/api/v1/insight/tiers/preview", { body: { settings }, signal }));
}

export function saveTierRules(body: BodyOf<"/api/v1/insight/tiers/rules", "post">): Promise<TierRule> {
  return answer(api.POST("/api/v1/insight/tiers/rules", { body }));
}
