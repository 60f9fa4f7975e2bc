import type { BusifavorSendNotice, BusifavorStockDraft, PayAnswer } from "@feilun/wechat-protocol";
import type { BatchOrder, CouponIssuer, CouponTold } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { chinaTime, inWords, merchant, notifyUrl } from "./merchant-calls.ts";
import { callPay } from "./pay-api.ts";

const BASE = "/v3/marketing/busifavor";

/** Merchant coupons of WeChat Pay, 商家券, as payment coupons (wechat-api.md §4.10 b). */
export function wechatCoupons(platform: Platform): CouponIssuer {
  const post = async <Answer extends object>(merchantId: string, path: string, body: object) =>
    callPay<Answer>(platform, await merchant(platform, merchantId), { method: "POST", path, body });
  return {
    open: (batch) =>
      inWords(async () => {
        const account = await merchant(platform, batch.merchantId);
        // What people take in WeChat itself is told there; setting it again changes nothing.
        await post(batch.merchantId, `${BASE}/callbacks`, {
          mchid: account.accountId,
          notify_url: await notifyUrl(platform, batch.merchantId),
        });
        const body = stockOf(batch, account.accountId);
        const path = `${BASE}/stocks`;
        return (await post<PayAnswer<"POST /v3/marketing/busifavor/stocks">>(batch.merchantId, path, body)).stock_id;
      }),
    give: ({ merchantId, batchKey, requestNo, appId, openid }) =>
      inWords(async () => {
        const body = { openid, appid: appId, stock_id: batchKey, out_request_no: requestNo };
        const path = `${BASE}/coupons/send`;
        const given = await post<PayAnswer<"POST /v3/marketing/busifavor/coupons/send">>(merchantId, path, body);
        return given.coupon_code;
      }),
    use: ({ merchantId, batchKey, code, appId, requestNo, usedAt }) =>
      inWords(async () => {
        await post(merchantId, `${BASE}/coupons/use`, {
          coupon_code: code,
          stock_id: batchKey,
          appid: appId,
          use_time: chinaTime(usedAt),
          use_request_no: requestNo,
        });
      }),
    giveBack: ({ merchantId, batchKey, code, requestNo }) =>
      inWords(async () => {
        const body = { coupon_code: code, stock_id: batchKey, return_request_no: requestNo };
        await post(merchantId, `${BASE}/coupons/return`, body);
      }),
  };
}

function stockOf(batch: BatchOrder, mchid: string): BusifavorStockDraft {
  return {
    stock_name: batch.name,
    belong_merchant: mchid,
    goods_name: batch.goodsName,
    stock_type: "NORMAL",
    coupon_use_rule: {
      coupon_available_time: {
        available_begin_time: chinaTime(batch.startsAt),
        available_end_time: chinaTime(batch.endsAt),
        ...(batch.validDays !== null && { available_day_after_receive: batch.validDays }),
      },
      fixed_normal_coupon: { discount_amount: batch.offFen, transaction_minimum: batch.minSpendFen },
      use_method: "OFF_LINE",
    },
    stock_send_rule: { max_coupons: batch.stock, max_coupons_per_user: batch.perPerson },
    out_request_no: batch.requestNo,
    coupon_code_mode: "WECHATPAY_MODE",
    notify_config: { notify_appid: batch.appId },
  };
}

/** A notice of a coupon that somebody got; null for one that we gave: its giving ends with the answer, not with the notice. */
export function couponTold(merchantId: string, notice: BusifavorSendNotice): CouponTold | null {
  if (notice.send_channel === "BUSICOUPON_SEND_CHANNEL_API") return null;
  return {
    merchantId,
    batchKey: notice.stock_id,
    code: notice.coupon_code,
    openid: notice.openid,
    unionid: notice.unionid ?? null,
    at: new Date(notice.send_time),
  };
}
