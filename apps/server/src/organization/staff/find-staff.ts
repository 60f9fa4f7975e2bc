import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";

/** The staff member who signs in under this name; null when there is none. */
export async function findStaffByLogin(db: Db | Tx, login: string): Promise<{ id: string; name: string } | null> {
  return (
    (await db.selectFrom("staff").select(["id", "name"]).where("login", "=", login.toLowerCase()).executeTakeFirst()) ??
    null
  );
}

/** Whether somebody is active and has a post in the actor's scope that is not over on `today`. */
export async function servesInScope(db: Db | Tx, actor: Actor, staffId: string, today: string): Promise<boolean> {
  const { rows } = await sql`select from staff_post p join staff s on s.id = p.staff_id and s.status = 'active'
    join org_unit u on u.id = p.org_unit_id
    where p.staff_id = ${staffId} and (p.to_day is null or p.to_day >= ${today}::date) and ${unitCondition(actor, "u.path")} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
