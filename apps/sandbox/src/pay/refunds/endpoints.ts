import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { orderByTradeNo } from "../orders/place.ts";
import { bytes, notifyUrl } from "../read.ts";
import { payRefuse } from "../refusal.ts";
import { redirectRefund, refundByNo, requestRefund } from "./refund.ts";
import { refundAnswer } from "./wire.ts";

const number = bytes(PAY_QUOTAS.outRefundNo.amount).regex(
  /^[0-9A-Za-z_\-|*@]+$/,
  "out_refund_no 只能是数字、字母或 _-|*@",
);
const fen = z.int();

const draft = z
  .strictObject({
    transaction_id: z.string().max(32).optional(),
    out_trade_no: z.string().max(32).optional(),
    out_refund_no: number,
    reason: bytes(PAY_QUOTAS.refundReason.amount).optional(),
    notify_url: notifyUrl.optional(),
    funds_account: z.literal("AVAILABLE").optional(),
    amount: z.strictObject({
      refund: fen.min(1),
      total: fen.min(1),
      currency: z.literal("CNY", "currency 必填，只能是 CNY"),
      from: z.array(z.strictObject({ account: z.enum(["AVAILABLE", "UNAVAILABLE"]), amount: fen.min(1) })).optional(),
    }),
    goods_detail: z
      .array(
        z.strictObject({
          merchant_goods_id: z.string().min(1).max(32),
          wechatpay_goods_id: z.string().max(32).optional(),
          goods_name: z.string().max(256).optional(),
          unit_price: fen.min(0),
          refund_amount: fen.min(0),
          refund_quantity: z.int().min(1),
        }),
      )
      .optional(),
  })
  .refine(({ transaction_id, out_trade_no }) => transaction_id || out_trade_no, {
    message: "transaction_id 与 out_trade_no 须填一个",
    path: ["transaction_id"],
  });

const abnormal = z.strictObject({
  out_refund_no: number,
  type: z.enum(["USER_BANK_CARD", "MERCHANT_BANK_CARD"]),
  bank_type: z.string().optional(),
  bank_account: z.string().optional(),
  real_name: z.string().optional(),
});

/** Refunds: wechat-api.md §4.5. */
export const refundEndpoints: readonly PayEndpoint[] = [
  payEndpoint("POST", "/v3/refund/domestic/refunds", { body: draft }, ({ world, merchant, body }) => {
    const refund = requestRefund(world, merchant, body);
    return refundAnswer(orderByTradeNo(merchant, refund.outTradeNo), refund);
  }),
  payEndpoint("GET", "/v3/refund/domestic/refunds/:outRefundNo", {}, ({ merchant, params }) => {
    const refund = refundByNo(merchant, params.outRefundNo ?? "");
    return refundAnswer(orderByTradeNo(merchant, refund.outTradeNo), refund);
  }),
  payEndpoint(
    "POST",
    "/v3/refund/domestic/refunds/:refundId/apply-abnormal-refund",
    { body: abnormal },
    ({ world, merchant, params, body }) => {
      const refund = refundByNo(merchant, merchant.refunds.byId.get(params.refundId ?? "") ?? "");
      if (refund.draft.out_refund_no !== body.out_refund_no)
        payRefuse("INVALID_REQUEST", "refund_id 与 out_refund_no 不是同一笔退款");
      redirectRefund(world, merchant, refund, body.type === "MERCHANT_BANK_CARD");
      return refundAnswer(orderByTradeNo(merchant, refund.outTradeNo), refund);
    },
  ),
];
