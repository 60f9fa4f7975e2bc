import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Segment = AnswerOf<"/api/v1/segments", "post">;
export type SegmentDetail = AnswerOf<"/api/v1/segments/{segmentId}">;
export type SegmentRule = BodyOf<"/api/v1/segments/preview", "post">["rule"];
/** A node of a rule: a branch or a condition. */
export type RuleNode = SegmentRule["root"];
export type Catalogue = AnswerOf<"/api/v1/segments/catalogue">;
export type Field = Catalogue["fields"][number];
export type Behaviour = Catalogue["behaviours"][number];
export type Property = Behaviour["properties"][number];
export type Preview = AnswerOf<"/api/v1/segments/preview", "post">;
export type Dimension = BodyOf<"/api/v1/segments/breakdown", "post">["by"];
export type Overlap = AnswerOf<"/api/v1/segments/overlap", "post">;
export type Change = "all" | "entered" | "departed";

export const dimensionNames: Readonly<Record<Dimension, string>> = {
  store: "门店",
  tier: "分层",
  channel: "渠道",
  relation: "关系",
  gender: "性别",
  city: "城市",
};

export function useCatalogue() {
  return useQuery({
    queryKey: ["segments", "catalogue"],
    queryFn: ({ signal }): Promise<Catalogue> => answer(api.GET("/api/v1/segments/catalogue", { signal })),
    staleTime: 60 * 60_000,
  });
}

/** What a rule finds now; the figures of the rule before stay until the new ones are there. */
export function usePreview(rule: SegmentRule | null, orgUnitId: string | undefined) {
  return useQuery({
    queryKey: ["segments", "preview", rule, orgUnitId],
    queryFn: ({ signal }): Promise<Preview> =>
      answer(api.POST("/api/v1/segments/preview", { signal, body: { rule: rule as SegmentRule, orgUnitId } })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useBreakdown(rule: SegmentRule | null, orgUnitId: string | undefined, by: Dimension) {
  return useQuery({
    queryKey: ["segments", "breakdown", rule, orgUnitId, by],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/api/v1/segments/breakdown", {
          signal,
          body: { rule: rule as SegmentRule, orgUnitId, by, limit: 8 },
        }),
      ),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSample(rule: SegmentRule | null, orgUnitId: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ["segments", "sample", rule, orgUnitId],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/segments/sample", { signal, body: { rule: rule as SegmentRule, orgUnitId } })),
    enabled: enabled && rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function fetchSegments(
  query: { readonly search?: string | undefined; readonly archived: boolean; readonly cursor?: string | undefined },
  signal: AbortSignal,
) {
  const { search, archived, cursor } = query;
  return answer(
    api.GET("/api/v1/segments", {
      signal,
      params: { query: { search: search || undefined, archived: archived ? "true" : "false", cursor, limit: 50 } },
    }),
  );
}

export const segmentQuery = (segmentId: string) =>
  queryOptions({
    queryKey: ["segments", "one", segmentId],
    queryFn: ({ signal }): Promise<SegmentDetail> =>
      answer(api.GET("/api/v1/segments/{segmentId}", { signal, params: { path: { segmentId } } })),
    refetchInterval: ({ state: { data } }) => (data && !data.upToDate && !data.failure ? 1_500 : false),
  });

export function fetchSegmentMembers(
  segmentId: string,
  change: Change,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  return answer(
    api.GET("/api/v1/segments/{segmentId}/members", {
      signal,
      params: { path: { segmentId }, query: { change, cursor, limit: 50 } },
    }),
  );
}

export interface SegmentDraft {
  readonly name: string;
  readonly note: string;
  readonly rule: SegmentRule;
  readonly orgUnitId?: string | undefined;
}

/** Keeps a new segment, or changes one over the revision it was opened with. */
export function saveSegment(draft: SegmentDraft, existing: SegmentDetail | null): Promise<Segment> {
  const { orgUnitId, ...body } = draft;
  if (existing === null) return answer(api.POST("/api/v1/segments", { body: { ...body, orgUnitId } }));
  return answer(
    api.PUT("/api/v1/segments/{segmentId}", {
      params: { path: { segmentId: existing.id } },
      body: { ...body, basedOn: existing.revision },
    }),
  );
}

export function archiveSegment(segmentId: string, archived: boolean): Promise<Segment> {
  return answer(
    api.POST("/api/v1/segments/{segmentId}/archive", { params: { path: { segmentId } }, body: { archived } }),
  );
}

export function compareSegments(segmentIds: readonly string[], signal: AbortSignal): Promise<Overlap> {
  return answer(api.POST("/api/v1/segments/overlap", { signal, body: { segmentIds: [...segmentIds] } }));
}
