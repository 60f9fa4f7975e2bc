import { channelLabel } from "../processing/channels.ts";
import { eventGroups } from "../registry/event-type.ts";
import { findEventType } from "../registry/registry.ts";
import type { TimelineRow } from "./store.ts";

export interface TimelineEntry {
  readonly seq: number;
  readonly type: string;
  readonly label: string;
  readonly group: string | null;
  readonly groupLabel: string | null;
  /** What happened beyond the label, in Chinese; may be empty. */
  readonly summary: string;
  readonly interaction: boolean;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly channel: string | null;
  readonly channelLabel: string | null;
}

/** Free text (a search, a page title) may hold what nobody asked for: phone numbers and e-mail addresses never show in the clear. */
export function hidePersonalData(text: string): string {
  return text
    .replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, "$1****$2")
    .replace(/(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)/g, "******************")
    .replace(/[\w.+-]+@([\w-]+\.)+[\w-]{2,}/g, "***@***");
}

/** A row of the log in operators' words; an event whose type or properties this version does not know keeps its type's name. */
export function presentEntry(row: TimelineRow): TimelineEntry {
  const type = findEventType(row.type);
  const properties = type?.properties.safeParse(row.properties);
  return {
    seq: row.seq,
    type: row.type,
    label: type?.label ?? row.type,
    group: type?.group ?? null,
    groupLabel: type ? eventGroups[type.group] : null,
    summary: type && properties?.success ? hidePersonalData(type.summary(properties.data)) : "",
    interaction: type?.interaction ?? false,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    storeNo: row.storeNo,
    storeName: row.storeName,
    channel: row.channel,
    channelLabel: row.channel === null ? null : channelLabel(row.channel),
  };
}
