import { SHOP_QUOTAS, writeWideJson } from "@feilun/wechat-protocol";
import { z } from "zod";
import { BinaryAnswer, type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { shopOf } from "../../weixin/accounts/accounts.ts";
import { bodyOf } from "../../weixin/read.ts";
import { pageAfter } from "../paging.ts";
import type { OrderRecord } from "../state.ts";
import { ship, touch } from "./progress.ts";

const DAY = 86_400;
const range = z.object({ start_time: z.int(), end_time: z.int() });
const named = z.object({ order_id: z.string() });
const page = { page_size: z.int().min(1).max(SHOP_QUOTAS.orderPage.amount), next_key: z.string().optional() };

/** Orders: wechat-api.md §5.2. */
export const orderEndpoints: readonly Endpoint[] = [
  post("/channels/ec/order/list/get", (call) => {
    const { shop } = shopOf(call);
    const asked = bodyOf(
      call,
      z.object({
        create_time_range: range.optional(),
        update_time_range: range.optional(),
        status: z.int().optional(),
        openid: z.string().optional(),
        ...page,
      }),
    );
    const { create_time_range: created, update_time_range: updated } = asked;
    if (!created && !updated) refuse(47001, "create_time_range or update_time_range is needed");
    checkSpan(created, SHOP_QUOTAS.orderSpan.amount * DAY);
    checkSpan(updated, SHOP_QUOTAS.orderSpan.amount * DAY);
    const rows = [...shop.orders.values()].filter(
      ({ wire }) =>
        within(wire.create_time, created) &&
        within(wire.update_time, updated) &&
        (asked.status === undefined || wire.status === asked.status) &&
        (asked.openid === undefined || wire.openid === asked.openid),
    );
    const {
      page: found,
      next,
      hasMore,
    } = pageAfter(
      rows,
      ({ wire }) => ({ at: updated ? wire.update_time : wire.create_time, id: wire.order_id }),
      asked.next_key,
      asked.page_size,
    );
    return { order_id_list: found.map(({ wire }) => wire.order_id), next_key: next, has_more: hasMore };
  }),
  post("/channels/ec/order/get", (call) => {
    const { wire } = orderNamed(call);
    // The deprecated id goes out as a bare number beyond 2^53.
    const order = wire.present_order_id_str ? { ...wire, present_order_id: BigInt(wire.present_order_id_str) } : wire;
    return new BinaryAnswer(
      "application/json; charset=UTF-8",
      Buffer.from(writeWideJson({ errcode: 0, errmsg: "ok", order })),
    );
  }),
  post("/channels/ec/order/search", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        search_condition: z.record(z.string(), z.unknown()),
        status: z.int().optional(),
        on_aftersale_order_exist: z.union([z.literal(0), z.literal(1)]).optional(),
        ...page,
      }),
    );
    const conditions = Object.entries(asked.search_condition);
    if (conditions.length === 0) refuse(47001, "search_condition: at least one is needed");
    const rows = [...shopOf(call).shop.orders.values()].filter(
      (order) =>
        conditions.every(([name, value]) => matches(order, name, String(value))) &&
        (asked.status === undefined || order.wire.status === asked.status) &&
        (asked.on_aftersale_order_exist === undefined ||
          Number((order.wire.aftersale_detail?.on_aftersale_order_cnt ?? 0) > 0) === asked.on_aftersale_order_exist),
    );
    const {
      page: found,
      next,
      hasMore,
    } = pageAfter(rows, ({ wire }) => ({ at: wire.create_time, id: wire.order_id }), asked.next_key, asked.page_size);
    const ids = found.map(({ wire }) => wire.order_id);
    // The sources disagree on the key: wechat-api.md §9.9.
    return { order_id_list: ids, orders: ids, next_key: next, has_more: hasMore };
  }),
  post("/channels/ec/order/delivery/send", (call) => {
    const { delivery_list } = bodyOf(
      call,
      named.extend({
        delivery_list: z
          .array(
            z.object({
              delivery_id: z.string().default(""),
              waybill_id: z.string().default(""),
              deliver_type: z.union([z.literal(1), z.literal(3)]),
              product_infos: z.array(z.object({ product_cnt: z.int().min(1) })).min(1),
            }),
          )
          .min(1),
      }),
    );
    ship(
      call.world,
      shopOf(call),
      orderNamed(call),
      delivery_list.map(({ waybill_id, delivery_id, deliver_type, product_infos }) => ({
        waybill: waybill_id,
        company: delivery_id,
        type: deliver_type,
        pieces: product_infos.reduce((sum, { product_cnt }) => sum + product_cnt, 0),
      })),
    );
    return {};
  }),
  post("/channels/ec/order/deliverycompanylist/new/get", () => ({
    company_list: [
      { delivery_id: "SF", delivery_name: "顺丰速运" },
      { delivery_id: "JD", delivery_name: "京东快递" },
    ],
  })),
  post("/channels/ec/order/merchantnotes/update", (call) => {
    const { merchant_notes } = bodyOf(call, named.extend({ merchant_notes: z.string() }));
    const order = orderNamed(call);
    const { order_detail } = order.wire;
    order_detail.ext_info = { ...order_detail.ext_info, merchant_notes };
    touch(call.world, order);
    return {};
  }),
  post("/channels/ec/order/sensitiveinfo/decode", (call) => {
    const { wire, phone } = orderNamed(call);
    return { address_info: { ...wire.order_detail.delivery_info?.address_info, ...(phone && { tel_number: phone }) } };
  }),
];

function matches({ wire, phone }: OrderRecord, name: string, value: string): boolean {
  switch (name) {
    case "order_id":
      return wire.order_id === value;
    case "title":
      return wire.order_detail.product_infos.some(({ title }) => title.includes(value));
    case "sku_code":
      return wire.order_detail.product_infos.some(({ sku_code }) => sku_code === value);
    case "tel_number_last4":
      return phone?.endsWith(value) ?? false;
    case "merchant_notes":
      return wire.order_detail.ext_info?.merchant_notes?.includes(value) ?? false;
    case "present_order_id":
      return wire.present_order_id_str === value;
    default:
      return refuse(47001, `search_condition.${name}`);
  }
}

/** Refuses a range that ends before it starts or is longer than `max` seconds. */
export function checkSpan(span: z.infer<typeof range> | undefined, max: number): void {
  if (span && (span.end_time < span.start_time || span.end_time - span.start_time > max)) refuse(10_020_004);
}

const within = (at: number, span: z.infer<typeof range> | undefined) =>
  !span || (at >= span.start_time && at <= span.end_time);

/** The order that the body names, or 10020052. */
export function orderNamed(call: Call): OrderRecord {
  return shopOf(call).shop.orders.get(bodyOf(call, named).order_id) ?? refuse(10_020_052, "order");
}
