import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { reevaluate } from "./reevaluate.ts";
import { lockIdentity } from "./store.ts";

const batchSize = 2_000;

/**
 * Runs the rules over one batch of identifiers that have ties, in the order of their keys. What the settings no longer allow is
 * split, what they newly allow is joined, and the merge log says so.
 *
 * @param after the key that the batch before ended with; empty at the start
 * @returns the key that this batch ended with, or null when there is nothing left
 */
export async function reapplyRules(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  after: string,
): Promise<string | null> {
  await lockIdentity(tx);
  const { rows } = await sql<{ a: string; b: string }>`
    select a, b from identifier_tie where a > ${after === "" ? "00000000-0000-0000-0000-000000000000" : after}::uuid
    order by a, b limit ${batchSize}`.execute(tx);
  const last = rows.at(-1);
  if (!last) return null;
  // The batch may end in the middle of an identifier's ties; the graph loads all of them.
  await reevaluate(tx, platform, [...new Set(rows.flatMap((row) => [row.a, row.b]))], {
    cause: "settings",
    actor: "identity",
  });
  return last.a;
}
