import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Outside = AnswerOf<"/api/v1/outside-platforms">;
export type Account = Outside["accounts"][number];
export type AccountDraft = BodyOf<"/api/v1/outside-accounts", "post">;
export type AccountEdit = BodyOf<"/api/v1/outside-accounts/{outsideAccountId}", "put">;
export type Comparison = AnswerOf<"/api/v1/outside-platforms/comparison">;
export type Rules = AnswerOf<"/api/v1/outside-platforms/rules">;
export type Placement = AnswerOf<"/api/v1/outside-placements/{outsidePlacementId}">;
export type ListedPlacement = AnswerOf<"/api/v1/outside-placements">["items"][number];
export type Figures = Placement["figures"];
export type Risk = Placement["risks"][number];
export type PlacementDraft = BodyOf<"/api/v1/outside-placements", "post">;
export type PlacementEdit = BodyOf<"/api/v1/outside-placements/{outsidePlacementId}", "put">;
export type Publishing = BodyOf<"/api/v1/outside-placements/{outsidePlacementId}/publish", "post">;
export type Costs = BodyOf<"/api/v1/outside-placements/{outsidePlacementId}/costs", "put">;
export type FigureDays = BodyOf<"/api/v1/outside-placements/{outsidePlacementId}/figures", "put">;
export type CheckBody = BodyOf<"/api/v1/outside-platforms/check", "post">;
export type LedPerson = AnswerOf<"/api/v1/outside-placements/{outsidePlacementId}/people">["items"][number];
export type ImportBody = BodyOf<"/api/v1/outside-placements/import", "post">;
export type Wave = AnswerOf<"/api/v1/outside-waves/{outsideWaveId}">;
export type ListedWave = AnswerOf<"/api/v1/outside-waves">["items"][number];
export type WaveDraft = BodyOf<"/api/v1/outside-waves", "post">;
export type WaveEdit = BodyOf<"/api/v1/outside-waves/{outsideWaveId}", "put">;
export type Searches = BodyOf<"/api/v1/outside-waves/{outsideWaveId}/searches", "put">;
export type Grouping = "platform" | "account" | "form" | "way" | "creator" | "wave";

const key = "outside-platforms";
export const everything = [[key]] as const;

export const outsideQuery = queryOptions({
  queryKey: [key, "words"],
  queryFn: ({ signal }): Promise<Outside> => answer(api.GET("/api/v1/outside-platforms", { signal })),
});
export const rulesQuery = queryOptions({
  queryKey: [key, "rules"],
  queryFn: ({ signal }): Promise<Rules> => answer(api.GET("/api/v1/outside-platforms/rules", { signal })),
});
export const comparisonQuery = (query: { by: Grouping; from?: string; to?: string }) =>
  queryOptions({
    queryKey: [key, "comparison", query],
    queryFn: ({ signal }): Promise<Comparison> =>
      answer(api.GET("/api/v1/outside-platforms/comparison", { signal, params: { query } })),
    placeholderData: (before) => before,
  });
export const placementQuery = (outsidePlacementId: string) =>
  queryOptions({
    queryKey: [key, "placement", outsidePlacementId],
    queryFn: ({ signal }): Promise<Placement> =>
      answer(
        api.GET("/api/v1/outside-placements/{outsidePlacementId}", {
          signal,
          params: { path: { outsidePlacementId } },
        }),
      ),
  });
export const wavesQuery = queryOptions({
  queryKey: [key, "waves"],
  queryFn: async ({ signal }): Promise<ListedWave[]> =>
    (await answer(api.GET("/api/v1/outside-waves", { signal }))).items,
});
export const waveQuery = (outsideWaveId: string) =>
  queryOptions({
    queryKey: [key, "wave", outsideWaveId],
    queryFn: ({ signal }): Promise<Wave> =>
      answer(api.GET("/api/v1/outside-waves/{outsideWaveId}", { signal, params: { path: { outsideWaveId } } })),
  });

export interface PlacementFilter {
  readonly platform?: Account["platform"];
  readonly form?: ListedPlacement["form"];
  readonly state?: ListedPlacement["state"];
  readonly waveId?: string;
  readonly q?: string;
}
export const fetchPlacements = (
  filter: PlacementFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<ListedPlacement>> =>
  answer(api.GET("/api/v1/outside-placements", { signal, params: { query: { ...filter, cursor, limit: 50 } } }));
export const fetchPeople = (
  outsidePlacementId: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<LedPerson>> =>
  answer(
    api.GET("/api/v1/outside-placements/{outsidePlacementId}/people", {
      signal,
      params: { path: { outsidePlacementId }, query: { cursor, limit: 50 } },
    }),
  );

const at = (outsidePlacementId: string) => ({ params: { path: { outsidePlacementId } } });
export const addAccount = (body: AccountDraft): Promise<Account> =>
  answer(api.POST("/api/v1/outside-accounts", { body }));
export const editAccount = (outsideAccountId: string, body: AccountEdit): Promise<Account> =>
  answer(api.PUT("/api/v1/outside-accounts/{outsideAccountId}", { params: { path: { outsideAccountId } }, body }));
export const saveRules = (body: Rules): Promise<Rules> => answer(api.PUT("/api/v1/outside-platforms/rules", { body }));
export const checkDraft = (body: CheckBody): Promise<{ risks: Risk[] }> =>
  answer(api.POST("/api/v1/outside-platforms/check", { body }));
export const addPlacement = (body: PlacementDraft): Promise<Placement> =>
  answer(api.POST("/api/v1/outside-placements", { body }));
export const editPlacement = (id: string, body: PlacementEdit): Promise<Placement> =>
  answer(api.PUT("/api/v1/outside-placements/{outsidePlacementId}", { ...at(id), body }));
export const dropPlacement = (id: string) =>
  answer(api.DELETE("/api/v1/outside-placements/{outsidePlacementId}", at(id)));
export const publishPlacement = (id: string, body: Publishing): Promise<Placement> =>
  answer(api.POST("/api/v1/outside-placements/{outsidePlacementId}/publish", { ...at(id), body }));
export const endPlacement = (id: string, ended: boolean): Promise<Placement> =>
  answer(api.POST("/api/v1/outside-placements/{outsidePlacementId}/end", { ...at(id), body: { ended } }));
export const recordCosts = (id: string, body: Costs): Promise<Placement> =>
  answer(api.PUT("/api/v1/outside-placements/{outsidePlacementId}/costs", { ...at(id), body }));
export const recordFigures = (id: string, body: FigureDays): Promise<Placement> =>
  answer(api.PUT("/api/v1/outside-placements/{outsidePlacementId}/figures", { ...at(id), body }));
export const previewImport = (body: ImportBody) =>
  answer(api.POST("/api/v1/outside-placements/import-preview", { body }));
export const runImport = (body: ImportBody) => answer(api.POST("/api/v1/outside-placements/import", { body }));
export const addWave = (body: WaveDraft): Promise<Wave> => answer(api.POST("/api/v1/outside-waves", { body }));
export const editWave = (outsideWaveId: string, body: WaveEdit): Promise<Wave> =>
  answer(api.PUT("/api/v1/outside-waves/{outsideWaveId}", { params: { path: { outsideWaveId } }, body }));
export const recordSearches = (outsideWaveId: string, body: Searches): Promise<Wave> =>
  answer(api.PUT("/api/v1/outside-waves/{outsideWaveId}/searches", { params: { path: { outsideWaveId } }, body }));

type Word = { readonly code: string; readonly label: string };
export const labelOf = (words: readonly Word[], code: string | null) =>
  words.find((word) => word.code === code)?.label ?? "";
export const optionsOf = <Code extends string>(words: readonly Word[]) =>
  words.map(({ code, label }) => ({ value: code as Code, label }));

export const stateNames = { planned: "待发布", published: "已发布", ended: "已结束" } as const;
export const stateColors = { planned: "gold", published: "green", ended: "default" } as const;
