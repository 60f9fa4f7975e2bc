import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Shop = AnswerOf<"/api/v1/wechat-shop/shops">["items"][number];
export type SyncRun = NonNullable<Shop["lastRun"]>;
export type Conversion = AnswerOf<"/api/v1/wechat-shop/shops/{accountId}/conversion">;
export type Way = Conversion["ways"][number];
export type Buyer = AnswerOf<"/api/v1/wechat-shop/shops/{accountId}/buyers">["items"][number];
export type Sharer = AnswerOf<"/api/v1/wechat-shop/shops/{accountId}/sharers">["items"][number];
export type SoldThere = AnswerOf<"/api/v1/wechat-shop/shops/{accountId}/sources">["items"][number];
export type NewWay = BodyOf<"/api/v1/wechat-shop/shops/{accountId}/ways", "post">;
export type ShopEdit = BodyOf<"/api/v1/wechat-shop/shops/{accountId}", "patch">;
export type WayKind = Way["kind"];

/** Days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const wayNames: Readonly<Record<WayKind, string>> = {
  parcel_card: "包裹卡",
  live_screen: "直播间二维码",
  product_page: "商品详情页",
  after_purchase: "购后页",
};
export const wayHints: Readonly<Record<WayKind, string>> = {
  parcel_card: "印在随货的卡片上；发货日在期间内的包裹算作放了卡",
  live_screen: "挂在直播画面上；期间内在直播里下单的买家算作看到过",
  product_page: "放在商品详情图里；期间内下单的买家都算作看到过",
  after_purchase: "放在付款后的页面里；期间内下单的买家都算作看到过",
};

export const isOver = (state: SyncRun["state"]) => state === "done" || state === "failed" || state === "cancelled";
const of = (accountId: string) => ({ params: { path: { accountId } } });

export const shopsQuery = queryOptions({
  queryKey: ["wechat-shop", "shops"],
  queryFn: ({ signal }): Promise<{ items: Shop[] }> => answer(api.GET("/api/v1/wechat-shop/shops", { signal })),
  // Figures move by themselves while a sync runs.
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ lastRun }) => lastRun && !isOver(lastRun.state)) ? 2_000 : 15_000,
});

export const conversionQuery = (accountId: string, days: Days) =>
  queryOptions({
    queryKey: ["wechat-shop", "conversion", accountId, days],
    queryFn: ({ signal }): Promise<Conversion> =>
      answer(
        api.GET("/api/v1/wechat-shop/shops/{accountId}/conversion", {
          signal,
          params: { path: { accountId }, query: { ...days } },
        }),
      ),
  });

export const sourcesQuery = (accountId: string, days: Days) =>
  queryOptions({
    queryKey: ["wechat-shop", "sources", accountId, days],
    queryFn: ({ signal }): Promise<{ items: SoldThere[] }> =>
      answer(
        api.GET("/api/v1/wechat-shop/shops/{accountId}/sources", {
          signal,
          params: { path: { accountId }, query: { ...days } },
        }),
      ),
  });

export const fetchBuyers = (
  accountId: string,
  days: Days,
  state: "open" | "followed",
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Buyer>> =>
  answer(
    api.GET("/api/v1/wechat-shop/shops/{accountId}/buyers", {
      signal,
      params: { path: { accountId }, query: { ...days, state, cursor, limit: 50 } },
    }),
  );

export const sharersQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["wechat-shop", "sharers", accountId],
    queryFn: ({ signal }): Promise<{ items: Sharer[] }> =>
      answer(api.GET("/api/v1/wechat-shop/shops/{accountId}/sharers", { signal, ...of(accountId) })),
  });

export const fetchRuns = (accountId: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<SyncRun>> =>
  answer(api.GET("/api/v1/wechat-shop/sync-runs", { signal, params: { query: { accountId, cursor, limit: 20 } } }));

export const startSync = (accountId: string, days: number): Promise<SyncRun> =>
  answer(api.POST("/api/v1/wechat-shop/sync-runs", { body: { accountId, kind: "full", days } }));
export const cancelSync = (runId: number): Promise<SyncRun> =>
  answer(api.POST("/api/v1/wechat-shop/sync-runs/{runId}/cancel", { params: { path: { runId } } }));

export const editShop = (accountId: string, body: ShopEdit): Promise<Shop> =>
  answer(api.PATCH("/api/v1/wechat-shop/shops/{accountId}", { ...of(accountId), body }));
export const addWay = (accountId: string, body: NewWay): Promise<{ id: string }> =>
  answer(api.POST("/api/v1/wechat-shop/shops/{accountId}/ways", { ...of(accountId), body }));
export const endWay = (accountId: string, wayId: string, toDay: string): Promise<{ id: string }> =>
  answer(
    api.POST("/api/v1/wechat-shop/shops/{accountId}/ways/{wayId}/end", {
      params: { path: { accountId, wayId } },
      body: { toDay },
    }),
  );
export const nameSharer = (
  accountId: string,
  openid: string,
  staffId: string | null,
): Promise<{ staffId: string | null }> =>
  answer(
    api.PUT("/api/v1/wechat-shop/shops/{accountId}/sharers/{openid}", {
      params: { path: { accountId, openid } },
      body: { staffId },
    }),
  );

/** Codes that make friends, found by name. */
export const codesQuery = (q: string) =>
  queryOptions({
    queryKey: ["codes", "search", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/live-codes", { signal, params: { query: { q: q || undefined, limit: 50 } } })),
  });
