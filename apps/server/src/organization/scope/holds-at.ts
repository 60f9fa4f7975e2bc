import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Permission } from "../../kernel/http/permission.ts";
import { unitCondition } from "./condition.ts";

/**
 * The SQL condition "a post of the actor's gives this permission at this unit", for routes of access `signed_in`, whose scope
 * holds every post whatever it gives.
 *
 * @param column an ltree path, e.g. `"u.path"`
 */
export function holdsAt(actor: Actor, permission: Permission, column: string, today: string): RawBuilder<SqlBool> {
  if (actor.kind === "system") return sql<SqlBool>`true`;
  if (!actor.permissions.has(permission)) return sql<SqlBool>`false`;
  // A key has one set of permissions for one part of the tree.
  if (actor.kind === "api_key") return unitCondition(actor, column);
  return sql<SqlBool>`exists (select from staff_post hp join role hr on hr.code = hp.role_code join org_unit hu on hu.id = hp.org_unit_id
    where hp.staff_id = ${actor.id}::uuid and hp.days @> ${today}::date and hr.permissions && array['*', ${permission}]::text[]
      and ${sql.ref(column)} <@ hu.path)`;
}
