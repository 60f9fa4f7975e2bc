import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { unionidIn } from "../../weixin/accounts/accounts.ts";
import { secondsOf } from "../../world/clock.ts";
import { openidOf } from "../../world/people.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import { writeReceipt } from "../receipts.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import { remindBeforeEnd } from "./remind.ts";
import type { Coupon, Stock } from "./state.ts";

const DAY = 86_400;
const NOTICE_DELAYS = Array.from(
  { length: PAY_QUOTAS.couponSendNotifyRetries.amount },
  () => PAY_QUOTAS.couponSendNotifyGap.amount,
);

export interface SendDraft {
  readonly appid: string;
  readonly requestNo: string;
  readonly code?: string | undefined;
  /** How it got to the person. */
  readonly channel: "API" | "MINIAPP" | "H5" | "PAYGIFT";
}

/** Gives a person a coupon within the stock's limits, or answers the one that the same request gave before. */
export function sendCoupon(world: World, merchant: Merchant, stock: Stock, person: Person, draft: SendDraft): Coupon {
  const { coupons, couponByRequest } = merchant.coupons;
  const known = coupons.get(couponByRequest.get(draft.requestNo) ?? "");
  if (known) {
    if (known.stockId !== stock.stockId || known.personId !== person.id)
      payRefuse("INVALID_REQUEST", "out_request_no 已用于另一次发券");
    return known;
  }
  checkLimits(world, merchant, stock, person);
  const now = secondsOf(world.clock);
  const coupon: Coupon = {
    ...validityOf(stock, now),
    code: takeCode(world, merchant, stock, draft.code),
    stockId: stock.stockId,
    openid: openidOf(world, person, draft.appid),
    appid: draft.appid,
    personId: person.id,
    receivedAt: now,
    sendRequestNo: draft.requestNo,
    state: "SENDED",
    useRequestNo: undefined,
    usedAt: undefined,
    returnRequestNo: undefined,
    returnedAt: undefined,
    deactivateRequestNo: undefined,
    deactivatedAt: undefined,
    outTradeNo: undefined,
  };
  const key = `${stock.stockId} ${coupon.code}`;
  coupons.set(key, coupon);
  couponByRequest.set(draft.requestNo, key);
  stock.sent++;
  const day = wireTime(now).slice(0, 10);
  stock.sentByDay.set(day, (stock.sentByDay.get(day) ?? 0) + 1);
  writeReceipt(world, person.id, "coupon", {
    merchant: merchant.name,
    description: stock.draft.stock_name,
    code: coupon.code,
    until: coupon.until,
  });
  remindBeforeEnd(world, merchant, key, coupon);
  tellSent(world, merchant, person, coupon, draft.channel);
  return coupon;
}

function checkLimits(world: World, merchant: Merchant, { stockId, draft, sent, sentByDay }: Stock, person: Person) {
  const { max_coupons, max_coupons_per_user, max_coupons_by_day } = draft.stock_send_rule;
  const now = secondsOf(world.clock);
  const { available_end_time } = draft.coupon_use_rule.coupon_available_time;
  if (now >= Date.parse(available_end_time) / 1000) payRefuse("RULE_LIMIT", "批次已过期");
  if (max_coupons !== undefined && sent >= max_coupons) payRefuse("RULE_LIMIT", "批次的券已发完");
  if (max_coupons_by_day !== undefined && (sentByDay.get(wireTime(now).slice(0, 10)) ?? 0) >= max_coupons_by_day)
    payRefuse("RULE_LIMIT", "批次今日的券已发完");
  const own = [...merchant.coupons.coupons.values()].filter(
    (coupon) => coupon.stockId === stockId && coupon.personId === person.id,
  );
  if (own.length >= max_coupons_per_user) payRefuse("RULE_LIMIT", "用户已达到领取上限");
}

/** By the platform, by the caller, or the next one uploaded: as the stock's mode says. */
function takeCode(world: World, merchant: Merchant, stock: Stock, given: string | undefined): string {
  const mode = stock.draft.coupon_code_mode;
  if (mode === "WECHATPAY_MODE") return digits(world, 16);
  if (mode === "MERCHANT_API") {
    if (given === undefined) badParameter("/coupon_code", given, "券码模式为 MERCHANT_API 时必填");
    if (merchant.coupons.coupons.has(`${stock.stockId} ${given}`)) payRefuse("INVALID_REQUEST", "券码已被使用");
    return given;
  }
  const [next] = stock.codes;
  if (next === undefined) payRefuse("RULE_LIMIT", "预存的券码已用完，请上传券码");
  stock.codes.delete(next);
  return next;
}

function validityOf({ draft }: Stock, now: number) {
  const time = draft.coupon_use_rule.coupon_available_time;
  const begin = Date.parse(time.available_begin_time) / 1000;
  const end = Date.parse(time.available_end_time) / 1000;
  const from = Math.max(begin, now + (time.wait_days_after_receive ?? 0) * DAY);
  const days = time.available_day_after_receive;
  return { from, until: days === undefined ? end : Math.min(end, from + days * DAY) };
}

function tellSent(world: World, merchant: Merchant, person: Person, coupon: Coupon, channel: SendDraft["channel"]) {
  const account = world.weixin.accounts.get(coupon.appid);
  const unionid = account && unionidIn(person, account);
  const draft = {
    eventType: "COUPON.SEND",
    originalType: "coupon",
    summary: "商家券领券通知",
    resource: {
      event_type: "EVENT_TYPE_BUSICOUPON_SEND",
      coupon_code: coupon.code,
      stock_id: coupon.stockId,
      send_time: wireTime(coupon.receivedAt),
      openid: coupon.openid,
      ...(unionid && { unionid }),
      send_channel: `BUSICOUPON_SEND_CHANNEL_${channel}`,
      send_merchant: merchant.mchid,
    },
  };
  notify(world, merchant, merchant.coupons.notifyUrl, draft, NOTICE_DELAYS);
}
