import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { bytes, rfc3339 } from "../read.ts";

const amount = z.int().min(1).max(PAY_QUOTAS.busifavorAmount.amount);
const transaction_minimum = z.int().min(0).max(PAY_QUOTAS.busifavorAmount.amount);
const period = z.strictObject({ begin_time: rfc3339, end_time: rfc3339 });

export const requestNo = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,128}$/, "请求单号须为 1 至 128 位数字、字母或 _-|*@");

/** The body of a new stock: wechat-api.md §4.10 b. */
export const stockBody = z.strictObject({
  stock_name: bytes(PAY_QUOTAS.busifavorStockName.amount),
  belong_merchant: z.string().min(8).max(15),
  comment: z.string().max(20).optional(),
  goods_name: z.string().min(1).max(15),
  stock_type: z.enum(["NORMAL", "DISCOUNT", "EXCHANGE"]),
  coupon_use_rule: z.strictObject({
    coupon_available_time: z.strictObject({
      available_begin_time: rfc3339,
      available_end_time: rfc3339,
      available_day_after_receive: z.int().min(1).max(PAY_QUOTAS.busifavorValidAfterReceipt.amount).optional(),
      wait_days_after_receive: z.int().min(1).max(365).optional(),
      available_week: z
        .strictObject({
          week_day: z.array(z.int().min(0).max(6)),
          available_day_time: z
            .array(z.strictObject({ begin_time: z.int().min(0).max(86_399), end_time: z.int().min(0).max(86_399) }))
            .optional(),
        })
        .optional(),
      irregulary_avaliable_time: z.array(period).optional(),
    }),
    fixed_normal_coupon: z.strictObject({ discount_amount: amount, transaction_minimum }).optional(),
    discount_coupon: z.strictObject({ discount_percent: z.int().min(1).max(100), transaction_minimum }).optional(),
    exchange_coupon: z.strictObject({ exchange_price: z.int().min(0), transaction_minimum }).optional(),
    use_method: z.enum(["OFF_LINE", "MINI_PROGRAMS", "SELF_CONSUME", "PAYMENT_CODE"]),
    mini_programs_appid: z.string().optional(),
    mini_programs_path: z.string().optional(),
  }),
  stock_send_rule: z.strictObject({
    max_coupons: z.int().min(1).max(PAY_QUOTAS.busifavorStockCoupons.amount).optional(),
    max_coupons_per_user: z.int().min(1).max(PAY_QUOTAS.busifavorCouponsPerUser.amount),
    max_coupons_by_day: z.int().min(1).optional(),
    max_amount: z.int().min(1).optional(),
    natural_person_limit: z.boolean().optional(),
    prevent_api_abuse: z.boolean().optional(),
    transferable: z.boolean().optional(),
    shareable: z.boolean().optional(),
  }),
  out_request_no: requestNo,
  custom_entrance: z.record(z.string(), z.unknown()).optional(),
  display_pattern_info: z
    .strictObject({
      description: z.string().max(1000).optional(),
      merchant_logo_url: z.string().optional(),
      merchant_name: z.string().max(16).optional(),
      background_color: z
        .string()
        .regex(/^Color(0[1-9]0|100)$/, "background_color 取 Color010 至 Color100")
        .optional(),
      coupon_image_url: z.string().optional(),
    })
    .optional(),
  coupon_code_mode: z.enum(["WECHATPAY_MODE", "MERCHANT_API", "MERCHANT_UPLOAD"]),
  notify_config: z.strictObject({ notify_appid: z.string().optional() }).optional(),
  subsidy: z.boolean().optional(),
});
