import { SHIPPING_STATE, WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { miniProgramOf } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { bodyOf, charsOf } from "../read.ts";
import { tellSettled } from "./orders.ts";
import type { ShippedOrder } from "./state.ts";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const PAGE = 100;
const EXPRESS = 1;
const SPLIT = 2;
const parcel = z.object({
  tracking_no: z.string().optional(),
  express_company: z.string().optional(),
  item_desc: z.string().min(1),
  contact: z.object({ consignor_contact: z.string().optional(), receiver_contact: z.string().optional() }).optional(),
});
const orderKey = z.object({
  order_number_type: z.union([z.literal(1), z.literal(2)]),
  mchid: z.string().optional(),
  out_trade_no: z.string().optional(),
  transaction_id: z.string().optional(),
});
const uploadBody = z.object({
  order_key: orderKey,
  logistics_type: z.int().min(1).max(4),
  delivery_mode: z.union([z.literal(1), z.literal(2)]),
  is_all_delivered: z.boolean().optional(),
  shipping_list: z.array(parcel).min(1),
  upload_time: z.string().regex(RFC_3339, "upload_time must be RFC3339"),
  payer: z.object({ openid: z.string() }),
});
const reference = z.object({
  transaction_id: z.string().optional(),
  merchant_id: z.string().optional(),
  merchant_trade_no: z.string().optional(),
});

/** Shipping records of trading mini programs: wechat-api.md §2.8. The meanings of the 1006…-codes are unconfirmed there. */
export const shippingEndpoints: readonly Endpoint[] = [
  post("/wxa/sec/order/upload_shipping_info", (call) => {
    const account = miniProgramOf(call);
    const upload = bodyOf(call, uploadBody);
    const { transaction_id, mchid, out_trade_no } = upload.order_key;
    const order = orderNamed(account, { transaction_id, merchant_id: mchid, merchant_trade_no: out_trade_no });
    if (order.openid !== upload.payer.openid) refuse(10060001, "payer does not match the order");
    checkParcels(upload);
    const former = order.uploads.at(-1);
    if (former && Date.parse(former.at) >= Date.parse(upload.upload_time))
      refuse(10060002, "upload_time must be later than the previous one");
    const again = former && (order.allDelivered || former.mode !== upload.delivery_mode);
    if (again && order.reshipped) refuse(10060003, "the order was shipped again already");
    if (order.state > SHIPPING_STATE.shipped) refuse(10060004, "the order is finished");
    if (again) order.uploads = [];
    order.reshipped ||= Boolean(again);
    order.uploads.push({
      at: upload.upload_time,
      mode: upload.delivery_mode,
      logistics: upload.logistics_type,
      parcels: upload.shipping_list,
    });
    order.allDelivered = upload.delivery_mode !== SPLIT || upload.is_all_delivered === true;
    if (order.allDelivered) order.state = SHIPPING_STATE.shipped;
    return {};
  }),
  post("/wxa/sec/order/get_order", (call) => ({
    errcode: 0,
    errmsg: "ok",
    order: view(orderNamed(miniProgramOf(call), bodyOf(call, reference))),
  })),
  post("/wxa/sec/order/get_order_list", (call) => {
    const wanted = z
      .object({
        pay_time_range: z.object({ begin_time: z.int().optional(), end_time: z.int().optional() }).optional(),
        order_state: z.int().optional(),
        openid: z.string().optional(),
        last_index: z.string().optional(),
        page_size: z.int().min(1).max(PAGE).default(PAGE),
      })
      .safeParse(call.body);
    if (!wanted.success) refuse(47001);
    const { pay_time_range: range, order_state, openid, last_index, page_size } = wanted.data;
    const fits = (order: ShippedOrder) =>
      (order_state === undefined || order.state === order_state) &&
      (openid === undefined || order.openid === openid) &&
      order.paidAt >= (range?.begin_time ?? 0) &&
      order.paidAt <= (range?.end_time ?? Number.POSITIVE_INFINITY);
    const all = [...miniProgramOf(call).mini.orders.values()].filter(fits);
    const start = last_index ? all.findIndex(({ transactionId }) => transactionId === last_index) + 1 : 0;
    const page = all.slice(start, start + page_size);
    return {
      errcode: 0,
      errmsg: "ok",
      order_list: page.map(view),
      has_more: start + page.length < all.length,
      last_index: page.at(-1)?.transactionId ?? "",
    };
  }),
  post("/wxa/sec/order/notify_confirm_receive", (call) => {
    const order = orderNamed(miniProgramOf(call), bodyOf(call, reference.extend({ received_time: z.int() })));
    if (order.state !== SHIPPING_STATE.shipped) refuse(10060005, "the order is not shipped");
    if (order.uploads.at(-1)?.logistics !== EXPRESS) refuse(10060006, "express only");
    if (order.reminded) refuse(10060007, "reminded already");
    order.reminded = true;
    return {};
  }),
  post("/wxa/sec/order/set_msg_jump_path", (call) => {
    const { path } = bodyOf(call, z.object({ path: z.string() }));
    miniProgramOf(call).mini.messageJumpPath = path;
    return {};
  }),
  post("/wxa/sec/order/is_trade_managed", (call) => ({
    errcode: 0,
    errmsg: "ok",
    is_trade_managed: own(call).mini.trading,
  })),
  post("/wxa/sec/order/is_trade_management_confirmation_completed", (call) => ({
    errcode: 0,
    errmsg: "ok",
    completed: own(call).mini.trading,
  })),
];

/** The person confirms on the phone that the parcels came: the money is settled. */
export function confirmReceived(world: Call["world"], account: MiniProgram, transactionId: string): void {
  const order = account.mini.orders.get(transactionId);
  if (order?.state !== SHIPPING_STATE.shipped) throw new RangeError(`没有待收货的订单：${transactionId}`);
  order.state = SHIPPING_STATE.finished;
  tellSettled(world, account, order);
}

function own(call: Call): MiniProgram {
  const account = miniProgramOf(call);
  const { appid } = bodyOf(call, z.object({ appid: z.string() }));
  return appid === account.appid ? account : refuse(40013);
}

function orderNamed({ mini }: MiniProgram, named: z.infer<typeof reference>): ShippedOrder {
  const { transaction_id, merchant_id, merchant_trade_no } = named;
  const id = transaction_id ?? mini.orderByTradeNo.get(`${merchant_id} ${merchant_trade_no}`);
  const order = id === undefined ? undefined : mini.orders.get(id);
  return order ?? refuse(10060001, "no such order");
}

function checkParcels({ logistics_type, delivery_mode, shipping_list }: z.infer<typeof uploadBody>): void {
  if (delivery_mode === SPLIT && logistics_type !== EXPRESS) refuse(47001, "split delivery is for express only");
  if (shipping_list.length > (delivery_mode === SPLIT ? WEIXIN_QUOTAS.shippingParcels.amount : 1))
    refuse(47001, "too many parcels");
  for (const { tracking_no, express_company, item_desc, contact } of shipping_list) {
    if (charsOf(item_desc) > WEIXIN_QUOTAS.shippingItemDescription.amount) refuse(47001, "item_desc too long");
    if (logistics_type !== EXPRESS) continue;
    if (!tracking_no || !express_company) refuse(47001, "tracking_no and express_company needed");
    if (express_company === "SF" && !contact) refuse(47001, "contact needed for SF");
  }
}

function view(order: ShippedOrder) {
  const { mode, logistics } = order.uploads.at(-1) ?? {};
  return {
    transaction_id: order.transactionId,
    merchant_id: order.mchid,
    merchant_trade_no: order.outTradeNo,
    paid_amount: order.amount,
    openid: order.openid,
    pay_time: order.paidAt,
    order_state: order.state,
    in_complaint: false,
    ...(mode !== undefined && {
      shipping: {
        delivery_mode: mode,
        logistics_type: logistics,
        finish_shipping: order.allDelivered,
        finish_shipping_count: order.reshipped ? 2 : 1,
        shipping_list: order.uploads.flatMap(({ parcels }) => parcels),
      },
    }),
  };
}
