import type { Kysely } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type EventPropertiesOf, type EventTypeName, findEventType } from "../registry/registry.ts";
import { eventKeyOf } from "./event-key.ts";
import { insertLogRows } from "./store.ts";

interface DraftOf<Name extends EventTypeName> {
  /** The producer, e.g. `orders`; `eventId` is unique within it. */
  readonly source: string;
  /** Made of the business key, so that doing the work again makes the same id: `paid:pos:A10001`. */
  readonly eventId: string;
  readonly type: Name;
  readonly originNo: number;
  readonly memberNo: number;
  readonly occurredAt: Date;
  readonly storeNo?: number | null;
  readonly channel?: string | null;
  readonly properties: EventPropertiesOf<Name>;
}

/** An event of our own making whose member is already resolved; its properties are checked by the compiler. */
export type EventDraft = { readonly [Name in EventTypeName]: DraftOf<Name> }[EventTypeName];

/**
 * Appends events in the caller's transaction: they are in the log if and only if that commits. Idempotent by
 * (source, eventId). Set-based: hand over thousands at once.
 *
 * @returns how many were new.
 * @throws when a type is not in the registry (a defect of the producer).
 */
export async function appendEvents(
  tx: Kysely<DB>,
  drafts: readonly EventDraft[],
  receivedAt: Date = new Date(),
): Promise<number> {
  for (const draft of drafts) {
    if (!findEventType(draft.type)) throw new Error(`event type "${String(draft.type)}" is not in the registry`);
  }
  return insertLogRows(
    tx,
    drafts.map((draft) => ({
      eventKey: eventKeyOf(draft.source, draft.eventId),
      source: draft.source,
      eventId: draft.eventId,
      type: draft.type,
      originNo: draft.originNo,
      memberNo: draft.memberNo,
      occurredAt: draft.occurredAt,
      receivedAt,
      storeNo: draft.storeNo ?? null,
      channel: draft.channel ?? null,
      properties: draft.properties,
    })),
  );
}
