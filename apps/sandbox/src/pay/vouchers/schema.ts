import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { rfc3339 } from "../read.ts";

const texts = (max: number) => z.array(z.string()).max(max).optional();

/** The body of a new stock of vouchers: wechat-api.md §4.10 a. */
export const voucherStockBody = z.strictObject({
  stock_name: z.string().min(1).max(20),
  comment: z.string().max(60).optional(),
  belong_merchant: z.string().min(1).max(20),
  available_begin_time: rfc3339,
  available_end_time: rfc3339,
  stock_use_rule: z.strictObject({
    max_coupons: z.int().min(1).max(PAY_QUOTAS.favorStockCoupons.amount),
    max_amount: z.int().min(1).max(PAY_QUOTAS.favorStockBudget.amount),
    max_amount_by_day: z.int().min(1).optional(),
    max_coupons_per_user: z.int().min(1).max(PAY_QUOTAS.favorCouponsPerUser.amount),
    natural_person_limit: z.boolean(),
    prevent_api_abuse: z.boolean(),
  }),
  pattern_info: z
    .strictObject({
      description: z.string().max(1000),
      merchant_logo: z.string().optional(),
      merchant_name: z.string().max(36).optional(),
      background_color: z.string().optional(),
      coupon_image: z.string().optional(),
      jump_target: z.enum(["PAYMENT_CODE", "MINI_PROGRAM", "DEFAULT_PAGE"]).optional(),
      mini_program_appid: z.string().optional(),
      mini_program_path: z.string().optional(),
    })
    .optional(),
  coupon_use_rule: z.strictObject({
    coupon_available_time: z.record(z.string(), z.unknown()).optional(),
    fixed_normal_coupon: z
      .strictObject({ coupon_amount: z.int().min(1), transaction_minimum: z.int().min(1) })
      .optional(),
    goods_tag: texts(PAY_QUOTAS.favorGoodsTags.amount),
    limit_pay: texts(1),
    limit_card: z
      .strictObject({ name: z.string(), bin: z.array(z.string()).max(PAY_QUOTAS.favorCardBins.amount) })
      .optional(),
    trade_type: texts(10),
    combine_use: z.boolean().optional(),
    available_items: texts(PAY_QUOTAS.favorItems.amount),
    available_merchants: texts(PAY_QUOTAS.favorMerchants.amount),
  }),
  no_cash: z.boolean(),
  stock_type: z.literal("NORMAL"),
  out_request_no: z.string().min(1).max(128),
});
