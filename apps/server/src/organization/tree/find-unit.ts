import type { Db, Tx } from "../../kernel/postgres/database.ts";

/** The unit with this code, wherever it stands; null when there is none. For tools that act on the whole chain. */
export async function findUnitByCode(db: Db | Tx, code: string): Promise<{ id: string; no: number } | null> {
  return (await db.selectFrom("org_unit").select(["id", "no"]).where("code", "=", code).executeTakeFirst()) ?? null;
}
