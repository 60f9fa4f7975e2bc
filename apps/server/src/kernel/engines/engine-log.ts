import { openSync, readFileSync, renameSync, statSync } from "node:fs";
import { MiB } from "./memory.ts";

const LIMIT = 16 * MiB;

export interface EngineLog {
  /** For the child's standard output and error; close it after the spawn. */
  readonly descriptor: number;
  /** What was written since the log was opened. */
  readNew(): string;
}

/** Opens an engine's log for appending; a large one is set aside as `.1` first. */
export function openEngineLog(file: string): EngineLog {
  let from = sizeOf(file);
  if (from > LIMIT) {
    renameSync(file, `${file}.1`);
    from = 0;
  }
  return {
    descriptor: openSync(file, "a", 0o600),
    readNew: () => readFileSync(file).subarray(from).toString("utf8"),
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
