import {
  type CallbackKeys,
  EnvelopeRefused,
  openMessage,
  parseJsonCallback,
  parseWeixinEvent,
  parseXml,
  plainSignatureHolds,
  type UnknownEvent,
  type WeixinEvent,
  type WeixinEventKind,
  type WeixinEventOf,
  weixinEventKey,
  type XmlNode,
} from "@feilun/wechat-protocol";
import type { Platform } from "../../kernel/platform.ts";
import { type CallbackDialect, CallbackParked, type WechatAccount } from "../wechat/index.ts";
import { type WeixinApi, weixinApi } from "./weixin-api.ts";

/** What a handler works with. */
export interface WeixinCallback {
  readonly platform: Platform;
  readonly account: WechatAccount;
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
    ...eventDialect<WeixinEvent>({
      platform: platformName,
      parse: parseWeixinEvent,
      keyOf: weixinEventKey,
      subjectOf: (event) => event.fromUserName ?? "",
      handlers,
    }),
    ...(reply && {
      async reply(platform, account, opened) {
        const event = parseWeixinEvent(documentOf(opened.payload));
        return event.kind === "unknown" ? undefined : reply(platform, account, event);
      },
    }),
  };
}

interface KnownEvent {
  readonly kind: string;
  readonly createTime?: number | undefined;
}

/** What tells one platform's events from another's. */
interface EventRules<Event extends KnownEvent> {
  readonly platform: CallbackDialect["platform"];
  parse(document: XmlNode): Event | UnknownEvent;
  /** Equal for every delivery. */
  keyOf(event: Event | UnknownEvent): string;
  /** Events of one subject are worked off one after the other. */
  subjectOf(event: Event | UnknownEvent): string;
  /** Handlers by the kind of the event. */
  readonly handlers: object;
  /** True for events that need no handler though the protocol does not know them. */
  ignores?(name: string): boolean;
}

/** Takes events over in the envelope that official accounts, mini programs and shops share; parks what nobody knows. */
export function eventDialect<Event extends KnownEvent>(rules: EventRules<Event>): CallbackDialect {
  type Handler = (event: Event, callback: WeixinCallback) => Promise<void>;
  const handlers = rules.handlers as Readonly<Record<string, Handler | undefined>>;
  const parse = (payload: string) => rules.parse(documentOf(payload));
  return {
    platform: rules.platform,
    accepted: "success",
    verify(account, query) {
      if (!plainSignatureHolds(account.secrets.callbackToken ?? "", query))
        throw new EnvelopeRefused("signature_wrong");
      return query.echostr ?? "";
    },
    open(account, query, body) {
      const payload = plaintextOf(account, query, body);
      const event = parse(payload);
      return {
        payload,
        key: rules.keyOf(event),
        event: isUnknown(event) ? `unknown:${event.detail}` : event.kind,
        subject: rules.subjectOf(event),
        occurredAt: new Date((event.createTime ?? Math.floor(Date.now() / 1000)) * 1000),
      };
    },
    async work(platform, account, stored, signal) {
      const event = parse(stored.payload);
      if (isUnknown(event)) {
        if (event.reason === "not_known" && rules.ignores?.(event.detail)) return;
        throw new CallbackParked(
          event.reason === "field_missing"
            ? `回调缺少字段 ${event.detail}，无法处理`
            : `微信发来了本系统还不认识的事件 ${event.detail}`,
        );
      }
      await handlers[event.kind]?.(event, {
        platform,
        account,
        api: weixinApi(platform, account),
        occurredAt: stored.occurredAt,
        key: rules.keyOf(event),
        signal,
      });
    },
  };
}

const isUnknown = (event: KnownEvent | UnknownEvent): event is UnknownEvent => event.kind === "unknown";

type Query = Parameters<CallbackDialect["open"]>[1];

/** With a key, only what is encrypted under it is taken: the plain signature covers no body. */
function plaintextOf(account: WechatAccount, query: Query, body: string): string {
  if (account.secrets.callbackAesKey) return openMessage(keysOf(account), query, body);
  if (!plainSignatureHolds(account.secrets.callbackToken ?? "", query)) throw new EnvelopeRefused("signature_wrong");
  return body;
}

function documentOf(text: string) {
  return text.startsWith("{") ? parseJsonCallback(text) : parseXml(text);
}

export function keysOf({ accountId, secrets }: WechatAccount): CallbackKeys {
  return {
    receiverId: accountId,
    token: secrets.callbackToken ?? "",
    encodingAesKey: secrets.callbackAesKey ?? "",
  };
}
