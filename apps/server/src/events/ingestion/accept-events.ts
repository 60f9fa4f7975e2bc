import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type FieldProblem, invalid } from "../../kernel/errors.ts";
import { eventKeyOf } from "../log/event-key.ts";
import { type Envelope, envelopeProblem, maxEventLength, packEnvelope } from "./envelope.ts";
import type { InboxEvent } from "./inbox.ts";
import type { InboxWriter } from "./inbox-writer.ts";

export interface EventBatch {
  readonly source: string;
  /** Codes of the stores that the sender may report; null = any event, with or without store. */
  readonly allowedStores: ReadonlySet<string> | null;
  /** All or nothing: one malformed event refuses the batch. */
  readonly strict: boolean;
  readonly events: readonly unknown[];
}

export interface EventProblem {
  readonly index: number;
  readonly eventId: string | null;
  readonly path: string;
  readonly message: string;
}

export interface Receipt {
  readonly accepted: number;
  /** Known already: acknowledged and ignored. */
  readonly duplicate: number;
  /** Malformed, not kept; the sender mends and sends them again. */
  readonly rejected: number;
  readonly errors: readonly EventProblem[];
}

function scopeProblem(event: Envelope, allowed: ReadonlySet<string> | null): FieldProblem | null {
  if (allowed === null || (event.storeCode != null && allowed.has(event.storeCode))) return null;
  return { path: "storeCode", message: "这个账号或密钥只能上报其数据范围内门店的事件，请填写范围内的门店编码" };
}

function sort(batch: EventBatch, cipher: Cipher): { good: InboxEvent[]; errors: EventProblem[] } {
  const good: InboxEvent[] = [];
  const errors: EventProblem[] = [];
  batch.events.forEach((event, index) => {
    const problem = envelopeProblem(event) ?? scopeProblem(event as Envelope, batch.allowedStores);
    if (problem) {
      const eventId = (event as { eventId?: unknown } | null)?.eventId;
      errors.push({ index, eventId: typeof eventId === "string" ? eventId.slice(0, 128) : null, ...problem });
      return;
    }
    const envelope = event as Envelope;
    const raw = packEnvelope(envelope, cipher);
    if (raw.length > maxEventLength) {
      errors.push({
        index,
        eventId: envelope.eventId,
        path: "",
        message: `单个事件最多 ${maxEventLength} 个字符，这个有 ${raw.length} 个`,
      });
      return;
    }
    good.push({
      eventKey: eventKeyOf(batch.source, envelope.eventId),
      source: batch.source,
      eventId: envelope.eventId,
      raw,
    });
  });
  return { good, errors };
}

/**
 * Takes a batch of events: when this returns, every accepted event survives the death of any process.
 *
 * @throws Refusal `invalid_input` when the batch is strict and an event is malformed; `ingestion_busy` / `ingestion_unavailable` (503).
 */
export async function acceptEvents(
  writer: InboxWriter,
  cipher: Cipher,
  requestId: string,
  batch: EventBatch,
): Promise<Receipt> {
  const { good, errors } = sort(batch, cipher);
  if (batch.strict && errors.length > 0) {
    throw invalid(
      errors.map((error) => ({
        path: ["events", error.index, error.path].filter((part) => part !== "").join("."),
        message: error.message,
      })),
      "有事件格式不对，整批未收；请按提示修改后重发",
    );
  }
  const accepted = await writer.write({ requestId, events: good });
  return { accepted, duplicate: good.length - accepted, rejected: errors.length, errors };
}
