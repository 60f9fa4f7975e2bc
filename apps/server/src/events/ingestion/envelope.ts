import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { FieldProblem } from "../../kernel/errors.ts";

/** An event as integrators send it. */
export interface Envelope {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly identifiers: readonly EnvelopeIdentifier[];
  readonly storeCode?: string | null;
  readonly channel?: string | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

/** In the inbox, a sensitive value is sealed: `sealed` in place of `value`. */
export interface EnvelopeIdentifier {
  readonly kind: string;
  readonly scope?: string | null;
  readonly value?: string;
  readonly sealed?: string;
}

/** Pseudonyms of one system. Every other identifier says who somebody is, or is a mistake that may hide a phone number. */
const pseudonymKinds = new Set([
  "unionid",
  "openid",
  "shop_openid",
  "external_userid",
  "platform_id",
  "pos_id",
  "erp_id",
  "external_id",
  "device",
]);

export function isSensitive(kind: string): boolean {
  return !pseudonymKinds.has(kind);
}

/** Largest event, in characters of JSON. */
export const maxEventLength = 65_536;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const unprintable = /\p{Cc}/u;

function isText(value: unknown, max: number): value is string {
  return (
    typeof value === "string" &&
    value.length > 0 &&
    value.length <= max &&
    !unprintable.test(value) &&
    value.isWellFormed()
  );
}

function isOptionalText(value: unknown, max: number): boolean {
  return value === undefined || value === null || isText(value, max);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What makes an event unacceptable, or null. Checked by hand since it runs for each of 5,000 events in a request; only the shape
 * that later steps rely on. Type, properties, store and time range are judged in processing, which keeps the event meanwhile.
 */
export function envelopeProblem(event: unknown): FieldProblem | null {
  if (!isObject(event)) return { path: "", message: "事件应为一个 JSON 对象" };
  if (!isText(event.eventId, 128)) return { path: "eventId", message: "应为 1 到 128 个字符的文本，同一来源内不重复" };
  if (!isText(event.type, 64))
    return { path: "type", message: "应为事件类型名，例如 page.viewed，见 GET /event-types" };
  if (
    typeof event.occurredAt !== "string" ||
    !instant.test(event.occurredAt) ||
    Number.isNaN(Date.parse(event.occurredAt))
  ) {
    return { path: "occurredAt", message: "应为带时区的 ISO 8601 时间，例如 2026-05-01T10:00:00+08:00" };
  }
  const identifiers = event.identifiers;
  if (!Array.isArray(identifiers) || identifiers.length === 0 || identifiers.length > 20) {
    return { path: "identifiers", message: "应为 1 到 20 个身份标识 {kind, scope?, value}" };
  }
  for (let index = 0; index < identifiers.length; index += 1) {
    const identifier: unknown = identifiers[index];
    if (
      !isObject(identifier) ||
      !isText(identifier.kind, 32) ||
      !isOptionalText(identifier.scope, 128) ||
      !isText(identifier.value, 256)
    ) {
      return {
        path: `identifiers.${index}`,
        message: "应为 {kind, scope?, value}，kind 和 value 为非空文本，value 最长 256 个字符",
      };
    }
  }
  if (!isOptionalText(event.storeCode, 64)) return { path: "storeCode", message: "应为门店编码，1 到 64 个字符" };
  if (!isOptionalText(event.channel, 32)) return { path: "channel", message: "应为渠道名，例如 mini_program" };
  if (event.properties !== undefined && event.properties !== null && !isObject(event.properties)) {
    return { path: "properties", message: "应为一个 JSON 对象" };
  }
  return null;
}

/** The event as the inbox keeps it: known fields only, sensitive identifiers sealed. */
export function packEnvelope(event: Envelope, cipher: Cipher): string {
  return JSON.stringify({
    eventId: event.eventId,
    type: event.type,
    occurredAt: event.occurredAt,
    identifiers: event.identifiers.some((identifier) => isSensitive(identifier.kind))
      ? event.identifiers.map((identifier) => sealIdentifier(identifier, cipher))
      : event.identifiers,
    storeCode: event.storeCode ?? undefined,
    channel: event.channel ?? undefined,
    properties: event.properties ?? undefined,
  });
}

function sealIdentifier(identifier: EnvelopeIdentifier, cipher: Cipher): EnvelopeIdentifier {
  if (!isSensitive(identifier.kind) || identifier.value === undefined) return identifier;
  return {
    kind: identifier.kind,
    ...(identifier.scope ? { scope: identifier.scope } : {}),
    sealed: cipher.seal(identifier.value),
  };
}

/** The value of an identifier of a packed event. */
export function openIdentifier(identifier: EnvelopeIdentifier, cipher: Cipher): string {
  return identifier.sealed === undefined ? (identifier.value ?? "") : cipher.open(identifier.sealed);
}

/** The packed event with everything sealed under the current key; what cannot be read or opened stays as it is. */
export function resealPacked(raw: string, cipher: Cipher): string {
  const isDue = ({ sealed }: EnvelopeIdentifier) =>
    sealed !== undefined && !sealed.startsWith(`${cipher.currentKeyId}.`);
  try {
    const event = JSON.parse(raw) as Envelope;
    if (!event.identifiers.some(isDue)) return raw;
    return JSON.stringify({
      ...event,
      identifiers: event.identifiers.map((identifier) =>
        isDue(identifier) ? { ...identifier, sealed: cipher.seal(openIdentifier(identifier, cipher)) } : identifier,
      ),
    });
  } catch {
    return raw;
  }
}
