import {
  parseShopEvent,
  type ShopEvent,
  type ShopEventKind,
  type ShopEventOf,
  shopEventKey,
} from "@feilun/wechat-protocol";
import type { CallbackDialect } from "../../wechat/index.ts";
import { eventDialect, type WeixinCallback } from "../../weixin/dialect.ts";

/** What events lead to; a handler may run again and must come to the same end. */
export type ShopHandlers = {
  readonly [Kind in ShopEventKind]?: (event: ShopEventOf<Kind>, callback: WeixinCallback) => Promise<void>;
};

/** Told without a documented payload: what they speak of is read at night (wechat-api.md §5.5). */
const READ_LATER =
  /^(product_|channels_ec_(brand|stock_no_enough|coupon_|vip_|acct_|withdraw_|complaint|guarantee|phonenumberpool)|qrcode_status|set_shop_nickname|user_enter_tempsession|head_supplier)/;

/** Callbacks of a shop. Those of one order are worked off one after the other, others by the person they are about. */
export function shopDialect(handlers: ShopHandlers): CallbackDialect {
  return eventDialect<ShopEvent>({
    platform: "wechat_shop",
    parse: parseShopEvent,
    keyOf: shopEventKey,
    subjectOf: (event) => (event.kind === "unknown" ? "" : subjectOf(event)),
    handlers,
    ignores: (name) => READ_LATER.test(name),
  });
}

function subjectOf(event: ShopEvent): string {
  if ("orderInfo" in event) return `order ${event.orderInfo.orderId}`;
  if ("update" in event && event.update.orderId) return `order ${event.update.orderId}`;
  return event.fromUserName ?? "";
}
