import { SHOP_ORDER_STATUS, SHOP_PAYMENT_METHOD, SHOP_USER_COUPON_STATUS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { earnScore } from "../members/members.ts";
import type { OrderRecord } from "../state.ts";
import { tellShop } from "../tell.ts";

interface Waiting {
  readonly appid: string;
  readonly orderId: string;
}

const cancelLater = onDue("shop.unpaid", (world, { appid, orderId }: Waiting) => {
  const found = find(world, appid, orderId);
  if (found?.order.wire.status === SHOP_ORDER_STATUS.unpaid) cancel(world, found.account, found.order, 2);
});
const confirmLater = onDue("shop.auto_confirm", (world, { appid, orderId }: Waiting) => {
  const found = find(world, appid, orderId);
  if (found?.order.wire.status === SHOP_ORDER_STATUS.toReceive) confirm(world, found.account, found.order, 2);
});
const settleLater = onDue("shop.settle", (world, { appid, orderId }: Waiting) => {
  const found = find(world, appid, orderId);
  if (!found || found.order.wire.status !== SHOP_ORDER_STATUS.done) return;
  const { account, order } = found;
  const settleTime = touch(world, order);
  order.wire.order_detail.settle_info = { settle_time: settleTime, commission_fee: 0, predict_commission_fee: 0 };
  tellShop(world, account, order.wire.openid, "channels_ec_order_settle", {
    orderInfo: { orderId: order.wire.order_id, settleTime },
  });
});

/** Tells of a new order, which is cancelled if nobody pays it. */
export function announce(world: World, account: Shop, order: OrderRecord): void {
  tellShop(world, account, order.payer, "channels_ec_order_new", { orderInfo: { orderId: order.wire.order_id } });
  later(world, account, order, cancelLater, account.shop.settings.unpaidSeconds);
}

/** The buyer pays; `receives` is false for a gift, which waits for its receiver. */
export function pay(world: World, account: Shop, order: OrderRecord, receives = true): void {
  const { wire } = order;
  if (wire.status !== SHOP_ORDER_STATUS.unpaid) throw new RangeError(`订单 ${wire.order_id} 不是待付款`);
  const payTime = touch(world, order);
  wire.order_detail.pay_info = {
    prepay_id: opaqueId(world.random, "wx", 32),
    prepay_time: payTime,
    transaction_id: `42${opaqueId(world.random, "", 26).replace(/\D/g, "7")}`,
    pay_time: payTime,
    payment_method: SHOP_PAYMENT_METHOD.wechatPay,
  };
  const used = account.shop.userCoupons.get(wire.order_detail.coupon_info?.user_coupon_id ?? "");
  if (used) {
    used.status = SHOP_USER_COUPON_STATUS.used;
    tellShop(world, account, used.openid, "channels_ec_user_coupon_use", {
      couponInfo: { couponId: used.couponId, userCouponId: used.id },
    });
  }
  const orderInfo = { orderId: wire.order_id };
  tellShop(world, account, order.payer, "channels_ec_order_pay", { orderInfo: { ...orderInfo, payTime } });
  wire.status = receives ? SHOP_ORDER_STATUS.toShip : SHOP_ORDER_STATUS.giftWaiting;
  if (receives) tellShop(world, account, wire.openid, "channels_ec_order_wait_shipping", { orderInfo });
}

/** The merchant sends pieces off, by the API or in the back office. 10020052, 47001. */
export function ship(
  world: World,
  account: Shop,
  order: OrderRecord,
  parcels: readonly {
    readonly waybill: string;
    readonly company: string;
    readonly type: number;
    readonly pieces: number;
  }[],
): void {
  const { wire } = order;
  if (wire.status !== SHOP_ORDER_STATUS.toShip && wire.status !== SHOP_ORDER_STATUS.partlyShipped)
    refuse(47001, "order_id: the order is not waiting to be shipped");
  const now = touch(world, order);
  const [line] = wire.order_detail.product_infos;
  const delivery = wire.order_detail.delivery_info ?? {};
  const shipped = delivery.delivery_product_info ?? [];
  wire.order_detail.delivery_info = delivery;
  delivery.delivery_product_info = shipped;
  for (const { waybill, company, type, pieces } of parcels)
    shipped.push({
      waybill_id: waybill,
      delivery_id: company,
      delivery_time: now,
      deliver_type: type,
      product_infos: [{ product_id: line?.product_id ?? "", sku_id: line?.sku_id ?? "", product_cnt: pieces }],
    });
  const sent = shipped
    .flatMap(({ product_infos }) => product_infos)
    .reduce((sum, { product_cnt }) => sum + product_cnt, 0);
  const whole = sent >= (line?.sku_cnt ?? 0);
  wire.status = whole ? SHOP_ORDER_STATUS.toReceive : SHOP_ORDER_STATUS.partlyShipped;
  if (whole) {
    delivery.ship_done_time = now;
    later(world, account, order, confirmLater, account.shop.settings.autoConfirmSeconds);
  }
  tellShop(world, account, wire.openid, "channels_ec_order_deliver", {
    orderInfo: { orderId: wire.order_id, finishDelivery: whole ? 1 : 0 },
  });
}

/** Received: 1 by the user, 2 by the passing of time. */
export function confirm(world: World, account: Shop, order: OrderRecord, confirmType: 1 | 2): void {
  const { wire } = order;
  if (wire.status !== SHOP_ORDER_STATUS.toReceive) throw new RangeError(`订单 ${wire.order_id} 不是待收货`);
  wire.status = SHOP_ORDER_STATUS.done;
  const now = touch(world, order);
  wire.order_detail.ext_info = { ...wire.order_detail.ext_info, confirm_receipt_time: now };
  earnScore(account, order.payer, Math.floor(wire.order_detail.price_info.order_price / 100), `订单 ${wire.order_id}`);
  tellShop(world, account, wire.openid, "channels_ec_order_confirm", {
    orderInfo: { orderId: wire.order_id, confirmType },
  });
  later(world, account, order, settleLater, account.shop.settings.settleSeconds);
}

/** Ends an order: 1 by the user, 2 by the passing of time, 3 after every after-sale finished. */
export function cancel(world: World, account: Shop, order: OrderRecord, cancelType: 1 | 2 | 3): void {
  const { wire } = order;
  wire.status = cancelType === 3 ? SHOP_ORDER_STATUS.aftersaleCancelled : SHOP_ORDER_STATUS.cancelled;
  touch(world, order);
  for (const { product_id, sku_id, sku_cnt } of wire.order_detail.product_infos) {
    const sku = account.shop.products.get(product_id)?.skus.find((one) => one.sku_id === sku_id);
    if (sku) sku.stock_num += sku_cnt;
  }
  tellShop(world, account, wire.openid || order.payer, "channels_ec_order_cancel", {
    orderInfo: { orderId: wire.order_id, cancelType },
  });
}

/** Notes that the order changed now; virtual seconds. */
export function touch(world: World, order: OrderRecord): number {
  const now = secondsOf(world.clock);
  order.wire.update_time = Math.max(now, order.wire.update_time);
  return now;
}

function later(
  world: World,
  account: Shop,
  order: OrderRecord,
  schedule: (world: World, at: number, data: Waiting) => void,
  seconds: number,
): void {
  schedule(world, nowOf(world.clock) + seconds * 1000, { appid: account.appid, orderId: order.wire.order_id });
}

/** The order of a task that waited. */
export function find(world: World, appid: string, orderId: string): { account: Shop; order: OrderRecord } | undefined {
  const account = world.weixin.accounts.get(appid);
  const order = account?.kind === "shop" ? account.shop.orders.get(orderId) : undefined;
  return account?.kind === "shop" && order ? { account, order } : undefined;
}
