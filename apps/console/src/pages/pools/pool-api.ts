import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Pools = AnswerOf<"/api/v1/insight/pools">;
export type CountedPool = Pools["pools"][number];
export type PoolQuality = AnswerOf<"/api/v1/insight/pools/quality">;
export type PoolRegistry = AnswerOf<"/api/v1/insight/pools/registry">;
export type Pool = PoolRegistry["pools"][number];
export type GroupComparison = AnswerOf<"/api/v1/insight/compare-groups">;
export type ChannelProfiles = AnswerOf<"/api/v1/insight/channel-profiles">;

/** The lens, as every question of this page takes it. */
export interface LensQuery {
  readonly orgUnitId?: string;
  readonly from: string;
  readonly to: string;
}

export const strengthNames = { weak: "弱连接", medium: "中连接", strong: "强连接" } as const;
export const strengthHints = { weak: "单向", medium: "群内双向", strong: "一对一" } as const;
export const ownerNames = { brand: "品牌自己", mall: "商场运营方", kol: "达人", platform: "平台" } as const;

export const poolsQuery = (query: LensQuery) =>
  queryOptions({
    queryKey: ["pools", "counts", query],
    queryFn: ({ signal }): Promise<Pools> => answer(api.GET("/api/v1/insight/pools", { signal, params: { query } })),
  });

export const poolQualityQuery = (query: LensQuery & { pool?: string }) =>
  queryOptions({
    queryKey: ["pools", "quality", query],
    queryFn: ({ signal }): Promise<PoolQuality> =>
      answer(api.GET("/api/v1/insight/pools/quality", { signal, params: { query } })),
  });

export const poolRegistryQuery = queryOptions({
  queryKey: ["pools", "registry"],
  queryFn: ({ signal }): Promise<PoolRegistry> => answer(api.GET("/api/v1/insight/pools/registry", { signal })),
});

export function savePoolRegistry(body: BodyOf<"/api/v1/insight/pools/registry", "put">): Promise<PoolRegistry> {
  return answer(api.PUT("/api/v1/insight/pools/registry", { body }));
}

export const compareGroupsQuery = (query: LensQuery & { by: "pool" | "new_old"; pool?: string }) =>
  queryOptions({
    queryKey: ["pools", "compare", query],
    queryFn: ({ signal }): Promise<GroupComparison> =>
      answer(api.GET("/api/v1/insight/compare-groups", { signal, params: { query } })),
  });

export const channelProfilesQuery = (query: LensQuery) =>
  queryOptions({
    queryKey: ["pools", "channels", query],
    queryFn: ({ signal }): Promise<ChannelProfiles> =>
      answer(api.GET("/api/v1/insight/channel-profiles", { signal, params: { query } })),
  });
