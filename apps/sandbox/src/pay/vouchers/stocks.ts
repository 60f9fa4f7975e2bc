import { isDeepStrictEqual } from "node:util";
import { type FavorStockDraft, PAY_QUOTAS } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import type { VoucherStock } from "./state.ts";

/** Creates a stock that still has to be started, or answers the one that the same request made before. */
export function createVoucherStock(world: World, merchant: Merchant, draft: FavorStockDraft): VoucherStock {
  const { stocks, stockByRequest } = merchant.vouchers;
  const known = stocks.get(stockByRequest.get(draft.out_request_no) ?? "");
  if (known) {
    if (!isDeepStrictEqual(known.draft, draft)) payRefuse("INVALID_REQUEST", "out_request_no 已用于另一个批次");
    return known;
  }
  check(world, draft);
  const stock: VoucherStock = {
    stockId: digits(world, 8),
    draft,
    createdAt: secondsOf(world.clock),
    status: "unactivated",
    sent: 0,
    sentFenByDay: new Map(),
  };
  stocks.set(stock.stockId, stock);
  stockByRequest.set(draft.out_request_no, stock.stockId);
  return stock;
}

/** Moves a stock on; only its creator may. */
export function moveStock(
  merchant: Merchant,
  stockId: string,
  creator: string,
  [from, to]: readonly [VoucherStock["status"], VoucherStock["status"]],
): VoucherStock {
  const stock = voucherStock(merchant, stockId, creator);
  if (stock.status !== from) payRefuse("INVALID_REQUEST", `批次状态为 ${stock.status}，不能执行此操作`);
  stock.status = to;
  return stock;
}

/** The stock of an id, or RESOURCE_NOT_EXISTS; NO_AUTH where another merchant made it. */
export function voucherStock(merchant: Merchant, stockId: string, creator: string): VoucherStock {
  if (creator !== merchant.mchid) payRefuse("NO_AUTH", "批次不是该商户创建的");
  return merchant.vouchers.stocks.get(stockId) ?? payRefuse("RESOURCE_NOT_EXISTS", "批次不存在");
}

function check(world: World, draft: FavorStockDraft): void {
  const [begin, end] = [Date.parse(draft.available_begin_time), Date.parse(draft.available_end_time)];
  if (end <= begin) badParameter("/available_end_time", draft.available_end_time, "结束时间须晚于开始时间");
  if (end - begin > PAY_QUOTAS.favorStockSpan.amount * 86_400_000)
    badParameter("/available_end_time", draft.available_end_time, "有效期最长 90 天");
  if (!world.pay.merchants.has(draft.belong_merchant))
    badParameter("/belong_merchant", draft.belong_merchant, "批次归属商户号不存在");
  const face = draft.coupon_use_rule.fixed_normal_coupon;
  if (!face) badParameter("/coupon_use_rule/fixed_normal_coupon", undefined, "stock_type 为 NORMAL 时必填");
  const { max_amount, max_coupons } = draft.stock_use_rule;
  if (max_amount !== max_coupons * face.coupon_amount)
    badParameter("/stock_use_rule/max_amount", max_amount, "总预算须等于发放总个数 × 面额");
}
