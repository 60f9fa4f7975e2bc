import type { ImportPlan } from "../mapping/plan.ts";
import type { TableShape } from "../table/open-table.ts";
import type { RecordKind, RecordOf } from "./record-readers.ts";
import type { Reject } from "./reject.ts";

/** What the reading thread is told. */
export interface ReadingTask {
  readonly path: string;
  readonly shape: TableShape;
  readonly plan: ImportPlan;
  readonly timeZone: string;
  /** Store number by code, within the scope of whoever imports. */
  readonly stores: ReadonlyMap<string, number>;
  /** Rows without a store are refused: the importer may write to some stores only. */
  readonly storeRequired: boolean;
  /** Rows at the beginning that were taken over before an interruption. */
  readonly skipRows: number;
  /** Dates after this are typing errors; milliseconds since 1970. */
  readonly latest: number;
  /** Goes on although nothing at the start can be used: a preview shows what is wrong. */
  readonly tolerant?: boolean;
}

interface ChunkHead {
  readonly type: "chunk";
  /** Rows of this chunk: accepted and rejected. */
  readonly rows: number;
  readonly rejects: readonly Reject[];
  /** Bytes of the file that were read so far. */
  readonly bytesRead: number;
}

export interface OrderChunk extends ChunkHead {
  readonly kind: "orders";
  /** COPY text of order fragments. */
  readonly fragments: Uint8Array<ArrayBuffer>;
  readonly fragmentCount: number;
  /** Products that no earlier chunk named. */
  readonly products: readonly { readonly sku: string; readonly name: string }[];
}

export interface LinedRecord<Value> {
  readonly line: number;
  readonly value: Value;
  readonly cells: readonly string[];
}

export type RecordChunk = {
  readonly [Kind in RecordKind]: ChunkHead & {
    readonly kind: Kind;
    readonly records: readonly LinedRecord<RecordOf[Kind]>[];
  };
}[RecordKind];

export type ReadingChunk = OrderChunk | RecordChunk;

export type ReadingMessage =
  | ReadingChunk
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly details: { code: string; status: number; title: string; detail?: string } }
  | { readonly type: "failed"; readonly message: string };

/** Chunks that may wait unacknowledged: one is written while the next is being read. */
export const chunksInFlight = 2;
