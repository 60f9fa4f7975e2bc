import { audit } from "../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { CursorKey } from "../../kernel/http/cursor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type Envelope, envelopeProblem } from "../ingestion/envelope.ts";
import { processInboxJob } from "../processing/job-name.ts";
import { processEvents } from "../processing/process-inbox.ts";
import { packMended } from "./masked-event.ts";
import {
  type DeadLetterFilter,
  type DeadLetterRow,
  findDeadLetter,
  replaceRaw,
  returnToInbox,
  takeDeadLetters,
} from "./store.ts";

const replayBatch = 2_000;

function opened(platform: Platform, row: DeadLetterRow) {
  return { ...row, raw: platform.cipher.open(row.raw) };
}

/**
 * Replaces the event of a dead letter by a mended one; its id and source stay. Audited by field names, never by values.
 *
 * @throws Refusal `not_found`, `invalid_input`
 */
export async function mendDeadLetter(
  platform: Platform,
  actor: Actor,
  eventKey: string,
  mended: Omit<Envelope, "eventId">,
): Promise<DeadLetterRow> {
  return platform.db.transaction().execute(async (tx) => {
    const row = await findDeadLetter(tx, eventKey, true);
    if (!row) throw notFound("这条异常事件");
    const event: Envelope = { ...mended, eventId: row.eventId };
    const problem = envelopeProblem(event);
    if (problem) throw invalid([{ path: `event.${problem.path}`, message: problem.message }]);
    const packed = packMended(event, platform.cipher.open(row.raw), platform.cipher);
    await replaceRaw(tx, eventKey, platform.cipher.seal(packed), event.type, actor.name, platform.clock.now());
    await audit(tx, actor, {
      action: "dead_letter.mended",
      subject: { kind: "event", id: `${row.source}:${row.eventId}` },
      detail: { reasonCode: row.reasonCode, reasonPath: row.reasonPath, type: event.type },
    });
    const after = await findDeadLetter(tx, eventKey);
    if (!after) throw notFound("这条异常事件");
    return after;
  });
}

/**
 * Tries one dead letter again, now.
 *
 * @returns null when the event is in the log; else the letter with the reason of today
 * @throws Refusal `not_found`
 */
export async function replayDeadLetter(
  platform: Platform,
  actor: Actor,
  eventKey: string,
): Promise<DeadLetterRow | null> {
  await platform.db.transaction().execute(async (tx) => {
    const row = await findDeadLetter(tx, eventKey, true);
    if (!row) throw notFound("这条异常事件");
    await returnToInbox(tx, [opened(platform, row)]);
    await audit(tx, actor, {
      action: "dead_letter.replayed",
      subject: { kind: "event", id: `${row.source}:${row.eventId}` },
      detail: { reasonCode: row.reasonCode },
    });
  });
  await processEvents(platform, [eventKey]);
  return findDeadLetter(platform.db, eventKey);
}

/**
 * Puts every dead letter that matches back into the inbox, in batches, and wakes processing.
 *
 * @returns how many went back
 */
export async function replayDeadLetters(platform: Platform, actor: Actor, filter: DeadLetterFilter): Promise<number> {
  // Letters that fail again get a later `failed_at`: the bound keeps the loop from meeting them.
  const bounded = { ...filter, failedUntil: filter.failedUntil ?? platform.clock.now() };
  let total = 0;
  for (let after: CursorKey | null = null; ; ) {
    const from = after;
    const taken: readonly DeadLetterRow[] = await platform.db.transaction().execute(async (tx) => {
      const rows = await takeDeadLetters(tx, bounded, from, replayBatch);
      await returnToInbox(
        tx,
        rows.map((row) => opened(platform, row)),
      );
      return rows;
    });
    total += taken.length;
    const last = taken.at(-1);
    if (!last || taken.length < replayBatch) break;
    after = [last.failedAt.toISOString(), last.eventKey];
  }
  await platform.db.transaction().execute(async (tx) => {
    await audit(tx, actor, {
      action: "dead_letters.replayed",
      subject: { kind: "event", id: "*" },
      detail: {
        count: total,
        reasonCode: filter.reasonCode ?? null,
        type: filter.type ?? null,
        source: filter.source ?? null,
      },
    });
    await platform.jobs.enqueue(tx, processInboxJob, {}, { key: processInboxJob });
  });
  return total;
}
