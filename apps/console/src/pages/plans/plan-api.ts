import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Plan = AnswerOf<"/api/v1/campaign-plans/{planId}">;
export type PlanState = Plan["state"];
export type Slot = Plan["slots"][number];
export type Overlay = AnswerOf<"/api/v1/campaign-plans/{planId}/overlay">;
export type PlanLine = Overlay["lines"][number];
export type Changes = PlanLine["applied"][number]["changes"];
export type Deviation = AnswerOf<"/api/v1/campaign-plans/{planId}/deviations">["items"][number];
export type StoreRow = AnswerOf<"/api/v1/campaign-plans/{planId}/stores">["items"][number];
export type StorePlan = AnswerOf<"/api/v1/campaign-plans/{planId}/stores/{storeNo}">;
export type Results = AnswerOf<"/api/v1/campaign-plans/{planId}/results">;
export type ResultRow = Results["item"][number];
export type PlanChange = AnswerOf<"/api/v1/campaign-plans/{planId}/history">["items"][number];
export type Framework = AnswerOf<"/api/v1/campaign-frameworks">["items"][number];
export type Evidence = NonNullable<Framework["evidence"]>;
export type FrameworkDraft = BodyOf<"/api/v1/campaign-frameworks", "post">;
export type PlanDraft = BodyOf<"/api/v1/campaign-plans", "post">;
export type LinesDraft = BodyOf<"/api/v1/campaign-plans/{planId}/lines", "post">;
export type OverrideDraft = BodyOf<"/api/v1/campaign-plans/{planId}/overrides", "put">;

export const stateNames: Readonly<Record<PlanState, string>> = {
  draft: "草稿",
  open: "各级适配中",
  settled: "已定稿",
  running: "进行中",
  ended: "已结束",
};
export const stateColors: Readonly<Record<PlanState, string>> = {
  draft: "default",
  open: "processing",
  settled: "blue",
  running: "green",
  ended: "default",
};
export const levelNames = { headquarters: "总部", region: "区域", format: "业态", store: "门店" } as const;
export const fieldNames = { item: "商品", price: "价格", offer: "优惠", presence: "不可撤下" } as const;
export const offerKindNames = {
  none: "主推",
  price: "特价",
  discount: "折扣",
  gift: "赠品",
  coupon: "优惠券",
  bundle: "满减与组合",
} as const;
export const frontNames = {
  store: "门店",
  mini_program: "小程序",
  official_account: "公众号",
  wecom: "企业微信",
  wechat_shop: "微信小店",
} as const;
export const conflictNames = {
  same_item: "同一商品出现两次",
  off_sale: "商品已下架",
  above_list_price: "活动价高于标价",
} as const;

export function fetchPlans(source: Plan["source"] | undefined, cursor: string | undefined, signal: AbortSignal) {
  return answer(api.GET("/api/v1/campaign-plans", { signal, params: { query: { source, cursor, limit: 50 } } }));
}

export const planQuery = (planId: string) =>
  queryOptions({
    queryKey: ["plans", "one", planId],
    queryFn: ({ signal }): Promise<Plan> =>
      answer(api.GET("/api/v1/campaign-plans/{planId}", { signal, params: { path: { planId } } })),
  });

export const overlayQuery = (planId: string, unitId: string | null, format: string | null) =>
  queryOptions({
    queryKey: ["plans", "overlay", planId, unitId, format],
    queryFn: ({ signal }): Promise<Overlay> =>
      answer(
        api.GET("/api/v1/campaign-plans/{planId}/overlay", {
          signal,
          params: { path: { planId }, query: { unitId: unitId ?? undefined, format: format ?? undefined } },
        }),
      ),
  });

export const deviationsQuery = (planId: string) =>
  queryOptions({
    queryKey: ["plans", "deviations", planId],
    queryFn: ({ signal }): Promise<{ items: Deviation[] }> =>
      answer(api.GET("/api/v1/campaign-plans/{planId}/deviations", { signal, params: { path: { planId } } })),
  });

export const storePlanQuery = (planId: string, storeNo: number) =>
  queryOptions({
    queryKey: ["plans", "store", planId, storeNo],
    queryFn: ({ signal }): Promise<StorePlan> =>
      answer(
        api.GET("/api/v1/campaign-plans/{planId}/stores/{storeNo}", { signal, params: { path: { planId, storeNo } } }),
      ),
  });

export const resultsQuery = (planId: string) =>
  queryOptions({
    queryKey: ["plans", "results", planId],
    queryFn: ({ signal }): Promise<Results> =>
      answer(api.GET("/api/v1/campaign-plans/{planId}/results", { signal, params: { path: { planId } } })),
  });

export const frameworksQuery = queryOptions({
  queryKey: ["plans", "frameworks"],
  queryFn: ({ signal }): Promise<{ items: Framework[] }> => answer(api.GET("/api/v1/campaign-frameworks", { signal })),
});

export function fetchStores(planId: string, cursor: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/api/v1/campaign-plans/{planId}/stores", {
      signal,
      params: { path: { planId }, query: { cursor, limit: 50 } },
    }),
  );
}

export function fetchHistory(planId: string, cursor: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/api/v1/campaign-plans/{planId}/history", {
      signal,
      params: { path: { planId }, query: { cursor, limit: 50 } },
    }),
  );
}

export function createPlan(body: PlanDraft): Promise<Plan> {
  return answer(api.POST("/api/v1/campaign-plans", { body }));
}

export function movePlan(plan: Plan, to: "draft" | "open" | "settled"): Promise<Plan> {
  return answer(
    api.POST("/api/v1/campaign-plans/{planId}/state", {
      params: { path: { planId: plan.id } },
      body: { to, version: plan.version },
    }),
  );
}

export function addLines(planId: string, body: LinesDraft): Promise<unknown> {
  return answer(api.POST("/api/v1/campaign-plans/{planId}/lines", { params: { path: { planId } }, body }));
}

export function removeLine(planId: string, lineId: string): Promise<unknown> {
  return answer(api.DELETE("/api/v1/campaign-plans/{planId}/lines/{lineId}", { params: { path: { planId, lineId } } }));
}

export function layOverride(planId: string, body: OverrideDraft): Promise<unknown> {
  return answer(api.PUT("/api/v1/campaign-plans/{planId}/overrides", { params: { path: { planId } }, body }));
}

export function takeBack(planId: string, overrideId: string): Promise<unknown> {
  return answer(
    api.DELETE("/api/v1/campaign-plans/{planId}/overrides/{overrideId}", { params: { path: { planId, overrideId } } }),
  );
}

export function decide(planId: string, overrideId: string, approve: boolean, decision: string): Promise<unknown> {
  return answer(
    api.POST("/api/v1/campaign-plans/{planId}/overrides/{overrideId}/decision", {
      params: { path: { planId, overrideId } },
      body: { approve, decision },
    }),
  );
}

export function measure(planId: string): Promise<unknown> {
  return answer(api.POST("/api/v1/campaign-plans/{planId}/measure", { params: { path: { planId } } }));
}

export function saveFramework(body: FrameworkDraft, known?: Framework): Promise<Framework> {
  return known
    ? answer(
        api.PUT("/api/v1/campaign-frameworks/{frameworkId}", {
          params: { path: { frameworkId: known.id } },
          body: { ...body, version: known.version },
        }),
      )
    : answer(api.POST("/api/v1/campaign-frameworks", { body }));
}

export function distil(planIds: string[]): Promise<{ slots: Slot[]; evidence: Evidence }> {
  return answer(api.POST("/api/v1/campaign-frameworks/distil", { body: { planIds } }));
}

export function importHistory(fileId: string): Promise<{ planIds: string[] }> {
  return answer(api.POST("/api/v1/campaign-history", { body: { fileId } }));
}

export function searchProducts(q: string, signal: AbortSignal) {
  return answer(api.GET("/api/v1/products", { signal, params: { query: { q: q || undefined, limit: 30 } } }));
}
