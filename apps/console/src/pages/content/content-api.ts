import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Piece = AnswerOf<"/api/v1/content-pieces/{contentPieceId}">;
export type Variant = Piece["variants"][number];
export type Listed = AnswerOf<"/api/v1/content-pieces">["items"][number];
export type Front = Variant["front"];
export type FrontRule = AnswerOf<"/api/v1/content-fronts">["items"][number];
export type Settings = AnswerOf<"/api/v1/content-fronts">["setting"];
export type Scheduled = AnswerOf<"/api/v1/content-schedule">["items"][number];
export type PieceDraft = BodyOf<"/api/v1/content-pieces", "post">;
export type VariantDraft = BodyOf<"/api/v1/content-pieces/{contentPieceId}/variants/{front}", "put">;
export type CheckDraft = BodyOf<"/api/v1/content-pieces/{contentPieceId}/variants/{front}/check", "post">;
export type Check = AnswerOf<"/api/v1/content-pieces/{contentPieceId}/variants/{front}/check", "post">;
export type Placement = BodyOf<"/api/v1/content-pieces/{contentPieceId}/variants/{front}/placement", "put">;

export const stateNames = { written: "已写", planned: "已排期", out: "已发出" } as const;
export const stateColors = { written: "default", planned: "blue", out: "green" } as const;

const of = (contentPieceId: string) => ({ params: { path: { contentPieceId } } });
const at = (contentPieceId: string, front: Front) => ({ params: { path: { contentPieceId, front } } });

export const frontsQuery = queryOptions({
  queryKey: ["content", "fronts"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/content-fronts", { signal })),
  staleTime: 300_000,
});

export const pieceQuery = (id: string) =>
  queryOptions({
    queryKey: ["content", "piece", id],
    queryFn: ({ signal }): Promise<Piece> =>
      answer(api.GET("/api/v1/content-pieces/{contentPieceId}", { signal, ...of(id) })),
  });

export const scheduleQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["content", "schedule", from, to],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/content-schedule", { signal, params: { query: { from, to } } })),
  });

export const checkQuery = (id: string, front: Front, body: CheckDraft | null) =>
  queryOptions({
    queryKey: ["content", "check", id, front, body],
    queryFn: ({ signal }): Promise<Check> =>
      answer(
        api.POST("/api/v1/content-pieces/{contentPieceId}/variants/{front}/check", {
          signal,
          ...at(id, front),
          body: body as CheckDraft,
        }),
      ),
    enabled: body !== null,
    retry: false,
  });

export function fetchPieces(cursor: string | undefined, signal: AbortSignal) {
  return answer(api.GET("/api/v1/content-pieces", { signal, params: { query: { cursor, limit: 50 } } }));
}

export const createPiece = (body: PieceDraft): Promise<Piece> => answer(api.POST("/api/v1/content-pieces", { body }));
export const changePiece = (id: string, body: PieceDraft & { version: number }): Promise<Piece> =>
  answer(api.PUT("/api/v1/content-pieces/{contentPieceId}", { ...of(id), body }));
export const archivePiece = (id: string) => answer(api.DELETE("/api/v1/content-pieces/{contentPieceId}", of(id)));
export const saveVariant = (id: string, front: Front, body: VariantDraft): Promise<Piece> =>
  answer(api.PUT("/api/v1/content-pieces/{contentPieceId}/variants/{front}", { ...at(id, front), body }));
export const dropVariant = (id: string, front: Front): Promise<Piece> =>
  answer(api.DELETE("/api/v1/content-pieces/{contentPieceId}/variants/{front}", at(id, front)));
export const placeVariant = (id: string, front: Front, body: Placement): Promise<Piece> =>
  answer(api.PUT("/api/v1/content-pieces/{contentPieceId}/variants/{front}/placement", { ...at(id, front), body }));
export const saveSettings = (body: Settings): Promise<Settings> =>
  answer(api.PUT("/api/v1/content-fronts/setting", { body }));
