import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Slice } from "./slice.ts";

export interface Unit {
  readonly no: number;
  readonly id: string;
  readonly path: string;
  readonly code: string;
  readonly name: string;
}

/** Units by number: what figures grouped by store or region are labelled with. */
export async function unitsByNo(platform: Platform, nos: readonly number[]): Promise<Map<number, Unit>> {
  if (nos.length === 0) return new Map();
  const { rows } = await sql<Unit>`
    select no, id, path::text as path, code, name from org_unit where no = any(${[...nos]}::int[])`.execute(
    platform.db,
  );
  return new Map(rows.map((unit) => [unit.no, unit]));
}

/**
 * Which unit each store of the slice is summed into "by region": the unit right below the slice's root, or the root itself
 * for stores that hang directly on it. So every click on a region opens the level below.
 */
export async function regionOfStores(
  platform: Platform,
  slice: Slice,
): Promise<{ stores: number[]; regions: number[] }> {
  const { rows } = await sql<{ no: number; path: string }>`
    select no, path::text as path from org_unit
    where kind = 'store' and (${slice.stores === "all"} or no = any(${slice.stores === "all" ? [] : [...slice.stores]}::int[]))
    order by no`.execute(platform.db);
  const paths = rows.map((row) => row.path.split(".").map(Number));
  const depth = slice.root === undefined ? commonDepth(paths) : slice.root.split(".").length;
  return {
    stores: rows.map((row) => row.no),
    // The last label is the store itself.
    regions: paths.map((path) => path[Math.min(depth, path.length - 2)] ?? 0),
  };
}

/** How many labels all paths share, the stores themselves left out. */
function commonDepth(paths: readonly (readonly number[])[]): number {
  const first = paths[0];
  if (!first) return 1;
  let depth = 0;
  while (depth < first.length - 1 && paths.every((path) => depth < path.length - 1 && path[depth] === first[depth]))
    depth++;
  return Math.max(1, depth);
}
