/**
 * An engine cannot start or be used for a reason that the installer can mend.
 * `message` is one Chinese line that names the cause and what to do; `code` is stable.
 */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

export type EngineErrorCode =
  | "engines_already_running"
  | "engines_data_unreadable"
  | "engines_lock_contended"
  | "postgres_binaries_missing"
  | "postgres_version_mismatch"
  | "postgres_user_missing"
  | "postgres_start_failed"
  | "postgres_orphan_stuck"
  | "clickhouse_binary_missing"
  | "clickhouse_start_failed"
  | "entry_not_built";
