import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { seesWholeChain } from "../scope/rules.ts";

export const standardKinds = ["benefit", "after_sales"] as const;
export type StandardKind = (typeof standardKinds)[number];

/** Which stores a version binds; empty = all. */
export interface StandardScope {
  readonly formats: readonly string[];
  readonly unitIds: readonly string[];
}

export interface VersionFields extends StandardScope {
  readonly title: string;
  readonly body: string;
  /** `YYYY-MM-DD` */
  readonly validFrom: string;
  readonly note: string;
}

export interface StandardVersion extends VersionFields {
  readonly version: number;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

export interface Standard extends StandardVersion {
  readonly id: string;
  readonly kind: StandardKind;
  readonly withdrawnAt: Date | null;
  /** Stores in the asker's scope that the newest version binds, and how many of them have taken note. */
  readonly stores: number;
  readonly acknowledged: number;
}

const versionColumns = sql`v.version, v.title, v.body, v.formats, v.unit_ids as "unitIds", v.valid_from as "validFrom", v.note,
  v.published_at as "publishedAt", v.published_by as "publishedBy"`;

/** SQL: version `v` binds the store `u` (org_unit) / `s` (store); closed stores are bound by nothing. */
const binds = sql<SqlBool>`u.closed_at is null and (v.formats = '{}' or s.format = any(v.formats))
  and (v.unit_ids = '{}' or u.path <@ any(array(select path from org_unit where id = any(v.unit_ids))))`;

function newestVersions(actor: Actor, which: RawBuilder<SqlBool>): RawBuilder<Standard> {
  return sql<Standard>`
    select d.id, d.kind, d.withdrawn_at as "withdrawnAt", ${versionColumns}, counts.stores, counts.acknowledged
    from standard d
    join lateral (select * from standard_version v where v.standard_id = d.id order by v.version desc limit 1) v on true
    cross join lateral (
      select count(*)::int as stores, count(r.org_unit_id)::int as acknowledged
      from org_unit u join store s on s.org_unit_id = u.id
      left join standard_receipt r on r.standard_id = d.id and r.version = v.version and r.org_unit_id = u.id
      where ${binds} and ${unitCondition(actor, "u.path")}
    ) counts
    where ${which} and (${seesWholeChain(actor)} or counts.stores > 0)
    order by d.withdrawn_at nulls first, v.published_at desc, d.id`;
}

/** The standards that concern a store in the actor's scope, each in its newest version; withdrawn ones last. */
export async function listStandards(db: Db, actor: Actor): Promise<Standard[]> {
  return (await newestVersions(actor, sql<SqlBool>`true`).execute(db)).rows;
}

export async function findStandard(db: Db | Tx, actor: Actor, id: string): Promise<Standard | null> {
  return (await newestVersions(actor, sql<SqlBool>`d.id = ${id}`).execute(db)).rows[0] ?? null;
}

export async function listVersions(db: Db, id: string): Promise<StandardVersion[]> {
  const { rows } = await sql<StandardVersion>`select ${versionColumns} from standard_version v
    where v.standard_id = ${id} order by v.version desc`.execute(db);
  return rows;
}

export interface StoreReceipt {
  readonly unitId: string;
  readonly name: string;
  readonly parentName: string;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  /** The newest version before this one that the store took note of. */
  readonly lastVersion: number | null;
}

/** The stores in the actor's scope that a version binds, those who have not taken note first. */
export async function listReceipts(db: Db, actor: Actor, id: string, version: number): Promise<StoreReceipt[]> {
  const { rows } = await sql<StoreReceipt>`
    select u.id as "unitId", u.name, p.name as "parentName", r.at as "acknowledgedAt", r.by as "acknowledgedBy",
      (select max(o.version) from standard_receipt o where o.standard_id = ${id} and o.org_unit_id = u.id and o.version < ${version}) as "lastVersion"
    from standard_version v
    join org_unit u on u.kind = 'store' join store s on s.org_unit_id = u.id join org_unit p on p.id = u.parent_id
    left join standard_receipt r on r.standard_id = v.standard_id and r.version = v.version and r.org_unit_id = u.id
    where v.standard_id = ${id} and v.version = ${version} and ${binds} and ${unitCondition(actor, "u.path")}
    order by r.at is not null, r.at desc, u.no`.execute(db);
  return rows;
}

export async function insertStandard(tx: Tx, kind: StandardKind, at: Date): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into standard (kind, created_at) values (${kind}, ${at}) returning id`.execute(tx);
  return rows[0]?.id ?? "";
}

export async function insertVersion(
  tx: Tx,
  id: string,
  version: number,
  fields: VersionFields,
  at: Date,
  by: string,
): Promise<void> {
  await sql`insert into standard_version (standard_id, version, title, body, formats, unit_ids, valid_from, note, published_at, published_by)
    values (${id}, ${version}, ${fields.title}, ${fields.body}, ${fields.formats}::text[], ${fields.unitIds}::uuid[],
      ${fields.validFrom}, ${fields.note}, ${at}, ${by})`.execute(tx);
}

/** Notes that a store has taken note; false when it had before. */
export async function insertReceipt(
  tx: Tx,
  id: string,
  version: number,
  unitId: string,
  at: Date,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into standard_receipt (standard_id, version, org_unit_id, at, by)
    values (${id}, ${version}, ${unitId}, ${at}, ${by}) on conflict do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
