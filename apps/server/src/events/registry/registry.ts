import type { z } from "zod";
import { benefitEvents } from "./benefit-events.ts";
import { browsingEvents } from "./browsing-events.ts";
import { businessEvents } from "./business-events.ts";
import { communityEvents } from "./community-events.ts";
import type { EventType } from "./event-type.ts";
import { liveEvents } from "./live-events.ts";
import { memberEvents } from "./member-events.ts";
import { messageEvents } from "./message-events.ts";
import { miniProgramEvents } from "./mini-program-events.ts";
import { storeEvents } from "./store-events.ts";
import { tradeEvents } from "./trade-events.ts";

const registered = [
  ...memberEvents,
  ...browsingEvents,
  ...tradeEvents,
  ...benefitEvents,
  ...messageEvents,
  ...communityEvents,
  ...liveEvents,
  ...miniProgramEvents,
  ...storeEvents,
  ...businessEvents,
] as const;

type Registered = (typeof registered)[number];

export type EventTypeName = Registered["name"];

/** The properties that a type takes, as a producer writes them. */
export type EventPropertiesOf<Name extends EventTypeName> = z.input<
  Extract<Registered, { readonly name: Name }>["properties"]
>;

/** Every event type, in the order in which operators see them. */
export const eventTypes: readonly EventType[] = registered as readonly EventType[];

const byName: ReadonlyMap<string, EventType> = new Map(eventTypes.map((type) => [type.name, type]));

export function findEventType(name: string): EventType | undefined {
  return byName.get(name);
}

/** Types that count as an interaction started by the customer (catalog Q-09). */
export const interactionTypes: readonly string[] = eventTypes
  .filter((type) => type.interaction)
  .map((type) => type.name);
