import { XMLBuilder, XMLParser } from "fast-xml-parser";

/** A parsed WeChat document: text leaves as strings (never converted to numbers), repeated elements as arrays. */
export interface XmlNode {
  readonly [name: string]: XmlValue | undefined;
}
export type XmlValue = string | XmlNode | readonly XmlValue[];

/** A document to be written: strings become CDATA, numbers and 64-bit ids stay plain, undefined is left out, as WeChat's own documents do. */
export interface XmlDraft {
  readonly [name: string]: string | number | bigint | undefined | XmlDraft | readonly (string | number | XmlDraft)[];
}

/** Thrown for a body that is not the XML WeChat sends; `reason` is stable. */
export class XmlRefused extends Error {
  readonly reason: "oversized" | "doctype" | "malformed" | "too_deep";
  constructor(reason: XmlRefused["reason"]) {
    super(`WeChat XML refused: ${reason}`);
    this.name = "XmlRefused";
    this.reason = reason;
  }
}

/** WeChat's longest callback (a mass-send report with article details) is some tens of kilobytes. */
export const MAX_XML_BYTES = 256 * 1024;
const MAX_DEPTH = 12;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

const builder = new XMLBuilder({ cdataPropName: "__cdata", format: false, processEntities: true });

/**
 * Reads `<xml>…</xml>` as WeChat and WeCom send it. Entities are never expanded and a DOCTYPE is refused, so no document
 * can grow while it is read.
 * @throws {XmlRefused}
 */
export function parseXml(body: string): XmlNode {
  if (Buffer.byteLength(body) > MAX_XML_BYTES) throw new XmlRefused("oversized");
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) throw new XmlRefused("doctype");
  if (depthOf(body) > MAX_DEPTH) throw new XmlRefused("too_deep");
  let document: unknown;
  try {
    document = parser.parse(body, true);
  } catch {
    throw new XmlRefused("malformed");
  }
  const root = isNode(document) ? document.xml : undefined;
  if (root === "") return {};
  if (!isNode(root)) throw new XmlRefused("malformed");
  return root;
}

/** Writes `<xml>…</xml>` the way WeChat does. */
export function buildXml(draft: XmlDraft): string {
  return builder.build({ xml: toCdata(draft) });
}

/** The text of a leaf, or undefined where the element is absent or not a leaf. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const value = node[name];
  return typeof value === "string" ? value : undefined;
}

/** A list's items, whether one or many were sent: a single element arrives as an object, not an array. */
export function itemsOf(node: XmlNode, list: string, item = "Item"): readonly XmlValue[] {
  const holder = node[list];
  if (!isNode(holder)) return [];
  const items = holder[item];
  if (items === undefined || items === "") return [];
  return Array.isArray(items) ? items : [items as XmlValue];
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function depthOf(body: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closing, selfClosing] of body.matchAll(/<(\/)?[A-Za-z_][^<>]*?(\/)?>/g)) {
    if (closing) depth--;
    else if (!selfClosing) deepest = Math.max(deepest, ++depth);
  }
  return deepest;
}

function toCdata(value: XmlDraft[string]): unknown {
  if (typeof value === "string") return { __cdata: value };
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => toCdata(item));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, toCdata(part)]),
  );
}
