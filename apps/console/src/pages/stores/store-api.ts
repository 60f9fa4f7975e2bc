import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";
import type { Span, WeekHours } from "./opening-hours.ts";

export const ownershipNames = { self_run: "直营", franchise: "加盟", dealer: "经销" } as const;
export const siteNames = {
  counter: "商场专柜",
  mall: "购物中心店",
  street: "临街独立店",
  community: "社区",
  online: "线上",
  other: "其他",
} as const;
export const phaseNames = { preparing: "筹备", open: "营业", refit: "装修", closed: "闭店" } as const;
export const warehouseModeNames = {
  store_stock: "店仓一体",
  front_warehouse: "前置仓",
  central_warehouse: "中心仓发货",
} as const;
export const serviceNames = { in_store: "到店", home_delivery: "到家", pick_up: "自提", express: "极速达" } as const;

export type Phase = keyof typeof phaseNames;
export type Service = keyof typeof serviceNames;

interface Hours {
  /** Null = not entered. */
  openingHours: WeekHours | null;
  specialDays: Record<string, Span[]>;
}
type WithHours<Shape> = Omit<Shape, keyof Hours> & Hours;

export type Store = WithHours<AnswerOf<"/api/v1/stores">["items"][number]>;
export type StoreDetail = WithHours<AnswerOf<"/api/v1/stores/{storeNo}">>;
type WithSomeHours<Shape> = Omit<Shape, keyof Hours> & Partial<Hours>;
export type NewStoreBody = WithSomeHours<BodyOf<"/api/v1/stores", "post">>;
export type StoreBody = WithSomeHours<BodyOf<"/api/v1/stores/{storeNo}", "patch">>;
export type RosterEntry = AnswerOf<"/api/v1/stores/{storeNo}/roster">["items"][number];

export function fetchStores(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
  limit = 50,
): Promise<Page<Store> & { total: number }> {
  return answer(api.GET("/api/v1/stores", { signal, params: { query: { ...filters, cursor, limit } } }));
}

/** How many stores meet the filter. */
export function useStoreCount(filters: Readonly<Record<string, string>>) {
  return useQuery({
    queryKey: ["stores", "count", filters],
    queryFn: async ({ signal }) => (await fetchStores(filters, undefined, signal, 1)).total,
  });
}

/** Every store that meets the filter, for the map; at most 3,000. */
export function useAllStores(filters: Readonly<Record<string, string>>, enabled: boolean) {
  return useQuery({
    queryKey: ["stores", "all", filters],
    enabled,
    queryFn: async ({ signal }) => {
      const stores: Store[] = [];
      let cursor: string | undefined;
      do {
        const page = await fetchStores(filters, cursor, signal, 200);
        stores.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && stores.length < 3_000);
      return stores;
    },
  });
}

export function useStore(storeNo: number) {
  return useQuery({
    queryKey: ["stores", "one", storeNo],
    queryFn: ({ signal }): Promise<StoreDetail> =>
      answer(api.GET("/api/v1/stores/{storeNo}", { signal, params: { path: { storeNo } } })),
  });
}

export function useRoster(storeNo: number) {
  return useQuery({
    queryKey: ["stores", "roster", storeNo],
    queryFn: ({ signal }): Promise<{ day: string; items: RosterEntry[] }> =>
      answer(api.GET("/api/v1/stores/{storeNo}/roster", { signal, params: { path: { storeNo } } })),
  });
}

export type StoreFormat = AnswerOf<"/api/v1/store-formats">["items"][number];

export function useStoreFormats() {
  return useQuery({
    queryKey: ["store-formats"],
    queryFn: ({ signal }): Promise<{ items: StoreFormat[] }> => answer(api.GET("/api/v1/store-formats", { signal })),
    staleTime: 10 * 60_000,
  });
}

export function createStore(body: NewStoreBody): Promise<StoreDetail> {
  return answer(api.POST("/api/v1/stores", { body }));
}

export function editStore(storeNo: number, body: StoreBody): Promise<StoreDetail> {
  return answer(api.PATCH("/api/v1/stores/{storeNo}", { params: { path: { storeNo } }, body }));
}

export function changePhase(
  storeNo: number,
  body: { to: Phase; onDay?: string; reason?: string },
): Promise<StoreDetail> {
  return answer(api.POST("/api/v1/stores/{storeNo}/phase", { params: { path: { storeNo } }, body }));
}
