import { sql } from "kysely";
import type { Tx } from "./store.ts";

/** What a code greets its arrivals with, by the state that the platform returns; null = nothing of its own (AQ-07, JN-16). */
export async function welcomeOf(db: Tx, state: string): Promise<string | null> {
  if (state === "") return null;
  const { rows } = await sql<{
    welcome: string;
  }>`select welcome from live_code where state = ${state} and archived_at is null`.execute(db);
  return rows[0]?.welcome || null;
}
