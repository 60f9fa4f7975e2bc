import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Accounts = AnswerOf<"/api/v1/video-accounts">;
export type Account = Accounts["items"][number];
export type AccountDraft = BodyOf<"/api/v1/video-accounts", "post">;
export type Keys = AnswerOf<"/api/v1/video-accounts/{videoAccountId}/keys">;
export type Work = AnswerOf<"/api/v1/video-works">["items"][number];
export type WorkDraft = BodyOf<"/api/v1/video-works", "post">;
export type WorkEdit = BodyOf<"/api/v1/video-works/{videoWorkId}", "put">;
export type Lead = BodyOf<"/api/v1/video-works/{videoWorkId}/lead", "put">["lead"];
export type ImportBody = BodyOf<"/api/v1/video-works/import", "post">;
export type ImportPreview = AnswerOf<"/api/v1/video-works/import-preview", "post">;

export const accountsQuery = queryOptions({
  queryKey: ["video-channel", "accounts"],
  queryFn: ({ signal }): Promise<Accounts> => answer(api.GET("/api/v1/video-accounts", { signal })),
});
export const keysQuery = (videoAccountId: string) =>
  queryOptions({
    queryKey: ["video-channel", "keys", videoAccountId],
    queryFn: ({ signal }): Promise<Keys> =>
      answer(api.GET("/api/v1/video-accounts/{videoAccountId}/keys", { signal, params: { path: { videoAccountId } } })),
  });
/** Live codes that a work may lead to: of guides for friends, of groups otherwise. */
export const codesQuery = (to: "friend" | "group") =>
  queryOptions({
    queryKey: ["video-channel", "codes", to],
    queryFn: async ({ signal }) => {
      const { items } = await answer(api.GET("/api/v1/live-codes", { signal, params: { query: { limit: 200 } } }));
      return items.filter(({ kind }) => (to === "group" ? kind === "group" : kind !== "group" && kind !== "link"));
    },
  });

export const fetchWorks = (
  accountId: string,
  theme: Work["theme"] | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Work>> =>
  answer(
    api.GET("/api/v1/video-works", {
      signal,
      params: { query: { accountId, limit: 50, ...(cursor && { cursor }), ...(theme && { theme }) } },
    }),
  );
export const addAccount = (body: AccountDraft): Promise<Account> =>
  answer(api.POST("/api/v1/video-accounts", { body }));
export const editAccount = (videoAccountId: string, body: AccountDraft & { version: number }): Promise<Account> =>
  answer(api.PUT("/api/v1/video-accounts/{videoAccountId}", { params: { path: { videoAccountId } }, body }));
export const saveSetting = (body: Accounts["setting"]) => answer(api.PUT("/api/v1/video-accounts/setting", { body }));
export const addWork = (body: WorkDraft): Promise<Work> => answer(api.POST("/api/v1/video-works", { body }));
export const editWork = (videoWorkId: string, body: WorkEdit): Promise<Work> =>
  answer(api.PUT("/api/v1/video-works/{videoWorkId}", { params: { path: { videoWorkId } }, body }));
export const leadWork = (videoWorkId: string, lead: Lead): Promise<Work> =>
  answer(api.PUT("/api/v1/video-works/{videoWorkId}/lead", { params: { path: { videoWorkId } }, body: { lead } }));
export const previewImport = (body: ImportBody): Promise<ImportPreview> =>
  answer(api.POST("/api/v1/video-works/import-preview", { body }));
export const runImport = (body: ImportBody): Promise<{ added: number; updated: number }> =>
  answer(api.POST("/api/v1/video-works/import", { body }));
