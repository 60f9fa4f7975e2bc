import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Official = AnswerOf<"/api/v1/official-accounts">["items"][number];
export type ReplyRule = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/reply-rules">["items"][number];
export type ReplyRuleDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/reply-rules", "post">;
export type Menu = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/menu">;
export type MenuDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/menu", "put">;
export type Articles = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/drafts">;
export type Nature = BodyOf<"/api/v1/official-accounts/{officialAccountId}/nature", "put">;

const of = (officialAccountId: string) => ({ params: { path: { officialAccountId } } });

export const officialsQuery = queryOptions({
  queryKey: ["official-accounts"],
  queryFn: ({ signal }): Promise<{ items: Official[] }> => answer(api.GET("/api/v1/official-accounts", { signal })),
});
export const rulesQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "rules"],
    queryFn: ({ signal }): Promise<{ items: ReplyRule[] }> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/reply-rules", { signal, ...of(id) })),
  });
export const menuQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "menu"],
    queryFn: ({ signal }): Promise<Menu> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/menu", { signal, ...of(id) })),
  });

export const articlesQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "articles"],
    queryFn: ({ signal }): Promise<Articles> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/drafts", {
          signal,
          params: { ...of(id).params, query: {} },
        }),
      ),
    retry: false,
    // Publishing takes the platform some seconds to minutes.
    refetchInterval: ({ state }) => (state.data?.publications.some(({ status }) => status === null) ? 10_000 : false),
  });

export type StoreWifi = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/wifi">["items"][number];
export type WifiPlan = BodyOf<"/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", "put">;

export const wifiQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "wifi"],
    queryFn: ({ signal }): Promise<{ items: StoreWifi[] }> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/wifi", { signal, ...of(id) })),
  });
const ofStore = (officialAccountId: string, storeNo: number) => ({ params: { path: { officialAccountId, storeNo } } });
export const saveWifi = (id: string, storeNo: number, body: WifiPlan) =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", { ...ofStore(id, storeNo), body }));
export const endWifi = (id: string, storeNo: number) =>
  answer(api.DELETE("/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", ofStore(id, storeNo)));
export const wifiCodeUrl = (id: string, storeNo: number) => `/api/v1/official-accounts/${id}/wifi/${storeNo}/code.png`;

export const publishDraft = (id: string, body: { mediaId: string; title: string }) =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/drafts/publish", { ...of(id), body }));
export const syncFollowers = (id: string): Promise<Official> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/sync", of(id)));
export const saveNature = (id: string, body: Nature): Promise<Official> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/nature", { ...of(id), body }));
export const addRule = (id: string, body: ReplyRuleDraft): Promise<ReplyRule> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/reply-rules", { ...of(id), body }));
export const deleteRule = (id: string, replyRuleId: string) =>
  answer(
    api.DELETE("/api/v1/official-accounts/{officialAccountId}/reply-rules/{replyRuleId}", {
      params: { path: { officialAccountId: id, replyRuleId } },
    }),
  );
export const saveMenu = (id: string, body: MenuDraft): Promise<Menu> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/menu", { ...of(id), body }));
export const publishMenu = (id: string): Promise<Menu> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/menu/publish", of(id)));
