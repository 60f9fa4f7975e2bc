import { PRESENT_SEND_TYPE, SHOP_ORDER_STATUS, SHOP_QUOTAS } from "@feilun/wechat-protocol";
import { openidIn, unionidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { nowOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { newId } from "../ids.ts";
import { type Purchase, placeOrder } from "../orders/place.ts";
import { announce, cancel, find, pay, touch } from "../orders/progress.ts";
import type { GiftRecord } from "../state.ts";
import { tellShop } from "../tell.ts";

const giveBack = onDue("shop.gift_expires", (world, { appid, orderId }: { appid: string; orderId: string }) => {
  const found = find(world, appid, orderId);
  if (found?.order.wire.status === SHOP_ORDER_STATUS.giftWaiting) cancel(world, found.account, found.order, 2);
});

/**
 * 送礼物: one payment, an order for each receiver; who they are is open until they accept. @throws RangeError above the highest price
 */
export function giveGift(
  world: World,
  account: Shop,
  giver: Person,
  purchase: Purchase,
  gift: { readonly copies: number; readonly sendType: number; readonly note?: string | undefined },
): GiftRecord {
  const { shop } = account;
  if ((purchase.product.min_price ?? 0) > SHOP_QUOTAS.giftPrice.amount)
    throw new RangeError("单价超过 10000 元的商品不能送礼");
  const id = newId(world.random, shop);
  const openid = openidIn(world, giver, account);
  const unionid = unionidIn(giver, account);
  const orders = Array.from({ length: gift.copies }, () => {
    const order = placeOrder(world, account, giver, purchase);
    Object.assign(order.wire, {
      is_present: true,
      present_send_type: gift.sendType,
      present_order_id_str: id,
      ...(gift.note && { present_note: gift.note }),
      present_giver_openid: openid,
      ...(unionid && { present_giver_unionid: unionid }),
      order_present_info: { is_b2c_free_present: 0 },
      openid: "",
    });
    delete order.wire.unionid;
    delete order.wire.order_detail.delivery_info?.address_info;
    order.phone = undefined;
    announce(world, account, order);
    pay(world, account, order, false);
    const until = nowOf(world.clock) + SHOP_QUOTAS.giftAcceptance.amount * 1000;
    giveBack(world, until, { appid: account.appid, orderId: order.wire.order_id });
    return order.wire;
  });
  const createTime = orders[0]?.create_time ?? 0;
  const record = { id, giver: openid, orderIds: orders.map(({ order_id }) => order_id), note: gift.note };
  const kept: GiftRecord = { ...record, createTime, updateTime: createTime };
  shop.gifts.set(id, kept);
  return kept;
}

/** Somebody takes one of the gift's orders and says where it shall go. @throws RangeError where none is left */
export function acceptGift(world: World, account: Shop, giftId: string, receiver: Person): string {
  const gift = account.shop.gifts.get(giftId);
  const order = gift?.orderIds
    .map((id) => account.shop.orders.get(id))
    .find((one) => one?.wire.status === SHOP_ORDER_STATUS.giftWaiting);
  if (!gift || !order) throw new RangeError("礼物已被领完、已过期或不存在");
  const unionid = unionidIn(receiver, account);
  const openid = openidIn(world, receiver, account);
  const { wire } = order;
  Object.assign(wire, { openid, ...(unionid && { unionid }), status: SHOP_ORDER_STATUS.toShip });
  order.phone = receiver.phone;
  wire.order_detail.delivery_info = {
    ...wire.order_detail.delivery_info,
    address_info: {
      user_name: `${[...receiver.nickname][0] ?? ""}**`,
      province_name: "浙江省",
      city_name: "杭州市",
      county_name: "西湖区",
      detail_info: "文三路***",
    },
  };
  gift.updateTime = touch(world, order);
  tellShop(world, account, openid, "channels_ec_order_wait_shipping", { orderInfo: { orderId: wire.order_id } });
  return wire.order_id;
}

/** A gift that the merchant pays for (is_b2c_free_present 1): one order, for whoever the merchant names. */
export function giveForFree(
  world: World,
  account: Shop,
  receiver: Person,
  purchase: Purchase,
  wish: { readonly idempotentId: string; readonly note?: string | undefined },
): GiftRecord {
  const { shop } = account;
  const known = [...shop.gifts.values()].find(({ idempotentId }) => idempotentId === wish.idempotentId);
  if (known) return known;
  const id = newId(world.random, shop);
  const { wire } = placeOrder(world, account, receiver, purchase);
  Object.assign(wire, {
    status: SHOP_ORDER_STATUS.giftWaiting,
    is_present: true,
    present_send_type: PRESENT_SEND_TYPE.miniProgram,
    present_order_id_str: id,
    ...(wish.note && { present_note: wish.note }),
    order_present_info: { is_b2c_free_present: 1 },
  });
  const gift: GiftRecord = {
    id,
    giver: "",
    idempotentId: wish.idempotentId,
    orderIds: [wire.order_id],
    note: wish.note,
    createTime: wire.create_time,
    updateTime: wire.create_time,
  };
  shop.gifts.set(id, gift);
  const until = nowOf(world.clock) + SHOP_QUOTAS.giftAcceptance.amount * 1000;
  giveBack(world, until, { appid: account.appid, orderId: wire.order_id });
  return gift;
}
