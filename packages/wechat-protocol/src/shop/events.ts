import { type EventOf, eventKey, parseEvent, type UnknownEvent, writeEvent } from "../callback/events.ts";
import { type Fields, group, id, number, optional, text } from "../callback/fields.ts";
import type { XmlDraft, XmlNode } from "../callback/xml.ts";

const orderInfo = <F extends Fields>(more: F) => ({
  orderInfo: group("order_info", { orderId: id("order_id"), ...more }),
});
const coupon = {
  receiveInfo: optional(
    group("receive_info", {
      couponId: id("coupon_id"),
      userCouponId: optional(id("user_coupon_id")),
      receiveTime: optional(number("receive_time")),
    }),
  ),
  couponInfo: optional(
    group("coupon_info", { couponId: id("coupon_id"), userCouponId: optional(id("user_coupon_id")) }),
  ),
} as const;
const aftersale = {
  status: text("status"),
  afterSaleOrderId: id("after_sale_order_id"),
  orderId: optional(id("order_id")),
} as const;

/** Every callback of WeChat shops with a documented payload, by `<Event>`: wechat-api.md §5.5. Times are unix seconds. */
export const SHOP_EVENTS = {
  channels_ec_order_new: orderInfo({}),
  channels_ec_order_pay: orderInfo({ payTime: optional(number("pay_time")) }),
  channels_ec_order_wait_shipping: orderInfo({}),
  /** `finishDelivery`: 0 in part, 1 all. */
  channels_ec_order_deliver: orderInfo({ finishDelivery: optional(number("finish_delivery")) }),
  /** `confirmType`: 1 by the user, 2 automatic. */
  channels_ec_order_confirm: orderInfo({ confirmType: optional(number("confirm_type")) }),
  /** `cancelType`: 1 user, 2 time-out, 3 every after-sale finished. */
  channels_ec_order_cancel: orderInfo({ cancelType: optional(number("cancel_type")) }),
  channels_ec_order_settle: orderInfo({ settleTime: optional(number("settle_time")) }),
  channels_ec_order_ext_info_update: orderInfo({ type: optional(number("type")) }),
  product_order_status_update: {
    update: group("ProductOrderStatusUpdate", { orderId: id("order_id"), status: number("status") }),
  },
  channels_ec_aftersale_update: { update: group("finder_shop_aftersale_status_update", aftersale) },
  channels_ec_present_aftersale_update: { update: group("finder_shop_present_aftersale_status_update", aftersale) },
  channels_ec_coupon_receive: coupon,
  channels_ec_user_coupon_use: coupon,
  channels_ec_user_coupon_unuse: coupon,
  channels_ec_user_coupon_expire: coupon,
  channels_ec_sharer_change: {
    openid: text("openid"),
    bindStatus: number("bind_status"),
    sharerType: optional(number("sharer_type")),
  },
  /**
   * Of the older member pages (SDK): today's guide says that the module has no events. Without `phoneNumber` the buyer joined but kept the
   * number to themself.
   */
  channels_ec_vip_join: {
    userInfo: group("user_info", { joinTime: number("join_time"), phoneNumber: optional(text("phone_number")) }),
  },
  channels_ec_vip_close: {},
  channels_ec_vip_user_auto_add: {
    info: group("info", {
      shopAppid: text("shop_appid"),
      identity: optional(text("identity")),
      outerUserid: optional(text("outer_userid")),
      addTime: optional(number("add_time")),
    }),
  },
  channels_ec_vip_user_info_get: { info: group("info", { shopAppid: text("shop_appid") }) },
} as const;

/** One shop callback, told apart by `kind`; `fromUserName` is the buyer's openid for order events. Ids are digits. */
export type ShopEvent = EventOf<typeof SHOP_EVENTS>;
export type ShopEventKind = ShopEvent["kind"];
export type ShopEventOf<K extends ShopEventKind> = Extract<ShopEvent, { readonly kind: K }>;

/** Reads a callback from `parseXml` or `parseJsonCallback`; what is not understood comes back as `unknown`. Never throws. */
export function parseShopEvent(node: XmlNode): ShopEvent | UnknownEvent {
  return parseEvent(SHOP_EVENTS, node);
}

/** Writes a callback; `buildXml` or `buildJsonCallback` makes the document. */
export function writeShopEvent(event: ShopEvent): XmlDraft {
  return writeEvent(SHOP_EVENTS, event);
}

/** The dedupe key of a callback: the same in each of its up to 10 pushes. */
export function shopEventKey(event: ShopEvent | UnknownEvent): string {
  return eventKey(event);
}
