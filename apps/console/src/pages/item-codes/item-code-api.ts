import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Batch = AnswerOf<"/api/v1/item-code-batches">["items"][number];
export type NewBatch = BodyOf<"/api/v1/item-code-batches", "post">;
export type Figures = AnswerOf<"/api/v1/item-codes/figures">;
export type Grouping = "product" | "region" | "batch";
export interface Imported {
  readonly taken: number;
  readonly known: number;
  readonly rejected: { line: number; message: string }[];
}

export const itemCodesKey = ["item-codes"];

export const listBatches = (cursor: string | undefined, q: string | undefined, signal: AbortSignal) =>
  answer(api.GET("/api/v1/item-code-batches", { signal, params: { query: { cursor, q, limit: 50 } } }));
export const readFigures = (by: Grouping, from: string, to: string, signal: AbortSignal): Promise<Figures> =>
  answer(api.GET("/api/v1/item-codes/figures", { signal, params: { query: { by, from, to } } }));
export const createBatch = (body: NewBatch): Promise<Batch> => answer(api.POST("/api/v1/item-code-batches", { body }));
export const setStopped = (batch: Batch, stopped: boolean): Promise<Batch> =>
  answer(
    api.POST("/api/v1/item-code-batches/{itemBatchId}/state", {
      params: { path: { itemBatchId: batch.id } },
      body: { stopped, version: batch.version },
    }),
  );
export const searchProducts = (q: string, signal: AbortSignal) =>
  answer(api.GET("/api/v1/products", { signal, params: { query: { q: q || undefined, limit: 30 } } }));
export const searchCodes = (q: string, signal: AbortSignal) =>
  answer(api.GET("/api/v1/live-codes", { signal, params: { query: { q: q || undefined, limit: 50 } } }));

const codesAtATime = 20_000;

/** Sends an outside platform's codes, one a line, piece by piece; `onProgress` hears how many lines are through. */
export async function importCodes(batchId: string, file: File, onProgress: (lines: number) => void): Promise<Imported> {
  const lines = (await file.text()).split(/\r?\n/);
  const total = { taken: 0, known: 0, rejected: [] as { line: number; message: string }[] };
  for (let from = 0; from < lines.length; from += codesAtATime) {
    const part: Imported = await answer(
      api.POST("/api/v1/item-code-batches/{itemBatchId}/codes", {
        params: { path: { itemBatchId: batchId } },
        body: lines.slice(from, from + codesAtATime).join("\n"),
        bodySerializer: (text: string) => text,
        headers: { "content-type": "text/plain" },
      }),
    );
    total.taken += part.taken;
    total.known += part.known;
    total.rejected.push(...part.rejected.map(({ line, message }) => ({ line: from + line, message })));
    onProgress(Math.min(lines.length, from + codesAtATime));
  }
  return total;
}
