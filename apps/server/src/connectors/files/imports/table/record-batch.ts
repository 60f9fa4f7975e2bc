import type { TextRecord } from "./split-records.ts";

/** Records of a piece of a file. */
export interface RecordBatch {
  readonly records: TextRecord[];
  /** Bytes of the file on disk that were consumed so far. */
  readonly bytesRead: number;
  /** Holds characters that could not be decoded, or NULs. */
  readonly damaged: boolean;
  /** XLSX: the sheet that the records are from. */
  readonly sheet?: string;
}
