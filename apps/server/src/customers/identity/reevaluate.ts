import type { Kysely } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type Applied, applyPartition, type Cause } from "./apply-partition.ts";
import { loadIdentitySettings } from "./settings.ts";
import { buildWorkingGraph } from "./working-graph.ts";

/** Runs the rules again around some identifiers, after a decision or a setting changed. The caller holds the identity lock. */
export async function reevaluate(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  seeds: readonly string[],
  why: { readonly cause: Cause; readonly actor: string },
): Promise<Applied> {
  return applyPartition(tx, platform, await buildWorkingGraph(tx, seeds), await loadIdentitySettings(tx), why);
}
