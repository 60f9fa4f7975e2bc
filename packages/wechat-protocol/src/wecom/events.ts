import { type EventOf, eventKey, parseEvent, type UnknownEvent, writeEvent } from "../callback/events.ts";
import type { XmlDraft, XmlNode } from "../callback/xml.ts";
import { APP_EVENTS } from "./app-events.ts";
import { CONTACT_EVENTS } from "./contact-events.ts";
import { CUSTOMER_EVENTS } from "./customer-events.ts";

/** Every callback of WeCom that this package understands, by kind: `<Event>`, `<Event>.<ChangeType>`, `message.<MsgType>`. */
export const WECOM_EVENTS = { ...CONTACT_EVENTS, ...CUSTOMER_EVENTS, ...APP_EVENTS } as const;

/** One WeCom callback, told apart by `kind`; field names are the wire's in camelCase, times unix seconds. */
export type WecomEvent = EventOf<typeof WECOM_EVENTS>;
export type WecomEventKind = WecomEvent["kind"];
/** The callback of one kind. */
export type WecomEventOf<K extends WecomEventKind> = Extract<WecomEvent, { readonly kind: K }>;

/** Reads a decrypted callback; what is not understood comes back as `unknown` with its reason. Never throws. */
export function parseWecomEvent(xml: XmlNode): WecomEvent | UnknownEvent {
  return parseEvent(WECOM_EVENTS, xml);
}

/** Writes a callback as WeCom sends it, before encryption. */
export function writeWecomEvent(event: WecomEvent): XmlDraft {
  return writeEvent(WECOM_EVENTS, event);
}

/**
 * The dedupe key of a callback: the same for each delivery of one event, another for every other event. The one-time
 * codes, which WeCom may issue anew on redelivery, are not part of it.
 */
export function wecomEventKey(event: WecomEvent | UnknownEvent): string {
  return eventKey(event, ["welcomeCode", "token"]);
}
