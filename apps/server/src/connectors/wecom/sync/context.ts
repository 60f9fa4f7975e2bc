import type { Platform } from "../../../kernel/platform.ts";
import type { Corp } from "../corp.ts";
import type { DifferenceKind, SyncReport } from "./report.ts";
import type { SyncRun } from "./run.ts";

/** What the phases of one run share. */
export interface SyncContext {
  readonly platform: Platform;
  readonly corp: Corp;
  readonly run: SyncRun;
  readonly signal: AbortSignal;
  /** The report as far as it is saved; replaced together with the place it belongs to. */
  report: SyncReport;
  /** One writer among the lanes. */
  readonly write: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export type Differences = readonly (readonly [DifferenceKind, readonly string[]])[];

/** The run was cancelled by a person while it worked. */
export class SyncCancelled extends Error {
  override readonly name = "SyncCancelled";
}
