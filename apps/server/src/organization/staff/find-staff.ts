import type { Db, Tx } from "../../kernel/postgres/database.ts";

/** The staff member who signs in under this name; null when there is none. */
export async function findStaffByLogin(db: Db | Tx, login: string): Promise<{ id: string; name: string } | null> {
  return (
    (await db.selectFrom("staff").select(["id", "name"]).where("login", "=", login.toLowerCase()).executeTakeFirst()) ??
    null
  );
}
