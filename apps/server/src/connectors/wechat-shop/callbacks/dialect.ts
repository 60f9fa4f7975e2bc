import {
  EnvelopeRefused,
  parseShopEvent,
  plainSignatureHolds,
  type ShopEvent,
  type ShopEventKind,
  type ShopEventOf,
  shopEventKey,
} from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import { type CallbackDialect, CallbackParked, type WechatAccount } from "../../wechat/index.ts";
import { documentOf, plaintextOf } from "../../weixin/dialect.ts";
import { type WeixinApi, weixinApi } from "../../weixin/weixin-api.ts";

/** What a handler works with. */
export interface ShopCallback {
  readonly platform: Platform;
  readonly account: WechatAccount;
  readonly api: WeixinApi;
  readonly occurredAt: Date;
  /** Equal for every delivery. */
  readonly key: string;
  readonly signal: AbortSignal;
}

/** What events lead to; a handler may run again and must come to the same end. */
export type ShopHandlers = {
  readonly [Kind in ShopEventKind]?: (event: ShopEventOf<Kind>, callback: ShopCallback) => Promise<void>;
};

/** Told without a documented payload: what they speak of is read at night (wechat-api.md §5.5). */
const READ_LATER =
  /^(product_|channels_ec_(brand|stock_no_enough|coupon_|vip_|acct_|withdraw_|complaint|guarantee|phonenumberpool)|qrcode_status|set_shop_nickname|user_enter_tempsession|head_supplier)/;

/** Callbacks of a shop. Those of one order are worked off one after the other, others by the person they are about. */
export function shopDialect(handlers: ShopHandlers): CallbackDialect {
  return {
    platform: "wechat_shop",
    accepted: "success",
    verify(account, query) {
      if (!plainSignatureHolds(account.secrets.callbackToken ?? "", query))
        throw new EnvelopeRefused("signature_wrong");
      return query.echostr ?? "";
    },
    open(account, query, body) {
      const payload = plaintextOf(account, query, body);
      const event = parseShopEvent(documentOf(payload));
      return {
        payload,
        key: shopEventKey(event),
        event: event.kind === "unknown" ? `unknown:${event.detail}` : event.kind,
        subject: event.kind === "unknown" ? "" : subjectOf(event),
        occurredAt: new Date((event.createTime ?? Math.floor(Date.now() / 1000)) * 1000),
      };
    },
    async work(platform, account, stored, signal) {
      const event = parseShopEvent(documentOf(stored.payload));
      if (event.kind === "unknown") {
        if (event.reason === "not_known" && READ_LATER.test(event.detail)) return;
        throw new CallbackParked(
          event.reason === "field_missing"
            ? `回调缺少字段 ${event.detail}，无法处理`
            : `微信发来了本系统还不认识的事件 ${event.detail}`,
        );
      }
      const handle = handlers[event.kind] as ((event: ShopEvent, callback: ShopCallback) => Promise<void>) | undefined;
      await handle?.(event, {
        platform,
        account,
        api: weixinApi(platform, account),
        occurredAt: stored.occurredAt,
        key: shopEventKey(event),
        signal,
      });
    },
  };
}

function subjectOf(event: ShopEvent): string {
  if ("orderInfo" in event) return `order ${event.orderInfo.orderId}`;
  if ("update" in event && event.update.orderId) return `order ${event.update.orderId}`;
  return event.fromUserName ?? "";
}
