import type { BusifavorCoupon, BusifavorState } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import { payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import type { Coupon, Stock } from "./state.ts";
import { stockNamed } from "./stocks.ts";

/** What a coupon is by the clock. */
export function stateOf(world: World, { state, until }: Coupon): BusifavorState {
  return state === "SENDED" && secondsOf(world.clock) >= until ? "EXPIRED" : state;
}

/** A coupon by its code and, where several stocks know the code, its stock; or RESOURCE_NOT_EXISTS. */
export function couponNamed(merchant: Merchant, code: string, stockId?: string): Coupon {
  const found = stockId
    ? merchant.coupons.coupons.get(`${stockId} ${code}`)
    : [...merchant.coupons.coupons.values()].find((coupon) => coupon.code === code);
  return found ?? payRefuse("RESOURCE_NOT_EXISTS", "券不存在");
}

/** Redeems a coupon once; the same request again is answered alike. */
export function useCoupon(world: World, merchant: Merchant, coupon: Coupon, requestNo: string): void {
  if (coupon.state === "USED" && coupon.useRequestNo === requestNo) return;
  const state = stateOf(world, coupon);
  if (state !== "SENDED") payRefuse("INVALID_REQUEST", `券状态为 ${state}，不能核销`);
  const now = secondsOf(world.clock);
  if (now < coupon.from || !openAt(stockNamed(merchant, coupon.stockId), now))
    payRefuse("RULE_LIMIT", "当前不在券的可用时间内");
  coupon.state = "USED";
  coupon.useRequestNo = requestNo;
  coupon.usedAt = now;
}

/** Gives a redeemed coupon back to its person. */
export function returnCoupon(world: World, coupon: Coupon, requestNo: string): number {
  if (coupon.returnRequestNo === requestNo && coupon.returnedAt !== undefined) return coupon.returnedAt;
  if (coupon.state !== "USED") payRefuse("INVALID_REQUEST", `券状态为 ${stateOf(world, coupon)}，不能退券`);
  coupon.state = "SENDED";
  coupon.useRequestNo = undefined;
  coupon.usedAt = undefined;
  coupon.outTradeNo = undefined;
  coupon.returnRequestNo = requestNo;
  coupon.returnedAt = secondsOf(world.clock);
  return coupon.returnedAt;
}

/** Makes a coupon worthless for good. */
export function deactivateCoupon(world: World, coupon: Coupon, requestNo: string): number {
  if (coupon.deactivateRequestNo === requestNo && coupon.deactivatedAt !== undefined) return coupon.deactivatedAt;
  const state = stateOf(world, coupon);
  if (state !== "SENDED") payRefuse("INVALID_REQUEST", `券状态为 ${state}，不能使其失效`);
  coupon.state = "DEACTIVATED";
  coupon.deactivateRequestNo = requestNo;
  coupon.deactivatedAt = secondsOf(world.clock);
  return coupon.deactivatedAt;
}

/** Ties a redeemed coupon to the order that it was used for, so that a refund of the order can be told of it. */
export function tieCoupon(coupon: Coupon, outTradeNo: string): void {
  if (coupon.state !== "USED") payRefuse("INVALID_REQUEST", "券未核销，不能关联订单");
  if (coupon.outTradeNo !== undefined && coupon.outTradeNo !== outTradeNo)
    payRefuse("INVALID_REQUEST", "券已关联另一笔订单，请先取消关联");
  coupon.outTradeNo = outTradeNo;
}

/** The opposite; once more changes nothing. */
export function untieCoupon(coupon: Coupon, outTradeNo: string): void {
  if (coupon.outTradeNo !== undefined && coupon.outTradeNo !== outTradeNo)
    payRefuse("INVALID_REQUEST", "券没有关联这笔订单");
  coupon.outTradeNo = undefined;
}

/** A coupon as queries answer it. */
export function couponAnswer(world: World, { draft }: Stock, coupon: Coupon): BusifavorCoupon {
  return {
    belong_merchant: draft.belong_merchant,
    stock_name: draft.stock_name,
    goods_name: draft.goods_name,
    stock_type: draft.stock_type,
    stock_id: coupon.stockId,
    coupon_code: coupon.code,
    coupon_state: stateOf(world, coupon),
    receive_time: wireTime(coupon.receivedAt),
    available_start_time: wireTime(coupon.from),
    expire_time: wireTime(coupon.until),
    ...(coupon.usedAt !== undefined && { use_time: wireTime(coupon.usedAt) }),
    send_request_no: coupon.sendRequestNo,
    ...(coupon.useRequestNo !== undefined && { use_request_no: coupon.useRequestNo }),
  };
}

/** Whether the stock's week days, hours and irregular periods are open in China's time; none given: always. */
function openAt({ draft }: Stock, now: number): boolean {
  const { available_week: week, irregulary_avaliable_time: periods } = draft.coupon_use_rule.coupon_available_time;
  if (!week && !periods) return true;
  const china = new Date((now + 8 * 3600) * 1000);
  const second = china.getUTCHours() * 3600 + china.getUTCMinutes() * 60 + china.getUTCSeconds();
  const hours = week?.available_day_time;
  const inWeek =
    week?.week_day.includes(china.getUTCDay()) === true &&
    (!hours || hours.some(({ begin_time, end_time }) => second >= begin_time && second <= end_time));
  const within = ({ begin_time, end_time }: { begin_time: string; end_time: string }) =>
    now >= Date.parse(begin_time) / 1000 && now <= Date.parse(end_time) / 1000;
  return inWeek || periods?.some(within) === true;
}
