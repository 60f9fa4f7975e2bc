import type { z } from "zod";
import type { EnvelopeIdentifier } from "../ingestion/envelope.ts";
import { findEventType } from "../registry/registry.ts";

/** Why an event cannot enter the log. */
export interface Reason {
  readonly code: ReasonCode;
  /** Where in the event; empty = the event as a whole. */
  readonly path: string;
  /** Chinese, for the reviewer: what is wrong and what it takes. */
  readonly message: string;
}

export const reasonLabels = {
  unreadable: "内容无法读取",
  unknown_type: "未登记的事件类型",
  bad_properties: "属性不符合要求",
  bad_text: "含有不能保存的字符",
  occurred_too_early: "发生时间过早",
  occurred_in_future: "发生时间在未来",
  unknown_identifier_kind: "不认识的身份标识",
  no_usable_identifier: "没有可用的身份标识",
  unknown_store: "门店编码不存在",
  unknown_channel: "不认识的渠道",
  failed: "处理时出错",
} as const;

export type ReasonCode = keyof typeof reasonLabels;

/** An event that is right in itself; its store and member are still to be found. */
export interface JudgedEvent {
  readonly type: string;
  readonly occurredAt: Date;
  readonly identifiers: readonly EnvelopeIdentifier[];
  readonly storeCode: string | null;
  readonly channel: string | null;
  readonly properties: object;
}

export type Judgement =
  | { readonly event: JudgedEvent; readonly reason?: undefined }
  | { readonly reason: Reason; readonly event?: undefined };

export interface JudgeRules {
  readonly now: Date;
  readonly isIdentifierKind: (kind: string) => boolean;
  readonly isChannel: (channel: string) => boolean;
}

const earliest = Date.parse("2000-01-01T00:00:00Z");
/** Clocks of tills and phones run ahead a little. */
const aheadMs = 24 * 3_600_000;

/** PostgreSQL cannot keep NUL or half a surrogate pair in jsonb; JSON.stringify writes both as escapes. */
const escapedUnstorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

function unstorablePath(value: unknown, path: string): string | null {
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed() ? path : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const here = path === "" ? key : `${path}.${key}`;
    const found = unstorablePath(key, here) ?? unstorablePath(part, here);
    if (found !== null) return found;
  }
  return null;
}

function refused(code: ReasonCode, path: string, message: string): Judgement {
  return { reason: { code, path, message } };
}

function propertiesProblem(error: z.ZodError): Judgement {
  const [issue] = error.issues;
  const path = ["properties", ...(issue?.path ?? [])].map(String).join(".");
  return refused(
    "bad_properties",
    path,
    `${issue?.message ?? "取值不正确"}${error.issues.length > 1 ? `（另有 ${error.issues.length - 1} 处问题）` : ""}`,
  );
}

/** Judges one event of the inbox by the registry and the rules of time; pure. `raw` is the packed envelope. */
export function judgeEvent(raw: string, rules: JudgeRules): Judgement {
  let packed: Record<string, unknown>;
  try {
    packed = JSON.parse(raw) as Record<string, unknown>;
  } catch {
    return refused("unreadable", "", "事件不是有效的 JSON");
  }
  if (escapedUnstorable.test(raw)) {
    const path = unstorablePath(packed, "");
    if (path !== null) return refused("bad_text", path, "含有空字符或残缺的字符，请去掉后重试");
  }
  const name = String(packed.type);
  const type = findEventType(name);
  if (!type) return refused("unknown_type", "type", `没有登记 ${name} 这种事件，请查对 GET /event-types 或升级后重试`);
  const occurredAt = new Date(String(packed.occurredAt));
  if (Number.isNaN(occurredAt.getTime())) return refused("unreadable", "occurredAt", "应为带时区的 ISO 8601 时间");
  if (occurredAt.getTime() < earliest)
    return refused("occurred_too_early", "occurredAt", "早于 2000 年，请检查发送端的时钟或换算");
  if (occurredAt.getTime() > rules.now.getTime() + aheadMs) {
    return refused("occurred_in_future", "occurredAt", "比现在晚一天以上，请检查发送端的时钟或时区");
  }
  const identifiers = packed.identifiers as readonly EnvelopeIdentifier[];
  const unknownKind = identifiers.findIndex((identifier) => !rules.isIdentifierKind(identifier.kind));
  if (unknownKind !== -1) {
    return refused(
      "unknown_identifier_kind",
      `identifiers.${unknownKind}.kind`,
      `不认识 ${identifiers[unknownKind]?.kind} 这种身份标识`,
    );
  }
  const channel = (packed.channel as string | undefined) ?? null;
  if (channel !== null && !rules.isChannel(channel))
    return refused("unknown_channel", "channel", `不认识渠道 ${channel}`);
  const properties = type.properties.safeParse(packed.properties ?? {});
  if (!properties.success) return propertiesProblem(properties.error);
  return {
    event: {
      type: name,
      occurredAt,
      identifiers,
      storeCode: (packed.storeCode as string | undefined) ?? null,
      channel,
      properties: properties.data as object,
    },
  };
}
