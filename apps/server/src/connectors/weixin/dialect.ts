import {
  type CallbackKeys,
  EnvelopeRefused,
  openMessage,
  parseJsonCallback,
  parseWeixinEvent,
  parseXml,
  plainSignatureHolds,
  type WeixinEvent,
  type WeixinEventKind,
  type WeixinEventOf,
  weixinEventKey,
} from "@feilun/wechat-protocol";
import type { Platform } from "../../kernel/platform.ts";
import { type CallbackDialect, CallbackParked, type WechatAccount } from "../wechat/index.ts";
import { type WeixinApi, weixinApi } from "./weixin-api.ts";

/** What a handler works with. */
export interface WeixinCallback {
  readonly platform: Platform;
  readonly api: WeixinApi;
  readonly occurredAt: Date;
  /** Equal for every delivery and every time it is worked off. */
  readonly key: string;
  readonly signal: AbortSignal;
}

/** What events lead to; a handler may run again and must come to the same end. */
export type WeixinHandlers = {
  readonly [Kind in WeixinEventKind]?: (event: WeixinEventOf<Kind>, callback: WeixinCallback) => Promise<void>;
};

/** Answers a message within the platform's five seconds: the body of the answer, or undefined for nothing. */
export type PassiveReply = (
  platform: Platform,
  account: WechatAccount,
  event: WeixinEvent,
) => Promise<string | undefined>;

/** Callbacks of official accounts and mini programs, XML or JSON, plain, compatible or encrypted: wechat-api.md §1.2. */
export function weixinDialect(
  platformName: "official_account" | "mini_program",
  handlers: WeixinHandlers,
  reply?: PassiveReply,
): CallbackDialect {
  return {
    platform: platformName,
    accepted: "success",
    verify(account, query) {
      if (!plainSignatureHolds(account.secrets.callbackToken ?? "", query))
        throw new EnvelopeRefused("signature_wrong");
      return query.echostr ?? "";
    },
    open(account, query, body) {
      const payload = plaintextOf(account, query, body);
      const event = parseWeixinEvent(documentOf(payload));
      return {
        payload,
        key: weixinEventKey(event),
        event: event.kind === "unknown" ? `unknown:${event.detail}` : event.kind,
        subject: event.fromUserName ?? "",
        occurredAt: new Date((event.createTime ?? Math.floor(Date.now() / 1000)) * 1000),
      };
    },
    ...(reply && {
      async reply(platform, account, opened) {
        const event = parseWeixinEvent(documentOf(opened.payload));
        return event.kind === "unknown" ? undefined : reply(platform, account, event);
      },
    }),
    async work(platform, account, stored, signal) {
      const event = parseWeixinEvent(documentOf(stored.payload));
      if (event.kind === "unknown")
        throw new CallbackParked(
          event.reason === "field_missing"
            ? `回调缺少字段 ${event.detail}，无法处理`
            : `微信发来了本系统还不认识的事件 ${event.detail}`,
        );
      const handle = handlers[event.kind] as
        | ((event: WeixinEvent, callback: WeixinCallback) => Promise<void>)
        | undefined;
      await handle?.(event, {
        platform,
        api: weixinApi(platform, account),
        occurredAt: stored.occurredAt,
        key: weixinEventKey(event),
        signal,
      });
    },
  };
}

type Query = Parameters<CallbackDialect["open"]>[1];

/** With a key, only what is encrypted under it is taken: the plain signature covers no body. */
export function plaintextOf(account: WechatAccount, query: Query, body: string): string {
  if (account.secrets.callbackAesKey) return openMessage(keysOf(account), query, body);
  if (!plainSignatureHolds(account.secrets.callbackToken ?? "", query)) throw new EnvelopeRefused("signature_wrong");
  return body;
}

export function documentOf(text: string) {
  return text.startsWith("{") ? parseJsonCallback(text) : parseXml(text);
}

export function keysOf({ accountId, secrets }: WechatAccount): CallbackKeys {
  return {
    receiverId: accountId,
    token: secrets.callbackToken ?? "",
    encodingAesKey: secrets.callbackAesKey ?? "",
  };
}
