import { type EventOf, eventKey, parseEvent, type UnknownEvent, writeEvent } from "../callback/events.ts";
import type { XmlDraft, XmlNode } from "../callback/xml.ts";
import { MINI_PROGRAM_EVENTS } from "./mini-program-events.ts";
import { OFFICIAL_ACCOUNT_EVENTS } from "./official-account-events.ts";

/** Every callback of official accounts and mini programs, by kind: `message.<MsgType>` or `<Event>`. */
export const WEIXIN_EVENTS = { ...OFFICIAL_ACCOUNT_EVENTS, ...MINI_PROGRAM_EVENTS } as const;

/** One callback, told apart by `kind`; `fromUserName` is the openid, `toUserName` the account's gh_ id. */
export type WeixinEvent = EventOf<typeof WEIXIN_EVENTS>;
export type WeixinEventKind = WeixinEvent["kind"];
export type WeixinEventOf<K extends WeixinEventKind> = Extract<WeixinEvent, { readonly kind: K }>;

/** Reads a callback in XML or JSON mode; what is not understood comes back as `unknown` with its reason. Never throws. */
export function parseWeixinEvent(xml: XmlNode): WeixinEvent | UnknownEvent {
  return parseEvent(WEIXIN_EVENTS, withSubscriptionList(xml));
}

/** Writes a callback as WeChat sends it in XML mode. */
export function writeWeixinEvent(event: WeixinEvent): XmlDraft {
  return writeEvent(WEIXIN_EVENTS, event);
}

/** The dedupe key of a callback: messages by MsgId, events by sender, second, kind and content. */
export function weixinEventKey(event: WeixinEvent | UnknownEvent): string {
  return eventKey(event);
}

const SUBSCRIPTION_ELEMENTS: Readonly<Record<string, string>> = {
  subscribe_msg_popup_event: "SubscribeMsgPopupEvent",
  subscribe_msg_change_event: "SubscribeMsgChangeEvent",
  subscribe_msg_sent_event: "SubscribeMsgSentEvent",
};

/** JSON mode sends `List` bare, and the sample of the change event wraps it as a popup event: wechat-api.md §1.6, §2.4. */
function withSubscriptionList(xml: XmlNode): XmlNode {
  const name = typeof xml.Event === "string" ? SUBSCRIPTION_ELEMENTS[xml.Event] : undefined;
  if (name === undefined || xml[name] !== undefined) return xml;
  const holder = xml.SubscribeMsgPopupEvent ?? (xml.List === undefined ? undefined : { List: xml.List });
  return { ...xml, [name]: holder };
}
