import { MAX_XML_BYTES, type XmlDraft, type XmlNode, XmlRefused, type XmlValue } from "./xml.ts";

const MAX_DEPTH = 12;
/** A JSON string, or a number outside of strings. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads a JSON callback into the shape of an XML one: leaves as strings, so that 64-bit ids keep all their digits.
 * @throws {XmlRefused}
 */
export function parseJsonCallback(body: string): XmlNode {
  if (Buffer.byteLength(body) > MAX_XML_BYTES) throw new XmlRefused("oversized");
  let document: unknown;
  try {
    JSON.parse(body);
    document = JSON.parse(body.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch {
    throw new XmlRefused("malformed");
  }
  const value = toValue(document, 0);
  if (value === undefined || typeof value === "string" || Array.isArray(value)) throw new XmlRefused("malformed");
  return value as XmlNode;
}

/** Writes a callback as the platforms do in JSON mode: 64-bit ids as bare numbers. */
export function buildJsonCallback(draft: XmlDraft): string {
  return write(draft);
}

function toValue(value: unknown, depth: number): XmlValue | undefined {
  if (depth > MAX_DEPTH) throw new XmlRefused("too_deep");
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value))
    return value.map((item) => toValue(item, depth + 1)).filter((item): item is XmlValue => item !== undefined);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toValue(part, depth + 1)]));
}

function write(value: XmlDraft[string]): string {
  if (typeof value === "bigint") return value.toString();
  if (value === undefined || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item)).join(",")}]`;
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${JSON.stringify(name)}:${write(part)}`);
  return `{${parts.join(",")}}`;
}

/**
 * Reads an API answer whose ids may be bare 64-bit numbers: integers beyond 2^53 come back as their digits in a string, everything else
 * as `JSON.parse` has it (wechat-api.md §0.2).
 * @throws SyntaxError
 */
export function parseWideJson(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return plain;
  return JSON.parse(text.replace(TOKEN, (token) => (isWide(token) ? `"${token}"` : token)));
}

/** Writes an answer as the platforms do: a bigint as a bare number. */
export function writeWideJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeWideJson(item ?? null)).join(",")}]`;
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${JSON.stringify(name)}:${writeWideJson(part)}`);
  return `{${parts.join(",")}}`;
}

const isWide = (token: string) => /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
