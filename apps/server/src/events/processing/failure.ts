import pg from "pg";
import { Refusal } from "../../kernel/errors.ts";

/**
 * Whether a failure lies in the events being processed (then the batch is halved until the guilty one stands alone) or in the
 * engine, the network or the schema (then everything waits and is tried again).
 */
export function isEventsFault(error: unknown): boolean {
  if (error instanceof Refusal) return true;
  if (error instanceof pg.DatabaseError) {
    // 22 data exception, 23 integrity constraint, P0 raised by a function.
    return ["22", "23", "P0"].includes((error.code ?? "").slice(0, 2));
  }
  if (!(error instanceof Error)) return false;
  // Broken and timed-out connections: pg gives some of them no code.
  return (
    (error as NodeJS.ErrnoException).code === undefined && !/connect|terminat|timeout|timed out/i.test(error.message)
  );
}
