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
export type { JsSignatureParts } from "./callback/js-ticket.ts";
export { signJsTicket } from "./callback/js-ticket.ts";
export type { XmlDraft, XmlNode, XmlValue } from "./callback/xml.ts";
export { buildXml, itemsOf, MAX_XML_BYTES, parseXml, textOf, XmlRefused } from "./callback/xml.ts";
