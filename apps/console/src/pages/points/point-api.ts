import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type PointRuleVersion = AnswerOf<"/api/v1/points/rules">["items"][number];
export type PointRule = PointRuleVersion["rule"];
export type PointBoard = AnswerOf<"/api/v1/points/board">;
export type PointEntry = AnswerOf<"/api/v1/points/entries">["items"][number];
export type EntryKind = PointEntry["kind"];
export type Adjustment = AnswerOf<"/api/v1/points/adjustments">["items"][number];
export type MemberPoints = AnswerOf<"/api/v1/members/{memberNo}/points">;
export type PointSettings = AnswerOf<"/api/v1/settings/points">;

export const rulesQuery = queryOptions({
  queryKey: ["points", "rules"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/points/rules">> =>
    answer(api.GET("/api/v1/points/rules", { signal })),
});

export const settingsQuery = queryOptions({
  queryKey: ["points", "settings"],
  queryFn: ({ signal }): Promise<PointSettings> => answer(api.GET("/api/v1/settings/points", { signal })),
});

export const boardQuery = queryOptions({
  queryKey: ["points", "board"],
  queryFn: ({ signal }): Promise<PointBoard> => answer(api.GET("/api/v1/points/board", { signal })),
});

export const memberPointsQuery = (memberNo: number) =>
  queryOptions({
    queryKey: ["points", "member", memberNo],
    queryFn: ({ signal }): Promise<MemberPoints> =>
      answer(
        api.GET("/api/v1/members/{memberNo}/points", { signal, params: { path: { memberNo }, query: { limit: 8 } } }),
      ),
  });

export interface EntryFilter {
  readonly memberNo?: number;
  readonly document?: string;
  readonly kind?: EntryKind;
}

export function fetchEntries(filter: EntryFilter, cursor: string | undefined, signal: AbortSignal) {
  return answer(api.GET("/api/v1/points/entries", { signal, params: { query: { ...filter, cursor, limit: 50 } } }));
}

export function fetchAdjustments(
  status: Adjustment["status"] | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  return answer(api.GET("/api/v1/points/adjustments", { signal, params: { query: { status, cursor, limit: 50 } } }));
}

export function saveRule(body: BodyOf<"/api/v1/points/rules", "post">): Promise<PointRuleVersion> {
  return answer(api.POST("/api/v1/points/rules", { body }));
}

export function saveSettings(body: PointSettings): Promise<PointSettings> {
  return answer(api.PUT("/api/v1/settings/points", { body }));
}

export function adjustPoints(body: Omit<BodyOf<"/api/v1/points/adjust", "post">, "businessKey">): Promise<Adjustment> {
  return answer(
    api.POST("/api/v1/points/adjust", { body: { ...body, businessKey: `console:${crypto.randomUUID()}` } }),
  );
}

export function decideAdjustment(adjustmentId: string, approve: boolean, note?: string): Promise<Adjustment> {
  return answer(
    api.POST("/api/v1/points/adjustments/{adjustmentId}/decision", {
      params: { path: { adjustmentId } },
      body: { approve, note },
    }),
  );
}

export function freezePoints(memberNo: number, frozen: boolean, reason: string) {
  return answer(
    api.POST("/api/v1/members/{memberNo}/points/freeze", { params: { path: { memberNo } }, body: { frozen, reason } }),
  );
}
