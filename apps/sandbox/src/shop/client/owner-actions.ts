import { SHOP_ORDER_STATUS, type ShopOrder } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { shopNamed } from "../../weixin/client/find.ts";
import { secondsOf } from "../../world/clock.ts";
import { addPerson } from "../../world/people.ts";
import { randomBelow } from "../../world/random.ts";
import { placeOrder } from "../orders/place.ts";
import { pay, ship } from "../orders/progress.ts";
import { addProduct, endAudit } from "../products/products.ts";
import { orderNamed } from "./find.ts";

const DAY = 86_400;
const SHIPPED_AFTER = 2 * DAY;
const RECEIVED_AFTER = 10 * DAY;

/** What the shop's owner does and sets at store.weixin.qq.com. */
export const ownerActions: readonly Action[] = [
  action(
    "shop.add_product",
    z.object({
      appid: z.string(),
      title: z.string().min(1).max(60),
      price: z.int().min(1),
      stock: z.int().min(0).default(1000),
      skuCode: z.string().max(64).optional(),
      audit: z.boolean().default(false),
    }),
    (world, { appid, ...draft }) => {
      const product = addProduct(world, shopNamed(world, appid), draft);
      return { productId: product.product_id, skuId: product.skus[0]?.sku_id };
    },
  ),
  action(
    "shop.end_audit",
    z.object({ appid: z.string(), product: z.string(), passed: z.boolean().default(true) }),
    (world, { appid, product, passed }) => {
      endAudit(shopNamed(world, appid), product, passed);
    },
  ),
  action(
    "shop.ship",
    z.object({
      appid: z.string(),
      order: z.string(),
      pieces: z.int().min(1).optional(),
      waybill: z.string().default("SF7700"),
    }),
    (world, { appid, order, pieces, waybill }) => {
      const account = shopNamed(world, appid);
      const found = orderNamed(account, order);
      const whole = found.wire.order_detail.product_infos[0]?.sku_cnt ?? 1;
      ship(world, account, found, [{ waybill, company: "SF", type: 1, pieces: pieces ?? whole }]);
    },
  ),
  action(
    "shop.set",
    z.object({
      appid: z.string(),
      unpaidSeconds: z.int().min(1).optional(),
      autoConfirmSeconds: z.int().min(1).optional(),
      settleSeconds: z.int().min(1).optional(),
      memberEvents: z.boolean().optional(),
    }),
    (world, { appid, ...settings }) => {
      const { shop } = shopNamed(world, appid);
      Object.assign(
        shop.settings,
        Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
      );
      return { ...shop.settings };
    },
  ),
  /** A past for a shop that is only connected now: nobody is told of these orders. */
  action(
    "shop.history",
    z.object({
      appid: z.string(),
      orders: z.int().min(1).max(20_000),
      buyers: z.int().min(1).max(5_000).default(100),
      days: z.int().min(1).max(365).default(30),
    }),
    (world, input) => {
      const account = shopNamed(world, input.appid);
      const { callback } = account;
      const products = [...account.shop.products.values()];
      if (products.length === 0) throw new RangeError("小店还没有商品");
      const people = Array.from({ length: input.buyers }, (_, at) =>
        addPerson(world, { nickname: `小店顾客${at + 1}` }),
      );
      const now = secondsOf(world.clock);
      account.callback = undefined;
      for (let at = 0; at < input.orders; at++) {
        const product = products[at % products.length];
        const buyer = people[at % people.length];
        if (!product || !buyer) continue;
        if (product.skus[0]) product.skus[0].stock_num += 1;
        const paidAt =
          now - DAY * input.days + Math.floor((at * DAY * input.days) / input.orders) + randomBelow(world.random, 30);
        const order = placeOrder(world, account, buyer, { product, count: 1, at: Math.min(paidAt, now) });
        pay(world, account, order);
        past(order.wire, now);
      }
      account.callback = callback;
      return { orders: account.shop.orders.size };
    },
  ),
  action("shop.orders", z.object({ appid: z.string() }), (world, { appid }) => ({
    orders: [...shopNamed(world, appid).shop.orders.values()].map(({ wire }) => wire),
  })),
  action("shop.products", z.object({ appid: z.string() }), (world, { appid }) => ({
    products: [...shopNamed(world, appid).shop.products.values()],
  })),
];

/** Sets an order back to where it would stand by now had it been left alone: shipped after two days, received after ten. */
function past(wire: ShopOrder, now: number): void {
  const { order_detail: detail, create_time: at } = wire;
  wire.update_time = at;
  if (detail.pay_info) detail.pay_info.pay_time = at;
  if (now - at < SHIPPED_AFTER) return;
  wire.status = SHOP_ORDER_STATUS.toReceive;
  wire.update_time = at + SHIPPED_AFTER;
  detail.delivery_info = { ...detail.delivery_info, ship_done_time: wire.update_time };
  if (now - at < RECEIVED_AFTER) return;
  wire.status = SHOP_ORDER_STATUS.done;
  wire.update_time = at + RECEIVED_AFTER;
  detail.ext_info = { ...detail.ext_info, confirm_receipt_time: wire.update_time };
}
