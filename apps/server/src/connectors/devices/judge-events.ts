import type { z } from "zod";
import { lateMs, momentOf, oldestDays } from "./rules.ts";
import {
  type DeviceEvent,
  type DeviceEventType,
  type DeviceKind,
  deviceEventTypes,
  eventSchemaOf,
  kindOf,
} from "./vocabulary.ts";

export interface DeviceEventProblem {
  readonly index: number;
  readonly eventId: string | null;
  readonly path: string;
  readonly message: string;
}

/** An event that is right in itself, at its moment by our clock. */
export interface JudgedDeviceEvent extends DeviceEvent {
  readonly index: number;
  readonly at: Date;
  readonly late: boolean;
}

export interface JudgeMoment {
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

const unknownKeys = (issue: z.core.$ZodIssue | undefined) => (issue?.code === "unrecognized_keys" ? issue.keys : []);

function problemOf(error: z.ZodError): Pick<DeviceEventProblem, "path" | "message"> {
  const [issue] = error.issues;
  const [surplus] = unknownKeys(issue);
  const path = [...(issue?.path ?? []), ...(surplus === undefined ? [] : [surplus])].map(String).join(".");
  return {
    path,
    message: surplus === undefined ? (issue?.message ?? "取值不正确") : "这类设备的这种事件没有这个字段，请去掉",
  };
}

function judge(kind: DeviceKind, event: unknown, { sentAt, receivedAt }: JudgeMoment) {
  const type = (event as { type?: unknown } | null)?.type;
  const { types, label } = kindOf(kind);
  if (typeof type !== "string" || !types.some((known) => known === type))
    return {
      path: "type",
      message: `${label}只能上报 ${types.map((known) => `${known}（${deviceEventTypes[known]}）`).join("、")}`,
    };
  const parsed = eventSchemaOf(kind, type as DeviceEventType).safeParse(event);
  if (!parsed.success) return problemOf(parsed.error);
  const said = parsed.data as DeviceEvent;
  const at = momentOf(new Date(said.occurredAt), sentAt, receivedAt);
  if (at === null)
    return { path: "occurredAt", message: "晚于 sentAt：事件不能发生在发送之后，两者都要用设备自己的时钟" };
  const age = receivedAt.getTime() - at.getTime();
  if (age > oldestDays * 86_400_000)
    return { path: "occurredAt", message: `早于 ${oldestDays} 天：离线缓存的事件最多补报 ${oldestDays} 天` };
  return { event: { ...said, at, late: age > lateMs } };
}

/** Judges what a device sent, event by event: one that is wrong does not keep the others out. Pure. */
export function judgeEvents(
  kind: DeviceKind,
  events: readonly unknown[],
  moment: JudgeMoment,
): { readonly good: JudgedDeviceEvent[]; readonly problems: DeviceEventProblem[] } {
  const good: JudgedDeviceEvent[] = [];
  const problems: DeviceEventProblem[] = [];
  events.forEach((event, index) => {
    const judged = judge(kind, event, moment);
    if ("event" in judged) {
      good.push({ ...judged.event, index });
      return;
    }
    const eventId = (event as { eventId?: unknown } | null)?.eventId;
    problems.push({ index, eventId: typeof eventId === "string" ? eventId.slice(0, 64) : null, ...judged });
  });
  return { good, problems };
}
