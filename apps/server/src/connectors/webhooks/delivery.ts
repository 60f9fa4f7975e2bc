import { createHash } from "node:crypto";
import { hidePersonalData } from "../../events/index.ts";
import type { DueEvent } from "./due-events.ts";

export interface Delivery {
  /** The same events make the same id, however often they are sent. */
  readonly id: string;
  readonly body: string;
}

/** What a provider receives. Members are numbers; what free text may hold of a person is masked. */
export function writeDelivery(events: readonly DueEvent[]): Delivery {
  const id = createHash("sha256")
    .update(events.map(({ key }) => key).join(","))
    .digest("hex")
    .slice(0, 32);
  return {
    id,
    body: JSON.stringify({
      deliveryId: id,
      events: events.map((event) => ({
        key: event.key,
        type: event.type,
        source: event.source,
        eventId: event.eventId,
        memberNo: event.memberNo,
        storeCode: event.storeCode,
        channel: event.channel,
        occurredAt: event.occurredAt.toISOString(),
        receivedAt: event.receivedAt.toISOString(),
        properties: maskTexts(event.properties),
      })),
    }),
  };
}

function maskTexts(value: unknown): unknown {
  if (typeof value === "string") return hidePersonalData(value);
  if (Array.isArray(value)) return value.map(maskTexts);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskTexts(inner)]));
}
