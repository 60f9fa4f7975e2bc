import { randomUUID } from "node:crypto";
import { acceptEvents, createInboxWriter, eventTypes, writeInbox } from "../../../../events/index.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import type { RecordChunk } from "../reading/protocol.ts";
import type { Reject } from "../reading/reject.ts";
import { insertRejects, type RunRow, saveProgress } from "./store.ts";

const knownTypes: ReadonlySet<string> = new Set(eventTypes.map((type) => type.name));

/**
 * Hands a chunk of events to ingestion, which logs each once by (source, event id): a chunk that a crash lets come again is
 * ignored there. Types that do not exist are rejected here; properties that do not fit go to the dead letters, to be mended.
 */
export async function takeEvents(
  platform: Platform,
  run: RunRow,
  chunk: Extract<RecordChunk, { kind: "events" }>,
): Promise<{ cancelRequested: boolean }> {
  const typeColumn = run.plan.columns.type ?? null;
  const known = chunk.records.filter((record) => knownTypes.has(record.value.type));
  const unknown = chunk.records.flatMap((record): Reject[] =>
    knownTypes.has(record.value.type)
      ? []
      : [
          {
            line: record.line,
            column: typeColumn,
            value: record.value.type,
            reason: "bad_choice",
            detail: `没有“${record.value.type}”这种事件类型`,
            cells: record.cells,
          },
        ],
  );
  const writer = createInboxWriter({
    writeBatches: (batches) => writeInbox(platform.pool, batches),
    log: platform.log,
  });
  const receipt = await acceptEvents(writer, platform.cipher, randomUUID(), {
    source: run.plan.options.source,
    // The reader has held every row against the run's scope already.
    allowedStores: null,
    strict: false,
    events: known.map((record) => record.value),
  });
  const refused = receipt.errors.flatMap((error): Reject[] => {
    const record = known[error.index];
    return record
      ? [{ line: record.line, column: null, value: "", reason: "refused", detail: error.message, cells: record.cells }]
      : [];
  });
  const rejects = [...chunk.rejects, ...unknown, ...refused];
  return platform.db.transaction().execute(async (tx) => {
    await insertRejects(tx, platform.cipher, run.no, rejects);
    return saveProgress(tx, run.no, {
      bytesRead: chunk.bytesRead,
      rowsRead: chunk.rows,
      rowsAccepted: chunk.rows - rejects.length,
      rowsRejected: rejects.length,
      rowsApplied: chunk.rows - rejects.length,
      rowsUnchanged: receipt.duplicate,
      created: receipt.accepted,
      unchanged: receipt.duplicate,
    });
  });
}
