import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";

/** Staff by the dense numbers that facts carry, those who left included. */
export async function guidesByNo(
  platform: Platform,
  nos: readonly number[],
): Promise<Map<number, { readonly id: string; readonly name: string }>> {
  if (nos.length === 0) return new Map();
  const { rows } = await sql<{ no: number; id: string; name: string }>`
    select no, id, name from staff where no = any(${[...nos]}::int[])`.execute(platform.db);
  return new Map(rows.map(({ no, ...guide }) => [no, guide]));
}
