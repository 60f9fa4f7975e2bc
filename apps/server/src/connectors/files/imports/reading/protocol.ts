import type { ImportPlan } from "../mapping/plan.ts";
import type { TableShape } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import type { UnpackLimits } from "../table/unpack-limits.ts";
import type { UnknownGuide } from "./order-people.ts";
import type { RecordKind, RecordOf } from "./record-readers.ts";
import type { Reject } from "./reject.ts";

/** Where the rows are. */
export interface TableSource {
  readonly path: string;
  readonly shape: TableShape;
  readonly limits: UnpackLimits;
}

/** What the reading thread is told to read by a plan. */
export interface ReadingTask extends TableSource {
  readonly plan: ImportPlan;
  readonly timeZone: string;
  /** Store number by code, within the scope of whoever imports. */
  readonly stores: ReadonlyMap<string, number>;
  /** Rows without a store are refused: the importer may write to some stores only. */
  readonly storeRequired: boolean;
  /** Orders: the guides that rows may name (`guidesFor`); absent = guides do not matter, as in a preview. */
  readonly guides?: ReadonlyMap<string, number>;
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
  /** Guides that rows name and nobody knows. */
  readonly unknownGuides: readonly UnknownGuide[];
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

/** The first rows of a table, as they stand. */
export interface TableHead {
  readonly type: "head";
  readonly records: readonly TextRecord[];
  /** XLSX: the sheet that they are from. */
  readonly sheet: string | null;
}

export interface HeadTask extends TableSource {
  /** XLSX: null = the first that has any rows. */
  readonly sheet: string | null;
  /** How many rows are wanted. */
  readonly rows: number;
}

/** What the reading thread is asked; `next`: a chunk has been taken. */
export type ReadingOrder =
  | { readonly type: "read"; readonly task: ReadingTask }
  | { readonly type: "head"; readonly task: HeadTask }
  | { readonly type: "next" };

/** What the reading thread answers; after `done`, a refusal, a failure or a head it waits for the next task. */
export type ReadingMessage =
  | ReadingChunk
  | TableHead
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly details: { code: string; status: number; title: string; detail?: string } }
  | { readonly type: "failed"; readonly message: string };

/** Chunks that may wait unacknowledged: one is written while the next is being read. */
export const chunksInFlight = 2;
