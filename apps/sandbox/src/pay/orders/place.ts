import { isDeepStrictEqual } from "node:util";
import { PAY_QUOTAS, PAY_TRADE_STATE } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { personByOpenid } from "../../world/people.ts";
import { opaqueId } from "../../world/random.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { dayDigits, wireSeconds } from "../time.ts";
import type { PayOrder, PlacedTradeType } from "./state.ts";

type Draft = PayOrder["draft"];

const PAID = 268_449_538;
const OTHER_PARAMETERS = 268_498_688;
const APPID_NOT_BOUND = 268_445_527;
const OTHER_MERCHANT = 268_447_843;
const DAY = 86_400;

const closeAt = onDue<{ mchid: string; outTradeNo: string }>("pay.close_expired", (world, ref) => {
  const order = world.pay.merchants.get(ref.mchid)?.orders.byTradeNo.get(ref.outTradeNo);
  if (order?.state === PAY_TRADE_STATE.notPaid) order.state = PAY_TRADE_STATE.closed;
});

/**
 * Takes an order, or the same order once more; answers what opens its cashier. The order number is the key: other
 * parameters under a known number, a paid and a closed number are refused (wechat-api.md §4.4).
 */
export function placeOrder(world: World, merchant: Merchant, tradeType: PlacedTradeType, draft: Draft): string {
  checkOrder(world, merchant, draft);
  const { byTradeNo } = merchant.orders;
  const known = byTradeNo.get(draft.out_trade_no);
  if (known) return again(world, known, tradeType, draft);
  const now = secondsOf(world.clock);
  const order: PayOrder = {
    mchid: merchant.mchid,
    draft,
    tradeType,
    createdAt: now,
    expiresAt: now + lifeOf(world, draft),
    state: PAY_TRADE_STATE.notPaid,
    cashier: "",
    cancelled: 0,
    payment: undefined,
  };
  byTradeNo.set(draft.out_trade_no, order);
  const late = Math.max(0, order.expiresAt - now) * 1000;
  closeAt(world, nowOf(world.clock) + late, { mchid: merchant.mchid, outTradeNo: draft.out_trade_no });
  return openCashier(world, order);
}

/** The order of a number, or ORDER_NOT_EXIST. */
export function orderByTradeNo(merchant: Merchant, outTradeNo: string): PayOrder {
  return (
    merchant.orders.byTradeNo.get(outTradeNo) ?? payRefuse("ORDER_NOT_EXIST", "订单不存在", { cause: 268_512_771 })
  );
}

/** The merchant of the body is the one who signs; otherwise refused. */
export function sameMerchant(merchant: Merchant, mchid: string): void {
  if (mchid !== merchant.mchid)
    payRefuse("INVALID_REQUEST", "请求中的商户号与签名的商户号不一致", { cause: OTHER_MERCHANT });
}

function checkOrder(world: World, merchant: Merchant, draft: Draft): void {
  sameMerchant(merchant, draft.mchid);
  if (!merchant.appids.has(draft.appid))
    payRefuse("APPID_MCHID_NOT_MATCH", "appid 和 mch_id 不匹配，请在商户平台绑定", { cause: APPID_NOT_BOUND });
  checkNotifyUrl(world, draft.notify_url);
  if (draft.payer && !personByOpenid(world, draft.appid, draft.payer.openid))
    badParameter("/payer/openid", draft.payer.openid, "无效的 openid");
}

/** The https rule, where the world keeps it. */
export function checkNotifyUrl({ pay }: World, url: string | undefined): void {
  if (pay.settings.httpsNotifyOnly && url && !url.startsWith("https://"))
    badParameter("/notify_url", url, "notify_url 必须以 https:// 开头");
}

function again(world: World, known: PayOrder, tradeType: PlacedTradeType, draft: Draft): string {
  if (known.state === PAY_TRADE_STATE.closed) payRefuse("ORDER_CLOSED", "订单已关闭，请更换商户订单号重新下单");
  if (known.state !== PAY_TRADE_STATE.notPaid) payRefuse("ORDERPAID", "该订单已支付", { cause: PAID });
  // The expiry counts on the first call alone.
  const { time_expire: _first, ...before } = known.draft;
  const { time_expire: _again, ...now } = draft;
  if (known.tradeType !== tradeType || !isDeepStrictEqual(before, now))
    payRefuse("INVALID_REQUEST", "201 商户订单号重复：请求重入时，参数与首次请求时不一致", { cause: OTHER_PARAMETERS });
  // The page wants it paid after all.
  known.cancelled = 0;
  const cashier = world.pay.cashiers.get(known.cashier);
  if (cashier && cashier.expiresAt > secondsOf(world.clock)) return known.cashier;
  return openCashier(world, known);
}

/**
 * Seconds until it closes: at least a minute, at most 90 days, seven days unless told. The caller wrote the time by its own clock, and
 * the world's may have been moved ahead of that: the one that leaves more time counts.
 */
function lifeOf(world: World, { time_expire }: Draft): number {
  if (!time_expire) return PAY_QUOTAS.orderLifeDefault.amount * DAY;
  const life = Math.floor(Date.parse(time_expire) / 1000) - Math.min(wireSeconds(world), secondsOf(world.clock));
  const [shortest, longest] = [PAY_QUOTAS.orderLifeShortest.amount, PAY_QUOTAS.orderLifeLongest.amount * DAY];
  return Math.min(Math.max(life, shortest), longest);
}

function openCashier(world: World, order: PayOrder): string {
  const life = {
    JSAPI: PAY_QUOTAS.prepayIdLife,
    APP: PAY_QUOTAS.prepayIdLife,
    MWEB: PAY_QUOTAS.h5UrlLife,
    NATIVE: PAY_QUOTAS.codeUrlLife,
  };
  const expiresAt = Math.min(order.expiresAt, secondsOf(world.clock) + life[order.tradeType].amount);
  order.cashier = cashierKey(world, order.tradeType);
  world.pay.cashiers.set(order.cashier, { mchid: order.mchid, outTradeNo: order.draft.out_trade_no, expiresAt });
  return order.cashier;
}

function cashierKey(world: World, tradeType: PlacedTradeType): string {
  const prepayId = `wx${dayDigits(world).slice(2)}${digits(world, 8)}${opaqueId(world.random, "", 20).toLowerCase()}`;
  if (tradeType === "NATIVE") return `weixin://wxpay/bizpayurl?pr=${opaqueId(world.random, "", 9)}`;
  if (tradeType === "MWEB")
    return `https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${prepayId}&package=${digits(world, 10)}`;
  return prepayId;
}
