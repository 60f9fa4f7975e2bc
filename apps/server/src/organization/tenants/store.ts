import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import type { TenantKind, TenantStatus } from "./rules.ts";

export interface TenantFields {
  readonly kind: TenantKind;
  readonly category: string;
  readonly floor: string;
  readonly booth: string;
  readonly contact: string;
  /** `YYYY-MM-DD`; the last day is inclusive. */
  readonly contractFrom: string;
  readonly contractTo: string;
  /** The operator's share of net sales, hundredths of a percent. */
  readonly commissionBp: number;
}

export interface Tenant extends TenantFields {
  readonly unitId: string;
  readonly no: number;
  readonly name: string;
  readonly code: string;
  readonly path: string;
  /** Where it stands: the mall or headquarters. */
  readonly parentId: string;
  readonly parentName: string;
  readonly status: TenantStatus;
  readonly statusReason: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly stores: number;
  readonly staff: number;
  readonly products: number;
}

const columns = sql`t.org_unit_id as "unitId", u.no, u.name, u.code, u.path::text as path, u.parent_id as "parentId", p.name as "parentName",
  t.kind, t.status, t.status_reason as "statusReason", t.category, t.floor, t.booth, t.contact, t.contract_from as "contractFrom",
  t.contract_to as "contractTo", t.commission_bp as "commissionBp", t.version, t.created_at as "createdAt",
  (select count(*)::int from org_unit s where s.kind = 'store' and s.path <@ u.path and s.closed_at is null) as stores,
  (select count(distinct sp.staff_id)::int from staff_post sp join org_unit o on o.id = sp.org_unit_id
    where o.path <@ u.path and upper_inf(sp.days)) as staff,
  (select count(*)::int from tenant_product g where g.org_unit_id = t.org_unit_id) as products`;
const tables = sql`tenant t join org_unit u on u.id = t.org_unit_id join org_unit p on p.id = u.parent_id`;

/** Tenants in scope: those whose contracts end first come first, ended ones last. */
export async function listTenants(db: Db | Tx, actor: Actor): Promise<Tenant[]> {
  const { rows } = await sql<Tenant>`select ${columns} from ${tables} where ${unitCondition(actor, "u.path")}
    order by t.status = 'ended', t.contract_to, u.no limit 5000`.execute(db);
  return rows;
}

/** @throws Refusal not_found when there is no such tenant in the actor's scope */
export async function loadTenant(db: Db | Tx, actor: Actor, unitId: string): Promise<Tenant> {
  const { rows } = await sql<Tenant>`select ${columns} from ${tables}
    where t.org_unit_id = ${unitId} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("商户");
  return rows[0];
}

export async function insertTenant(tx: Tx, unitId: string, fields: TenantFields, at: Date): Promise<void> {
  await sql`insert into tenant (org_unit_id, kind, status, category, floor, booth, contact, contract_from, contract_to, commission_bp, created_at)
    values (${unitId}, ${fields.kind}, 'preparing', ${fields.category}, ${fields.floor}, ${fields.booth}, ${fields.contact},
      ${fields.contractFrom}::date, ${fields.contractTo}::date, ${fields.commissionBp}, ${at})`.execute(tx);
}

/** Writes a tenant's record; false when it was changed since version `expected`. */
export async function updateTenant(tx: Tx, unitId: string, fields: TenantFields, expected: number): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update tenant set kind = ${fields.kind}, category = ${fields.category}, floor = ${fields.floor},
      booth = ${fields.booth}, contact = ${fields.contact}, contract_from = ${fields.contractFrom}::date, contract_to = ${fields.contractTo}::date,
      commission_bp = ${fields.commissionBp}, version = version + 1
    where org_unit_id = ${unitId} and version = ${expected}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function setStatus(tx: Tx, unitId: string, status: TenantStatus, reason: string | null): Promise<void> {
  await sql`update tenant set status = ${status}, status_reason = ${reason}, version = version + 1 where org_unit_id = ${unitId}`.execute(
    tx,
  );
}

export interface TenantProduct {
  readonly sku: string;
  readonly addedAt: Date;
  readonly addedBy: string;
}

export async function listTenantProducts(db: Db | Tx, unitId: string): Promise<TenantProduct[]> {
  const { rows } = await sql<TenantProduct>`select sku, added_at as "addedAt", added_by as "addedBy" from tenant_product
    where org_unit_id = ${unitId} order by sku limit 5000`.execute(db);
  return rows;
}
