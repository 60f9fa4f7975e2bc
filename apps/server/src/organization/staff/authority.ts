import { sql } from "kysely";
import { conflict, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { inScope, seesWholeChain } from "../scope/rules.ts";
import { permissionsOf } from "../sign-in/grants.ts";
import type { UnitKind } from "../tree/rules.ts";

function beyondAuthority(title: string): Refusal {
  return new Refusal({ code: "beyond_authority", status: 403, title });
}

/** Whether the actor holds every permission that a role stores: nobody gives or manages more than they have. */
export function holdsAll(actor: Actor, stored: readonly string[]): boolean {
  return actor.kind === "system" || permissionsOf(stored).every((permission) => actor.permissions.has(permission));
}

export interface AssignableRole {
  readonly code: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly unitKinds: readonly UnitKind[];
}

/** The role, when the actor may give it. @throws Refusal */
export async function loadAssignableRole(tx: Tx, actor: Actor, code: string): Promise<AssignableRole> {
  const { rows } =
    await sql<AssignableRole>`select code, name, permissions, unit_kinds as "unitKinds" from role where code = ${code} for share`.execute(
      tx,
    );
  const role = rows[0];
  if (!role) throw invalid([{ path: "roleCode", message: "没有这个角色" }]);
  if (!holdsAll(actor, role.permissions))
    throw beyondAuthority(`「${role.name}」的权限超出你自己的权限，请联系管理员分配`);
  return role;
}

/**
 * Refuses unless the actor may manage this person's account: all their present and coming posts lie in the actor's scope and
 * give nothing that the actor lacks. Otherwise a store manager could reset the password of a former guide who now runs a region.
 */
export async function checkManages(tx: Tx, actor: Actor, staffId: string, today: string): Promise<void> {
  const { rows } = await sql<{ path: string; permissions: string[] }>`
    select u.path::text as path, r.permissions from staff_post p join org_unit u on u.id = p.org_unit_id join role r on r.code = p.role_code
    where p.staff_id = ${staffId} and (p.to_day is null or p.to_day >= ${today}::date)`.execute(tx);
  if (rows.length === 0 && !seesWholeChain(actor)) throw beyondAuthority("这位员工目前没有任职，请由总部管理");
  if (rows.some((post) => !inScope(actor, post.path)))
    throw beyondAuthority("这位员工还在其他门店或区域任职，请由上级管理");
  if (rows.some((post) => !holdsAll(actor, post.permissions)))
    throw beyondAuthority("这位员工的权限高于你，请联系管理员");
}

/** Refuses a change after which nobody could administer the system. Call it after the change, in its transaction. */
export async function checkAdminRemains(tx: Tx, today: string): Promise<void> {
  await sql`select from role where code = 'admin' for update`.execute(tx);
  const { rows } = await sql`select from staff_post p join staff s on s.id = p.staff_id
    where p.role_code = 'admin' and s.status = 'active' and s.password_hash is not null and p.days @> ${today}::date and upper_inf(p.days) limit 1`.execute(
    tx,
  );
  if (rows.length === 0) throw conflict("last_admin", "至少要保留一名系统管理员", "请先为另一位员工分配系统管理员");
}
