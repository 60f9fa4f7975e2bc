import { BUSIFAVOR_STATE } from "@feilun/wechat-protocol";
import { z } from "zod";
import { secondsOf } from "../../world/clock.ts";
import { personByOpenid } from "../../world/people.ts";
import type { World } from "../../world/world.ts";
import { type PayCall, type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { checkNotifyUrl } from "../orders/place.ts";
import { notifyUrl, rfc3339 } from "../read.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import { requestNo, stockBody } from "./schema.ts";
import { sendCoupon } from "./send.ts";
import { createStock, stockNamed, uploadCodes } from "./stocks.ts";
import {
  couponAnswer,
  couponNamed,
  deactivateCoupon,
  returnCoupon,
  stateOf,
  tieCoupon,
  untieCoupon,
  useCoupon,
} from "./use.ts";

const appid = z.string().min(1).max(32);
const openid = z.string().min(1).max(128);
const coupon_code = z.string().min(1).max(32);
const stock_id = z.string().min(1).max(20);
const tie = z.strictObject({
  stock_id,
  coupon_code,
  out_trade_no: z.string().min(1).max(32),
  out_request_no: requestNo,
});

/** Merchant coupons, 商家券: wechat-api.md §4.10 b. */
export const couponEndpoints: readonly PayEndpoint[] = [
  payEndpoint("POST", "/v3/marketing/busifavor/stocks", { body: stockBody }, ({ world, merchant, body }) => {
    const { stockId, createdAt } = createStock(world, merchant, body);
    return { stock_id: stockId, create_time: wireTime(createdAt) };
  }),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/stocks/:stockId/couponcodes",
    { body: z.strictObject({ coupon_code_list: z.array(coupon_code).min(1).max(200), upload_request_no: requestNo }) },
    ({ merchant, params, body }) => uploadCodes(stockNamed(merchant, params.stockId ?? ""), body.coupon_code_list),
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/coupons/send",
    {
      body: z.strictObject({ openid, appid, stock_id, out_request_no: requestNo, coupon_code: coupon_code.optional() }),
    },
    ({ world, merchant, body }) => {
      const sent = sendCoupon(
        world,
        merchant,
        stockNamed(merchant, body.stock_id),
        personOf(world, body.appid, body.openid),
        { appid: body.appid, requestNo: body.out_request_no, code: body.coupon_code, channel: "API" },
      );
      return { coupon_code: sent.code };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/coupons/use",
    {
      body: z.strictObject({
        ...{ coupon_code, appid, use_time: rfc3339, use_request_no: requestNo },
        stock_id: stock_id.optional(),
        openid: openid.optional(),
        out_trade_no: z.string().optional(),
        mch_id: z.string().optional(),
        transaction_id: z.string().optional(),
      }),
    },
    ({ world, merchant, body }) => {
      const coupon = couponNamed(merchant, body.coupon_code, body.stock_id);
      if (body.openid !== undefined && personByOpenid(world, body.appid, body.openid)?.id !== coupon.personId)
        payRefuse("INVALID_REQUEST", "openid 不是券的所有者");
      useCoupon(world, merchant, coupon, body.use_request_no);
      coupon.outTradeNo = body.out_trade_no ?? coupon.outTradeNo;
      return { stock_id: coupon.stockId, openid: coupon.openid, wechatpay_use_time: wireTime(coupon.usedAt ?? 0) };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/coupons/return",
    { body: z.strictObject({ coupon_code, stock_id, return_request_no: requestNo }) },
    ({ world, merchant, body }) => {
      const coupon = couponNamed(merchant, body.coupon_code, body.stock_id);
      return { wechatpay_return_time: wireTime(returnCoupon(world, coupon, body.return_request_no)) };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/coupons/deactivate",
    {
      body: z.strictObject({
        ...{ coupon_code, stock_id, deactivate_request_no: requestNo },
        deactivate_reason: z.string().max(64).optional(),
      }),
    },
    ({ world, merchant, body }) => {
      const coupon = couponNamed(merchant, body.coupon_code, body.stock_id);
      return { wechatpay_deactivate_time: wireTime(deactivateCoupon(world, coupon, body.deactivate_request_no)) };
    },
  ),
  payEndpoint("POST", "/v3/marketing/busifavor/coupons/associate", { body: tie }, ({ world, merchant, body }) => {
    tieCoupon(couponNamed(merchant, body.coupon_code, body.stock_id), body.out_trade_no);
    return { wechatpay_associate_time: wireTime(secondsOf(world.clock)) };
  }),
  payEndpoint("POST", "/v3/marketing/busifavor/coupons/disassociate", { body: tie }, ({ world, merchant, body }) => {
    untieCoupon(couponNamed(merchant, body.coupon_code, body.stock_id), body.out_trade_no);
    return { wechatpay_disassociate_time: wireTime(secondsOf(world.clock)) };
  }),
  payEndpoint(
    "GET",
    "/v3/marketing/busifavor/users/:openid/coupons",
    {
      query: z.object({
        appid,
        stock_id: stock_id.optional(),
        coupon_state: z.enum(Object.values(BUSIFAVOR_STATE)).optional(),
        belong_merchant: z.string().optional(),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
    },
    listCoupons,
  ),
  payEndpoint(
    "GET",
    "/v3/marketing/busifavor/users/:openid/coupons/:couponCode/appids/:appid",
    {},
    ({ world, merchant, params }) => {
      const person = personOf(world, params.appid ?? "", params.openid ?? "");
      const coupon = couponNamed(merchant, params.couponCode ?? "");
      if (coupon.personId !== person.id) payRefuse("RESOURCE_NOT_EXISTS", "券不存在");
      return couponAnswer(world, stockNamed(merchant, coupon.stockId), coupon);
    },
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/busifavor/callbacks",
    { body: z.strictObject({ mchid: z.string().optional(), notify_url: notifyUrl }) },
    ({ world, merchant, body }) => {
      checkNotifyUrl(world, body.notify_url);
      merchant.coupons.notifyUrl = body.notify_url;
      merchant.coupons.notifySetAt = secondsOf(world.clock);
      return { update_time: wireTime(merchant.coupons.notifySetAt), notify_url: body.notify_url };
    },
  ),
  payEndpoint("GET", "/v3/marketing/busifavor/callbacks", {}, ({ merchant }) => {
    const { notifyUrl: url } = merchant.coupons;
    if (url === undefined) payRefuse("RESOURCE_NOT_EXISTS", "没有设置通知地址");
    return { notify_url: url, mchid: merchant.mchid };
  }),
];

interface ListQuery {
  readonly appid: string;
  readonly stock_id?: string | undefined;
  readonly coupon_state?: string | undefined;
  readonly belong_merchant?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

function listCoupons({ world, merchant, params, query }: PayCall<undefined, ListQuery>) {
  const person = personOf(world, query.appid, params.openid ?? "");
  const found = [...merchant.coupons.coupons.values()]
    .filter(({ personId }) => personId === person.id)
    .filter(({ stockId }) => query.stock_id === undefined || stockId === query.stock_id)
    .filter((coupon) => query.coupon_state === undefined || stateOf(world, coupon) === query.coupon_state)
    .map((coupon) => couponAnswer(world, stockNamed(merchant, coupon.stockId), coupon))
    .filter(({ belong_merchant: owner }) => query.belong_merchant === undefined || owner === query.belong_merchant);
  const { offset, limit } = query;
  return { data: found.slice(offset, offset + limit), total_count: found.length, limit, offset };
}

function personOf(world: World, app: string, id: string) {
  return personByOpenid(world, app, id) ?? badParameter("/openid", id, "openid 与 appid 不匹配");
}
