import { type AnswerOf, answer } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type HubGoods = AnswerOf<"/api/v1/hubs/goods">["items"][number];
export type HubMembers = AnswerOf<"/api/v1/hubs/members">;
export type HubActivities = AnswerOf<"/api/v1/hubs/activities">;
export type HubProduct = AnswerOf<"/api/v1/hubs/products/{sku}">;
export type Show = "all" | "gap" | "price";

export const frontNames: ReadonlyMap<string, string> = new Map([
  ["store", "门店"],
  ["mini_program", "小程序"],
  ["official_account", "公众号"],
  ["wecom", "企业微信"],
  ["wechat_shop", "微信小店"],
]);

export const fetchGoods = (
  show: Show,
  q: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/hubs/goods">> =>
  answer(
    api.GET("/api/v1/hubs/goods", {
      signal,
      params: { query: { cursor, limit: 20, ...(q && { q }), ...(show !== "all" && { show }) } },
    }),
  );
export const membersQuery = queryOptions({
  queryKey: ["hubs", "members"],
  queryFn: ({ signal }): Promise<HubMembers> => answer(api.GET("/api/v1/hubs/members", { signal })),
});
export const activitiesQuery = queryOptions({
  queryKey: ["hubs", "activities"],
  queryFn: ({ signal }): Promise<HubActivities> => answer(api.GET("/api/v1/hubs/activities", { signal })),
});
export const productQuery = (sku: string) =>
  queryOptions({
    queryKey: ["hubs", "products", sku],
    queryFn: ({ signal }): Promise<HubProduct> =>
      answer(api.GET("/api/v1/hubs/products/{sku}", { signal, params: { path: { sku } } })),
  });
