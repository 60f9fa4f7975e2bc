import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { permissionsOf } from "../sign-in/grants.ts";
import { createStaff } from "../staff/change-staff.ts";
import { createStore } from "../stores/change-store.ts";
import { createUnit, editUnit } from "../tree/change-tree.ts";
import { nextStatuses, type TenantStatus, tenantStatuses } from "./rules.ts";
import { insertTenant, loadTenant, setStatus, type Tenant, type TenantFields, updateTenant } from "./store.ts";

export interface FirstUser {
  readonly code: string;
  readonly name: string;
  readonly login: string;
  readonly roleCode: string;
}

export interface NewTenant extends TenantFields {
  readonly parentId: string;
  readonly name: string;
  readonly code?: string;
  /** Its counter or shop; more are added on the stores page. */
  readonly store?: { readonly code: string; readonly name: string; readonly format: string };
  readonly firstUser?: FirstUser;
}

/** What the operator hands to the invited person; the password is shown once and must be changed at the first sign-in. */
export interface Invitation {
  readonly login: string;
  readonly password: string;
}

const letters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen characters that nobody mistakes for each other: 93 bits. */
function oneTimePassword(): string {
  const picks: string[] = [];
  while (picks.length < 16)
    for (const byte of randomBytes(32))
      if (byte < letters.length * 4 && picks.length < 16) picks.push(letters[byte % letters.length] ?? "");
  return picks.join("").replace(/(.{4})(?=.)/g, "$1-");
}

function checkContract(fields: Pick<TenantFields, "contractFrom" | "contractTo">): void {
  if (fields.contractTo < fields.contractFrom)
    throw invalid([{ path: "contractTo", message: "合同结束日期不能早于开始日期" }]);
}

/**
 * Takes a tenant onto the platform (OR-18): a unit of the tree with its contract, its first store, and an invitation for its first
 * user. From then on it sees what lies below its unit and nothing else: not the mall's members, not another tenant's.
 */
export async function onboardTenant(
  tx: Tx,
  actor: Actor,
  tenant: NewTenant,
  today: string,
  at: Date,
): Promise<{ unitId: string; invitation: Invitation | null }> {
  checkContract(tenant);
  const unitId = await createUnit(tx, actor, {
    parentId: tenant.parentId,
    kind: "tenant",
    name: tenant.name,
    code: tenant.code,
  });
  await insertTenant(tx, unitId, tenant, at);
  if (tenant.store)
    await createStore(tx, actor, { ...tenant.store, parentId: unitId, site: "counter", phase: "preparing" }, today);
  const { path } = await loadTenant(tx, actor, unitId);
  await audit(tx, actor, {
    action: "tenant.onboarded",
    subject: { kind: "tenant", id: unitId },
    orgPath: path,
    detail: { after: fieldsOf(tenant), name: tenant.name },
  });
  return {
    unitId,
    invitation: tenant.firstUser ? await invite(tx, actor, unitId, tenant.firstUser, today) : null,
  };
}

/**
 * The actor with what a tenant's role allows: who runs tenants may give the roles that can be held at tenants only, and no other,
 * also without holding their permissions (headquarters' operators keep no staff).
 */
async function asInviter(tx: Tx, actor: Actor, roleCode: string): Promise<Actor> {
  const { rows } = await sql<{ permissions: string[] }>`select permissions from role
    where code = ${roleCode} and 'tenant' = any(unit_kinds) and unit_kinds <@ '{tenant,store}'::text[]`.execute(tx);
  if (!rows[0]) throw invalid([{ path: "roleCode", message: "只能邀请商户的角色，例如商户负责人、商户店员" }]);
  return { ...actor, permissions: new Set([...actor.permissions, ...permissionsOf(rows[0].permissions)]) };
}

/** Opens an account at the tenant for somebody, with a one-time password. */
export async function invite(
  tx: Tx,
  actor: Actor,
  unitId: string,
  user: FirstUser,
  today: string,
): Promise<Invitation> {
  const tenant = await loadTenant(tx, actor, unitId);
  if (tenant.status === "ended") throw conflict("tenant_ended", `「${tenant.name}」已退场，不能再邀请员工`);
  const password = oneTimePassword();
  const staffId = await createStaff(tx, await asInviter(tx, actor, user.roleCode), {
    code: user.code,
    name: user.name,
    login: user.login,
    password,
    posts: [{ unitId, roleCode: user.roleCode, kind: "regular", fromDay: today }],
  });
  await audit(tx, actor, {
    action: "tenant.user_invited",
    subject: { kind: "tenant", id: unitId },
    orgPath: tenant.path,
    detail: { staffId, name: user.name, login: user.login },
  });
  return { login: user.login.toLowerCase(), password };
}

/** Changes what is agreed with a tenant, and its name. */
export async function editTenant(
  tx: Tx,
  actor: Actor,
  unitId: string,
  change: TenantFields & { readonly name: string },
  expected: number,
): Promise<void> {
  checkContract(change);
  const before = await loadTenant(tx, actor, unitId);
  if (change.name !== before.name) await editUnit(tx, actor, unitId, { name: change.name });
  if (!(await updateTenant(tx, unitId, change, expected)))
    throw conflict("tenant_changed", "刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "tenant.edited",
    subject: { kind: "tenant", id: unitId },
    orgPath: before.path,
    detail: { before: { name: before.name, ...fieldsOf(before) }, after: { name: change.name, ...fieldsOf(change) } },
  });
}

/**
 * Opens, suspends or ends a tenant. Whoever works there is signed out; while it is suspended or ended, posts below its unit give
 * nothing (see sign-in/sessions.ts). Its orders and members stay where they are.
 */
export async function changeStatus(
  tx: Tx,
  actor: Actor,
  unitId: string,
  to: TenantStatus,
  reason: string | null,
): Promise<void> {
  const tenant = await loadTenant(tx, actor, unitId);
  await sql`select from tenant where org_unit_id = ${unitId} for update`.execute(tx);
  if (!nextStatuses(tenant.status).includes(to))
    throw conflict("status_not_next", `「${tenantStatuses[tenant.status]}」不能改为「${tenantStatuses[to]}」`);
  if ((to === "suspended" || to === "ended") && !reason)
    throw invalid([{ path: "reason", message: "请写明暂停或退场的原因" }]);
  await setStatus(tx, unitId, to, reason);
  if (to === "suspended" || to === "ended")
    await sql`delete from session where staff_id in (select p.staff_id from staff_post p join org_unit u on u.id = p.org_unit_id
      where u.path <@ ${tenant.path}::ltree)`.execute(tx);
  await audit(tx, actor, {
    action: "tenant.status_changed",
    subject: { kind: "tenant", id: unitId },
    orgPath: tenant.path,
    detail: { name: tenant.name, before: { status: tenant.status }, after: { status: to }, reason },
  });
}

/** Tags goods as a tenant's own, or gives them back to the chain. A product has one owner. */
export async function changeProducts(
  tx: Tx,
  actor: Actor,
  unitId: string,
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  at: Date,
): Promise<void> {
  const tenant = await loadTenant(tx, actor, unitId);
  const { rows: taken } = await sql<{ sku: string; name: string }>`
    select g.sku, u.name from tenant_product g join org_unit u on u.id = g.org_unit_id
    where g.sku = any(${[...change.add]}::text[]) and g.org_unit_id <> ${unitId} order by g.sku limit 1`.execute(tx);
  // The other tenant's name stays its own affair: whoever asks may not see it.
  if (taken[0]) throw conflict("sku_taken", `商品 ${taken[0].sku} 已属于其他商户，请先在那里移出`);
  await sql`delete from tenant_product where org_unit_id = ${unitId} and sku = any(${[...change.remove]}::text[])`.execute(
    tx,
  );
  await sql`insert into tenant_product (sku, org_unit_id, added_at, added_by)
    select distinct sku, ${unitId}::uuid, ${at}::timestamptz, ${actor.name} from unnest(${[...change.add]}::text[]) sku on conflict do nothing`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "tenant.products_changed",
    subject: { kind: "tenant", id: unitId },
    orgPath: tenant.path,
    detail: { name: tenant.name, added: change.add, removed: change.remove },
  });
}

function fieldsOf(tenant: Tenant | TenantFields): TenantFields {
  const { kind, category, floor, booth, contact, contractFrom, contractTo, commissionBp } = tenant;
  return { kind, category, floor, booth, contact, contractFrom, contractTo, commissionBp };
}
