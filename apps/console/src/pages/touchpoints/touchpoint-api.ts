import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Touchpoint = AnswerOf<"/api/v1/touchpoints/{touchpointId}">;
export type ListedTouchpoint = AnswerOf<"/api/v1/touchpoints">["items"][number];
export type TouchpointFigures = ListedTouchpoint["figures"];
export type Registry = AnswerOf<"/api/v1/touchpoint-registry">;
export type NewTouchpoint = BodyOf<"/api/v1/touchpoints", "post">;
export type EditTouchpoint = BodyOf<"/api/v1/touchpoints/{touchpointId}", "put">;
export type State = Touchpoint["state"];
export type TouchpointSpends = BodyOf<"/api/v1/touchpoints/{touchpointId}/spends", "put">;

export const stateColours: Readonly<Record<string, string | undefined>> = {
  planned: "blue",
  active: "green",
  paused: "orange",
  retired: undefined,
};

export const labelOf = (list: readonly { code: string; label: string }[] | undefined, code: string | null) =>
  list?.find((each) => each.code === code)?.label ?? "";

export const registryQuery = queryOptions({
  queryKey: ["touchpoints", "registry"],
  queryFn: ({ signal }): Promise<Registry> => answer(api.GET("/api/v1/touchpoint-registry", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Days {
  readonly from: string;
  readonly to: string;
}

export const touchpointQuery = (touchpointId: string, days: Days) =>
  queryOptions({
    queryKey: ["touchpoints", "one", touchpointId, days],
    queryFn: ({ signal }): Promise<Touchpoint> =>
      answer(
        api.GET("/api/v1/touchpoints/{touchpointId}", { signal, params: { path: { touchpointId }, query: days } }),
      ),
  });

export interface TouchpointFilter {
  readonly q?: string;
  readonly group?: ListedTouchpoint["group"];
  readonly miniClass?: NonNullable<ListedTouchpoint["miniClass"]>;
  readonly landing?: ListedTouchpoint["landing"];
  readonly state?: State;
}

export function fetchTouchpoints(
  filter: TouchpointFilter & Partial<Days>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/touchpoints">> {
  return answer(api.GET("/api/v1/touchpoints", { signal, params: { query: { ...filter, cursor, limit: 50 } } }));
}

export function createTouchpoint(body: NewTouchpoint): Promise<Touchpoint> {
  return answer(api.POST("/api/v1/touchpoints", { body }));
}

export function editTouchpoint(touchpointId: string, body: EditTouchpoint): Promise<Touchpoint> {
  return answer(api.PUT("/api/v1/touchpoints/{touchpointId}", { params: { path: { touchpointId } }, body }));
}

export function changeState(touchpointId: string, to: State, version: number): Promise<Touchpoint> {
  return answer(
    api.POST("/api/v1/touchpoints/{touchpointId}/state", { params: { path: { touchpointId } }, body: { to, version } }),
  );
}

export function recordTouchpointSpends(touchpointId: string, body: TouchpointSpends): Promise<Touchpoint> {
  return answer(api.PUT("/api/v1/touchpoints/{touchpointId}/spends", { params: { path: { touchpointId } }, body }));
}
