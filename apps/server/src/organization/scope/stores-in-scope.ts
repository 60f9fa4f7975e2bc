import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { seesWholeChain } from "./rules.ts";

interface Known {
  readonly version: number;
  readonly stores: readonly number[];
}

const cacheSize = 500;
const caches = new WeakMap<object, Map<string, Known>>();

function cacheOf(platform: Platform): Map<string, Known> {
  const found = caches.get(platform.pool) ?? new Map<string, Known>();
  caches.set(platform.pool, found);
  return found;
}

/**
 * The store numbers in the actor's scope, for engines that do not know the tree (ClickHouse); `"all"` when nothing is hidden,
 * which also admits rows without a store (`store_no` 0). Remembered until the tree changes, in whichever process that happens:
 * every call asks for the tree's version, and for the stores only when it moved.
 */
export async function storeNosInScope(platform: Platform, actor: Actor): Promise<"all" | readonly number[]> {
  if (seesWholeChain(actor)) return "all";
  if (actor.scope.length === 0) return [];
  const cache = cacheOf(platform);
  const key = actor.scope.join(",");
  const known = cache.get(key);
  const { rows } = await sql<{ version: number; stores: number[] | null }>`
    select version, case when version = ${known?.version ?? -1} then null else array(
      select no from org_unit where kind = 'store' and path <@ any(${actor.scope}::text[]::ltree[]) order by no) end as stores
    from org_tree_version`.execute(platform.db);
  const row = rows[0];
  if (!row) throw new Error("org_tree_version is empty");
  if (known && row.stores === null) return known.stores;
  const fresh = { version: row.version, stores: row.stores ?? [] };
  cache.delete(key);
  cache.set(key, fresh);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
  return fresh.stores;
}
