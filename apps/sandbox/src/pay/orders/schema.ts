import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { notifyUrl, rfc3339 } from "../read.ts";

const most = (name: "orderDescription" | "orderAttach" | "goodsTag") => z.string().max(PAY_QUOTAS[name].amount);
const fen = z.int();

const goods = z.strictObject({
  merchant_goods_id: z.string().min(1).max(32),
  wechatpay_goods_id: z.string().max(32).optional(),
  goods_name: z.string().max(256).optional(),
  quantity: z.int().min(1),
  unit_price: fen.min(0),
});

const storeInfo = z.strictObject({
  id: z.string().min(1).max(32),
  name: z.string().max(256).optional(),
  area_code: z.string().max(32).optional(),
  address: z.string().max(512).optional(),
});
const scene = {
  payer_client_ip: z.string().min(1).max(45),
  device_id: z.string().max(32).optional(),
  store_info: storeInfo.optional(),
};

const order = {
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description: most("orderDescription").min(1),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/, "out_trade_no 须为 6 至 32 位数字、字母或 _-|*"),
  time_expire: rfc3339.optional(),
  attach: most("orderAttach").optional(),
  notify_url: notifyUrl,
  goods_tag: most("goodsTag").optional(),
  support_fapiao: z.boolean().optional(),
  amount: z.strictObject({
    total: fen.min(PAY_QUOTAS.orderAmountSmallest.amount, "amount.total 至少 1 分"),
    currency: z.literal("CNY", "currency 只能是 CNY").optional(),
  }),
  detail: z
    .strictObject({
      cost_price: fen.optional(),
      invoice_id: z.string().max(32).optional(),
      goods_detail: z.array(goods).min(1).optional(),
    })
    .optional(),
  settle_info: z.strictObject({ profit_sharing: z.boolean().optional() }).optional(),
  limit_pay: z.array(z.string()).optional(),
};

/** The body of an order by how it is paid: wechat-api.md §4.4. */
export const orderBody = {
  jsapi: z.strictObject({
    ...order,
    scene_info: z.strictObject(scene).optional(),
    payer: z.strictObject({ openid: z.string().min(1).max(128) }),
  }),
  plain: z.strictObject({ ...order, scene_info: z.strictObject(scene).optional() }),
  h5: z.strictObject({
    ...order,
    scene_info: z.strictObject({
      ...scene,
      h5_info: z.strictObject({
        type: z.enum(["iOS", "Android", "Wap"]),
        app_name: z.string().max(64).optional(),
        app_url: z.string().max(128).optional(),
        bundle_id: z.string().max(128).optional(),
        package_name: z.string().max(128).optional(),
      }),
    }),
  }),
};
