import { z } from "zod";
import { secondsOf } from "../../world/clock.ts";
import { personByOpenid } from "../../world/people.ts";
import type { World } from "../../world/world.ts";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { checkNotifyUrl } from "../orders/place.ts";
import { notifyUrl } from "../read.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import { voucherStockBody } from "./schema.ts";
import { sendVoucher } from "./send.ts";
import { createVoucherStock, moveStock, voucherStock } from "./stocks.ts";
import { voucherAnswer } from "./wire.ts";

const appid = z.string().min(1).max(128);
const stock_creator_mchid = z.string().min(1).max(20);
const ofCreator = z.strictObject({ stock_creator_mchid });

const steps = [
  ["start", "unactivated", "running"],
  ["pause", "running", "paused"],
  ["restart", "paused", "running"],
] as const;

/** Vouchers, 代金券: wechat-api.md §4.10 a. */
export const voucherEndpoints: readonly PayEndpoint[] = [
  payEndpoint("POST", "/v3/marketing/favor/coupon-stocks", { body: voucherStockBody }, ({ world, merchant, body }) => {
    const { stockId, createdAt } = createVoucherStock(world, merchant, body);
    return { stock_id: stockId, create_time: wireTime(createdAt) };
  }),
  ...steps.map(([step, from, to]) =>
    payEndpoint(
      "POST",
      `/v3/marketing/favor/stocks/:stockId/${step}`,
      { body: ofCreator },
      ({ world, merchant, params, body }) => {
        const stock = moveStock(merchant, params.stockId ?? "", body.stock_creator_mchid, [from, to]);
        return { [`${step}_time`]: wireTime(secondsOf(world.clock)), stock_id: stock.stockId };
      },
    ),
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/favor/users/:openid/coupons",
    {
      body: z.strictObject({
        ...{ stock_creator_mchid, appid },
        stock_id: z.string().min(1).max(20),
        out_request_no: z.string().min(1).max(128),
        coupon_value: z.int().optional(),
        coupon_minimum: z.int().optional(),
      }),
    },
    ({ world, merchant, params, body }) => {
      const stock = voucherStock(merchant, body.stock_id, body.stock_creator_mchid);
      const person = personOf(world, body.appid, params.openid ?? "");
      return { coupon_id: sendVoucher(world, merchant, stock, person, body.out_request_no).couponId };
    },
  ),
  payEndpoint(
    "GET",
    "/v3/marketing/favor/users/:openid/coupons",
    {
      query: z.object({
        appid,
        stock_id: z.string().optional(),
        status: z.enum(["SENDED", "USED"]).optional(),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(20).default(20),
      }),
    },
    ({ world, merchant, params, query }) => {
      const person = personOf(world, query.appid, params.openid ?? "");
      const { stocks, vouchers } = merchant.vouchers;
      const found = [...vouchers.values()].flatMap((voucher) => {
        const stock = stocks.get(voucher.stockId);
        return stock && voucher.personId === person.id ? voucherAnswer(world, merchant, stock, voucher) : [];
      });
      const wanted = found
        .filter(({ stock_id }) => query.stock_id === undefined || stock_id === query.stock_id)
        .filter(({ status }) => query.status === undefined || status === query.status);
      const { offset, limit } = query;
      return { data: wanted.slice(offset, offset + limit), total_count: wanted.length, limit, offset };
    },
  ),
  payEndpoint(
    "GET",
    "/v3/marketing/favor/users/:openid/coupons/:couponId",
    { query: z.object({ appid }) },
    ({ world, merchant, params, query }) => {
      const person = personOf(world, query.appid, params.openid ?? "");
      const voucher = merchant.vouchers.vouchers.get(params.couponId ?? "");
      const stock = merchant.vouchers.stocks.get(voucher?.stockId ?? "");
      if (!voucher || !stock || voucher.personId !== person.id) payRefuse("RESOURCE_NOT_EXISTS", "券不存在");
      return voucherAnswer(world, merchant, stock, voucher);
    },
  ),
  payEndpoint(
    "POST",
    "/v3/marketing/favor/callbacks",
    { body: z.strictObject({ mchid: z.string().min(1), notify_url: notifyUrl, switch: z.boolean().default(true) }) },
    ({ world, merchant, body }) => {
      checkNotifyUrl(world, body.notify_url);
      merchant.vouchers.notifyUrl = body.switch ? body.notify_url : undefined;
      return { update_time: wireTime(secondsOf(world.clock)), notify_url: body.notify_url };
    },
  ),
];

function personOf(world: World, app: string, id: string) {
  return personByOpenid(world, app, id) ?? badParameter("/openid", id, "openid 与 appid 不匹配");
}
