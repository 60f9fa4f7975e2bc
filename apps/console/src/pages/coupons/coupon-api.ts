import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Batch = AnswerOf<"/api/v1/coupon-batches">["items"][number];
export type Coupon = AnswerOf<"/api/v1/coupons">["items"][number];
export type Campaign = AnswerOf<"/api/v1/red-packet-campaigns">["items"][number];
export type HandedOut = AnswerOf<"/api/v1/coupon-batches/{couponBatchId}/hand-outs", "post">;
type BatchBody = BodyOf<"/api/v1/coupon-batches", "post">;
type CampaignBody = BodyOf<"/api/v1/red-packet-campaigns", "post">;

export const couponsKey = ["coupons"];
export const packetsKey = ["red-packets"];

export const fetchBatches = (cursor: string | undefined, signal: AbortSignal): Promise<Page<Batch>> =>
  answer(api.GET("/api/v1/coupon-batches", { signal, params: { query: { cursor } } }));
export const fetchCoupons = (batchId: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<Coupon>> =>
  answer(api.GET("/api/v1/coupons", { signal, params: { query: { batchId, cursor } } }));
export const fetchCampaigns = (cursor: string | undefined, signal: AbortSignal): Promise<Page<Campaign>> =>
  answer(api.GET("/api/v1/red-packet-campaigns", { signal, params: { query: { cursor } } }));

export const createBatch = (body: BatchBody): Promise<Batch> => answer(api.POST("/api/v1/coupon-batches", { body }));
export const pauseBatch = ({ id, state, version }: Batch): Promise<Batch> =>
  answer(
    api.POST("/api/v1/coupon-batches/{couponBatchId}/pause", {
      params: { path: { couponBatchId: id } },
      body: { paused: state === "live", version },
    }),
  );
export const handOut = (couponBatchId: string, requestKey: string, tagNo: number): Promise<HandedOut> =>
  answer(
    api.POST("/api/v1/coupon-batches/{couponBatchId}/hand-outs", {
      params: { path: { couponBatchId } },
      body: { requestKey, tagNo, memberNos: null },
    }),
  );

export const createCampaign = (body: CampaignBody): Promise<Campaign> =>
  answer(api.POST("/api/v1/red-packet-campaigns", { body }));
export const pauseCampaign = ({ id, state, version }: Campaign): Promise<Campaign> =>
  answer(
    api.POST("/api/v1/red-packet-campaigns/{redPacketCampaignId}/pause", {
      params: { path: { redPacketCampaignId: id } },
      body: { paused: state === "live", version },
    }),
  );

export type CouponRules = AnswerOf<"/api/v1/coupon-rules">;

export const couponRulesQuery = {
  queryKey: [...couponsKey, "rules"],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<CouponRules> =>
    answer(api.GET("/api/v1/coupon-rules", { signal })),
};

export function saveCouponRules(body: CouponRules): Promise<CouponRules> {
  return answer(api.PUT("/api/v1/coupon-rules", { body }));
}
