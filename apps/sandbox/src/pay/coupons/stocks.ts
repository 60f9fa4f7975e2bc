import { isDeepStrictEqual } from "node:util";
import type { BusifavorStockDraft } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import type { Stock } from "./state.ts";

const RULE_OF = {
  NORMAL: "fixed_normal_coupon",
  DISCOUNT: "discount_coupon",
  EXCHANGE: "exchange_coupon",
} as const;

/** Creates a stock, or answers the one that the same request made before. */
export function createStock(world: World, merchant: Merchant, draft: BusifavorStockDraft): Stock {
  const { stocks, stockByRequest } = merchant.coupons;
  const known = stocks.get(stockByRequest.get(draft.out_request_no) ?? "");
  if (known) {
    if (!isDeepStrictEqual(known.draft, draft)) payRefuse("INVALID_REQUEST", "out_request_no 已用于另一个批次");
    return known;
  }
  if (!world.pay.merchants.has(draft.belong_merchant))
    badParameter("/belong_merchant", draft.belong_merchant, "批次归属商户号不存在");
  const rule = RULE_OF[draft.stock_type];
  if (!draft.coupon_use_rule[rule])
    badParameter(`/coupon_use_rule/${rule}`, undefined, `stock_type 为 ${draft.stock_type} 时必填`);
  const { available_begin_time, available_end_time } = draft.coupon_use_rule.coupon_available_time;
  if (Date.parse(available_end_time) <= Date.parse(available_begin_time))
    badParameter(
      "/coupon_use_rule/coupon_available_time/available_end_time",
      available_end_time,
      "结束时间须晚于开始时间",
    );
  const stock: Stock = {
    stockId: `12${digits(world, 14)}`,
    draft,
    createdAt: secondsOf(world.clock),
    codes: new Set(),
    uploaded: new Set(),
    sent: 0,
    sentByDay: new Map(),
  };
  stocks.set(stock.stockId, stock);
  stockByRequest.set(draft.out_request_no, stock.stockId);
  return stock;
}

/** The stock of an id, or RESOURCE_NOT_EXISTS. */
export function stockNamed(merchant: Merchant, stockId: string): Stock {
  return merchant.coupons.stocks.get(stockId) ?? payRefuse("RESOURCE_NOT_EXISTS", "批次不存在");
}

/** Takes codes of the merchant's own; those given twice or known already are told apart. */
export function uploadCodes(stock: Stock, codes: readonly string[]) {
  if (stock.draft.coupon_code_mode !== "MERCHANT_UPLOAD")
    payRefuse("INVALID_REQUEST", "批次的券码模式不是 MERCHANT_UPLOAD");
  const duplicate = codes.filter((code, at) => codes.indexOf(code) < at);
  const given = [...new Set(codes)];
  const exist = given.filter((code) => stock.uploaded.has(code));
  const success = given.filter((code) => !stock.uploaded.has(code));
  for (const code of success) {
    stock.codes.add(code);
    stock.uploaded.add(code);
  }
  return {
    stock_id: stock.stockId,
    total_count: codes.length,
    success_count: success.length,
    success_codes: success,
    fail_count: 0,
    fail_codes: [],
    exist_codes: exist,
    duplicate_codes: duplicate,
  };
}
