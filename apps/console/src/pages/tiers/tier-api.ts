import { answer } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export const tierCodes = ["new", "high", "potential", "silent", "low", "general"] as const;
export type TierCode = (typeof tierCodes)[number];

export interface Share<Code extends string = string> {
  readonly code: Code;
  readonly name: string;
  readonly members: number;
  readonly share: number | null;
}

export interface Tier extends Share<TierCode> {
  readonly rule: string;
  readonly treatments: readonly string[];
  readonly goal: string;
  readonly spend30Fen: number;
}

export interface TierDistribution {
  readonly asOf: string | null;
  readonly members: number;
  readonly ruleVersion: number;
  readonly tiers: readonly Tier[];
  readonly lifeCycle: readonly Share[];
  readonly rhythm: readonly Share[];
  readonly generalReasons: readonly { readonly code: string; readonly name: string; readonly members: number }[];
}

export interface TierSettings {
  readonly new: { readonly registeredWithinDays: number };
  readonly high: {
    readonly minSpendFen: number;
    readonly minInteractions: number;
    readonly spendDays: number;
    readonly interactionDays: number;
  };
  readonly potential: { readonly minSpendFen: number; readonly minViews: number; readonly viewDays: number };
  readonly silent: { readonly withoutPurchaseDays: number; readonly maxInteractions: number };
  readonly low: { readonly maxYearlySpendFen: number; readonly minCouponOrderShare: number };
  readonly interactionTypes: readonly string[];
  readonly viewTypes: readonly string[];
  readonly lifeCycle: {
    readonly spendDays: number;
    readonly minSpendFen: number;
    readonly openTypes: readonly string[];
    readonly openDays: number;
    readonly minOpens: number;
  };
  readonly rhythm: { readonly newDays: number; readonly silentDays: number };
  readonly treatments: Readonly<Record<TierCode, { readonly treatments: readonly string[]; readonly goal: string }>>;
}

export interface TierRule {
  readonly version: number;
  readonly settings: TierSettings;
  readonly note: string;
  readonly savedAt: string;
  readonly savedBy: string;
}

export interface TierMove {
  readonly from: TierCode;
  readonly to: TierCode;
  readonly members: number;
}

export interface TierPreview {
  readonly members: number;
  readonly moved: number;
  readonly before: Readonly<Record<TierCode, number>>;
  readonly after: Readonly<Record<TierCode, number>>;
  readonly matrix: readonly TierMove[];
}

export interface TierMigration {
  readonly from: string;
  readonly to: string;
  readonly members: number;
  readonly moved: number;
  readonly matrix: readonly TierMove[];
}

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
  queryFn: ({ signal }): Promise<{ items: TierRule[] }> => answer(api.GET("/api/v1/insight/tiers/rules", { signal })),
});

export function previewTierRules(settings: TierSettings, signal: AbortSignal): Promise<TierPreview> {
  return answer(api.POST("/api/v1/insight/tiers/preview", { body: { settings }, signal }));
}

export function saveTierRules(body: { settings: TierSettings; note: string; basedOn: number }): Promise<TierRule> {
  return answer(api.POST("/api/v1/insight/tiers/rules", { body }));
}
