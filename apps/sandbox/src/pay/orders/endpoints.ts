import { PAY_QUOTAS, PAY_TRADE_STATE } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { payRefuse } from "../refusal.ts";
import { orderByTradeNo, placeOrder, sameMerchant } from "./place.ts";
import { orderBody } from "./schema.ts";
import { isPaid, transactionOf } from "./wire.ts";

const byMerchant = z.object({ mchid: z.string("缺少 mchid").min(1) });
const ofMerchant = z.strictObject({ mchid: z.string().min(1).max(32) });
const perSecond = PAY_QUOTAS.jsapiOrders.amount;

/** Orders: wechat-api.md §4.4. */
export const orderEndpoints: readonly PayEndpoint[] = [
  payEndpoint(
    "POST",
    "/v3/pay/transactions/jsapi",
    { body: orderBody.jsapi, perSecond },
    ({ world, merchant, body }) => ({ prepay_id: placeOrder(world, merchant, "JSAPI", body) }),
  ),
  payEndpoint("POST", "/v3/pay/transactions/app", { body: orderBody.plain }, ({ world, merchant, body }) => ({
    prepay_id: placeOrder(world, merchant, "APP", body),
  })),
  payEndpoint("POST", "/v3/pay/transactions/h5", { body: orderBody.h5 }, ({ world, merchant, body }) => ({
    h5_url: placeOrder(world, merchant, "MWEB", body),
  })),
  payEndpoint("POST", "/v3/pay/transactions/native", { body: orderBody.plain }, ({ world, merchant, body }) => ({
    code_url: placeOrder(world, merchant, "NATIVE", body),
  })),
  payEndpoint(
    "GET",
    "/v3/pay/transactions/out-trade-no/:outTradeNo",
    { query: byMerchant },
    ({ merchant, params, query }) => {
      sameMerchant(merchant, query.mchid);
      return transactionOf(orderByTradeNo(merchant, params.outTradeNo ?? ""));
    },
  ),
  payEndpoint("GET", "/v3/pay/transactions/id/:transactionId", { query: byMerchant }, ({ merchant, params, query }) => {
    sameMerchant(merchant, query.mchid);
    return transactionOf(orderByTradeNo(merchant, merchant.orders.byTransaction.get(params.transactionId ?? "") ?? ""));
  }),
  payEndpoint(
    "POST",
    "/v3/pay/transactions/out-trade-no/:outTradeNo/close",
    { body: ofMerchant },
    ({ merchant, params, body }) => {
      sameMerchant(merchant, body.mchid);
      const order = orderByTradeNo(merchant, params.outTradeNo ?? "");
      if (isPaid(order)) payRefuse("ORDERPAID", "该订单已支付，不能关闭", { cause: 268_498_689 });
      order.state = PAY_TRADE_STATE.closed;
      return undefined;
    },
  ),
];
