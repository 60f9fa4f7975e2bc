import { createHash } from "node:crypto";
import { FieldMissing, type Fields, number, optional, readFields, text, type ValuesOf, writeFields } from "./fields.ts";
import { textOf, type XmlDraft, type XmlNode } from "./xml.ts";

/** What every callback carries. `createTime` is in unix seconds; `fromUserName` is `sys` for changes, absent in a few events. */
const ENVELOPE = {
  toUserName: text("ToUserName"),
  fromUserName: optional(text("FromUserName")),
  createTime: number("CreateTime"),
  agentId: optional(text("AgentID")),
} as const;

/**
 * The callbacks of one platform. The kind names the wire: `message.<MsgType>`, `<Event>` or `<Event>.<ChangeType>`.
 * Values are the fields beside the envelope.
 */
export interface EventTable {
  readonly [kind: string]: Fields;
}

/** One callback of a table, told apart by `kind`. */
export type EventOf<T extends EventTable> = {
  [K in keyof T & string]: { readonly kind: K } & ValuesOf<typeof ENVELOPE> & ValuesOf<T[K]>;
}[keyof T & string];

/** A callback that is authentic but not understood: to be parked with its reason, never dropped. */
export interface UnknownEvent {
  readonly kind: "unknown";
  /** `not_known`: no such event in the table; `field_missing`: a needed element is absent or malformed. */
  readonly reason: "not_known" | "field_missing";
  /** The wire's name of the event, or of the missing element. */
  readonly detail: string;
  readonly toUserName?: string | undefined;
  readonly fromUserName?: string | undefined;
  readonly createTime?: number | undefined;
  readonly raw: XmlNode;
}

/** Reads a decrypted callback by a table. Never throws: what is not understood comes back as {@link UnknownEvent}. */
export function parseEvent<T extends EventTable>(table: T, xml: XmlNode): EventOf<T> | UnknownEvent {
  const kind = kindsOf(xml).find((name) => Object.hasOwn(table, name));
  if (kind === undefined) return unknown(xml, "not_known", kindsOf(xml)[0] ?? "");
  try {
    return { kind, ...readFields(ENVELOPE, xml), ...readFields(table[kind] ?? {}, xml) } as EventOf<T>;
  } catch (error) {
    if (error instanceof FieldMissing) return unknown(xml, "field_missing", error.element);
    throw error;
  }
}

/** Writes a callback as the platform sends it, before encryption; `buildXml` makes the document. */
export function writeEvent<T extends EventTable>(table: T, event: EventOf<T>): XmlDraft {
  const [first = "", second] = event.kind.split(".");
  const type: XmlDraft =
    first === "message" ? { MsgType: second } : { MsgType: "event", Event: first, ChangeType: second };
  const { ToUserName, FromUserName, CreateTime, AgentID } = writeFields(ENVELOPE, event);
  const fields = writeFields(table[event.kind] ?? {}, event as never);
  return { ToUserName, FromUserName, CreateTime, ...type, ...fields, AgentID };
}

/**
 * The key by which redeliveries of one callback are told: messages by MsgId; events by sender, second, kind and every
 * other field, since the documented sender + second alone would merge distinct events of `sys` in one second
 * (wecom-api.md §2). `volatile` fields may differ between deliveries and are left out. Under 220 characters.
 */
export function eventKey(event: object & { readonly kind: string }, volatile: readonly string[] = []): string {
  const { kind, toUserName, fromUserName, createTime, msgId, ...rest } = event as Record<string, unknown>;
  if (typeof msgId === "string" && String(kind).startsWith("message.")) return `${short(toUserName)}:msg:${msgId}`;
  const kept = Object.fromEntries(Object.entries({ ...rest, msgId }).filter(([name]) => !volatile.includes(name)));
  return [short(toUserName), kind, short(fromUserName), short(createTime), digest(kept)].join(":");
}

function kindsOf(xml: XmlNode): string[] {
  const type = textOf(xml, "MsgType");
  if (type !== "event") return type ? [`message.${type}`] : [];
  const event = textOf(xml, "Event") ?? "";
  const change = textOf(xml, "ChangeType");
  return change ? [`${event}.${change}`, event] : [event];
}

function unknown(xml: XmlNode, reason: UnknownEvent["reason"], detail: string): UnknownEvent {
  const createTime = Number(textOf(xml, "CreateTime"));
  return {
    kind: "unknown",
    reason,
    detail,
    toUserName: textOf(xml, "ToUserName"),
    fromUserName: textOf(xml, "FromUserName"),
    createTime: Number.isFinite(createTime) ? createTime : undefined,
    raw: xml,
  };
}

function short(value: unknown): string {
  const whole = value === undefined ? "" : String(value);
  return whole.length <= 40 ? whole : digest(whole);
}

function digest(value: unknown): string {
  return createHash("sha1")
    .update(JSON.stringify(sorted(value)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
