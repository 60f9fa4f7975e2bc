export type { CallbackKeys, CallbackQuery, SealedCallback } from "./callback/envelope.ts";
export {
  EnvelopeRefused,
  openCiphertext,
  openMessage,
  sealPlaintext,
  signCallback,
  wrapMessage,
  wrapReply,
} from "./callback/envelope.ts";
export type { EventOf, EventTable, UnknownEvent } from "./callback/events.ts";
export { eventKey, parseEvent, writeEvent } from "./callback/events.ts";
export type { JsSignatureParts } from "./callback/js-ticket.ts";
export { signJsTicket } from "./callback/js-ticket.ts";
export type { XmlDraft, XmlNode, XmlValue } from "./callback/xml.ts";
export { buildXml, itemsOf, MAX_XML_BYTES, parseXml, textOf, XmlRefused } from "./callback/xml.ts";
export type { Quota, QuotaScope, QuotaUnit, QuotaWindow } from "./quota.ts";
export { WECOM_ERRORS, wecomError } from "./wecom/errors.ts";
export type {
  WecomEvent,
  WecomEventKind,
  WecomEventOf,
} from "./wecom/events.ts";
export { parseWecomEvent, WECOM_EVENTS, wecomEventKey, writeWecomEvent } from "./wecom/events.ts";
export type { WecomQuotaName } from "./wecom/quotas.ts";
export { WECOM_QUOTAS } from "./wecom/quotas.ts";
export type { RetryRule, WireError } from "./wire-error.ts";
