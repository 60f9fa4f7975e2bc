import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Access } from "../../kernel/http/route.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { authorityFor, type Grant } from "./grants.ts";

/**
 * A member of staff as the actor of one request, without a session: for work that Feilun itself does in somebody's name, as the
 * demo brand's year. Holds what their posts of `today` give for `access`; null when nobody active has this id.
 */
export async function actAs(db: Db, staffId: string, access: Access, today: string): Promise<Actor | null> {
  const { rows } = await sql<{ name: string; grants: Grant[] }>`
    select p.name, (select coalesce(json_agg(json_build_object('path', u.path::text, 'permissions', r.permissions)), '[]')
      from staff_post sp join org_unit u on u.id = sp.org_unit_id join role r on r.code = sp.role_code
      where sp.staff_id = p.id and sp.days @> ${today}::date) as grants
    from staff p where p.id = ${staffId}::uuid and p.status = 'active'`.execute(db);
  return rows[0] ? { kind: "staff", id: staffId, name: rows[0].name, ...authorityFor(rows[0].grants, access) } : null;
}
