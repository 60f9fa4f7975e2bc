import { FAVOR_COUPON_STATUS, type FavorCoupon } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import { wireTime } from "../time.ts";
import type { Voucher, VoucherStock } from "./state.ts";

/** A voucher as queries answer it. */
export function voucherAnswer(world: World, creator: Merchant, stock: VoucherStock, voucher: Voucher): FavorCoupon {
  const { draft } = stock;
  const expired = secondsOf(world.clock) * 1000 >= Date.parse(draft.available_end_time);
  const { sent, used, expired: over } = FAVOR_COUPON_STATUS;
  return {
    stock_creator_mchid: creator.mchid,
    stock_id: stock.stockId,
    coupon_id: voucher.couponId,
    coupon_name: draft.stock_name,
    status: voucher.used ? used : expired ? over : sent,
    ...(draft.pattern_info && { description: draft.pattern_info.description }),
    create_time: wireTime(voucher.receivedAt),
    coupon_type: "NORMAL",
    no_cash: draft.no_cash,
    available_begin_time: draft.available_begin_time,
    available_end_time: draft.available_end_time,
    singleitem: false,
    ...(draft.coupon_use_rule.fixed_normal_coupon && {
      normal_coupon_information: { ...draft.coupon_use_rule.fixed_normal_coupon },
    }),
  };
}
