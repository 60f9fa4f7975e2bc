import type { SentEvent } from "./event-api.ts";

/** Reads what a person edited; says in words what is wrong with it. */
export function readEvent(text: string): { event: SentEvent } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `不是合法的 JSON：${error instanceof Error ? error.message : ""}` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: "应当是一个 { … } 对象" };
  const event = value as Partial<SentEvent>;
  if (typeof event.type !== "string") return { problem: "缺少 type（事件类型）" };
  if (typeof event.occurredAt !== "string") return { problem: "缺少 occurredAt（发生时间）" };
  if (!Array.isArray(event.identifiers)) return { problem: "缺少 identifiers（客户标识）" };
  return { event: event as SentEvent };
}
