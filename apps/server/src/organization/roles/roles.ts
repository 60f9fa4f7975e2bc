import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound, type Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Permission } from "../../kernel/http/permission.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { requireWholeChain } from "../scope/rules.ts";
import { permissionsOf } from "../sign-in/grants.ts";
import { holdsAll } from "../staff/authority.ts";
import type { UnitKind } from "../tree/rules.ts";

export const homes = ["overview", "store", "members", "audit"] as const;
export type Home = (typeof homes)[number];

export interface Role {
  readonly code: string;
  readonly name: string;
  /** What whoever holds it answers for (OR-15). */
  readonly duties: string;
  readonly permissions: Permission[];
  /** The kinds of unit at which it can be held. */
  readonly unitKinds: UnitKind[];
  readonly home: Home;
  readonly builtin: boolean;
  /** People who hold it today or will. */
  readonly holders: number;
}

export type RoleFields = Omit<Role, "builtin" | "holders">;

const refusals: Readonly<Record<string, () => Refusal>> = {
  role_pkey: () => conflict("code_taken", "这个角色编码已被使用"),
  role_name_key: () => conflict("name_taken", "已有同名的角色"),
  staff_post_role_code_fkey: () => conflict("role_in_use", "还有员工担任或曾担任这个角色，不能删除"),
};

/** All roles with the number of their holders on and after a day. */
export async function listRoles(db: Db | Tx, today: string): Promise<Role[]> {
  const { rows } = await sql<Role & { permissions: string[] }>`
    select r.code, r.name, r.duties, r.permissions, r.unit_kinds as "unitKinds", r.home, r.builtin,
      (select count(distinct p.staff_id)::int from staff_post p where p.role_code = r.code and (p.to_day is null or p.to_day >= ${today}::date)) as holders
    from role r order by r.sort_order, r.code`.execute(db);
  return rows.map((row) => ({ ...row, permissions: permissionsOf(row.permissions) }));
}

/** @throws Refusal not_found */
export async function loadRole(db: Db | Tx, code: string, today: string): Promise<Role> {
  const role = (await listRoles(db, today)).find((candidate) => candidate.code === code);
  if (!role) throw notFound("角色");
  return role;
}

function checkPermissions(actor: Actor, permissions: readonly string[]): void {
  if (!holdsAll(actor, permissions)) throw invalid([{ path: "permissions", message: "不能给出你自己没有的权限" }]);
}

/** Adds a role of the chain's own (OR-05). */
export async function createRole(tx: Tx, actor: Actor, role: RoleFields): Promise<void> {
  requireWholeChain(actor);
  checkPermissions(actor, role.permissions);
  await refuseOn(refusals, () =>
    sql`insert into role (code, name, duties, permissions, unit_kinds, home)
      values (${role.code}, ${role.name}, ${role.duties}, ${role.permissions}::text[], ${role.unitKinds}::text[], ${role.home})`.execute(
      tx,
    ),
  );
  await audit(tx, actor, { action: "role.created", subject: { kind: "role", id: role.code }, detail: { after: role } });
}

/** Changes what a role is and allows; it holds from its holders' next request on. */
export async function editRole(
  tx: Tx,
  actor: Actor,
  code: string,
  change: Partial<Omit<RoleFields, "code">>,
  today: string,
): Promise<void> {
  requireWholeChain(actor);
  await sql`select from role where code = ${code} for update`.execute(tx);
  const before = await loadRole(tx, code, today);
  if (code === "admin") throw conflict("admin_fixed", "系统管理员拥有全部权限，不能修改");
  checkPermissions(actor, [...before.permissions, ...(change.permissions ?? [])]);
  const after = { ...before, ...change };
  await refuseOn(refusals, () =>
    sql`update role set name = ${after.name}, duties = ${after.duties}, permissions = ${after.permissions}::text[], unit_kinds = ${after.unitKinds}::text[],
      home = ${after.home}, updated_at = now() where code = ${code}`.execute(tx),
  );
  const keys = (Object.keys(change) as (keyof typeof change)[]).filter((key) => change[key] !== undefined);
  await audit(tx, actor, {
    action: "role.edited",
    subject: { kind: "role", id: code },
    detail: {
      before: Object.fromEntries(keys.map((key) => [key, before[key]])),
      after: Object.fromEntries(keys.map((key) => [key, change[key]])),
    },
  });
}

/** Removes a role that nobody ever held. */
export async function deleteRole(tx: Tx, actor: Actor, code: string, today: string): Promise<void> {
  requireWholeChain(actor);
  const role = await loadRole(tx, code, today);
  if (role.builtin) throw conflict("role_builtin", `「${role.name}」是内置角色，不能删除`);
  await refuseOn(refusals, () => sql`delete from role where code = ${code}`.execute(tx));
  await audit(tx, actor, { action: "role.deleted", subject: { kind: "role", id: code }, detail: { before: role } });
}
