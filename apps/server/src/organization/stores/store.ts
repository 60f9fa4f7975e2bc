import { type RawBuilder, type SqlBool, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import type { SpecialDays, WeekHours } from "./opening-hours.ts";
import type { Ownership, Phase, Service, Site, WarehouseMode } from "./vocabulary.ts";

export interface StoreRow {
  readonly unitId: string;
  readonly storeNo: number;
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: string;
  readonly parentName: string;
  readonly brandId: string | null;
  readonly brandName: string | null;
  readonly format: string;
  readonly formatName: string;
  readonly ownership: Ownership;
  readonly site: Site;
  readonly phase: Phase;
  readonly phaseSince: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly address: string;
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  readonly areaCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phone: string | null;
  readonly openingHours: WeekHours | null;
  readonly specialDays: SpecialDays;
  readonly warehouseMode: WarehouseMode;
  readonly services: Service[];
  readonly contactStaffId: string | null;
  readonly contactName: string | null;
}

export const storeColumns = sql`u.id as "unitId", u.no as "storeNo", u.code, u.name, u.path::text as path, u.parent_id as "parentId", p.name as "parentName",
  u.brand_id as "brandId", b.name as "brandName", s.format, f.name as "formatName", s.ownership, s.site, s.phase, s.phase_since as "phaseSince",
  s.opened_on as "openedOn", s.closed_on as "closedOn", s.address, s.province, s.city, s.district, s.area_code as "areaCode",
  s.latitude, s.longitude, s.phone, s.opening_hours as "openingHours", s.special_days as "specialDays", s.warehouse_mode as "warehouseMode",
  s.services, s.contact_staff_id as "contactStaffId", c.name as "contactName"`;

export const storeTables = sql`store s join org_unit u on u.id = s.org_unit_id join org_unit p on p.id = u.parent_id
  join store_format f on f.code = s.format left join brand b on b.id = u.brand_id left join staff c on c.id = s.contact_staff_id`;

export interface StoreFilter {
  /** Part of the name, code or address. */
  readonly text?: string;
  readonly format?: string;
  readonly ownership?: Ownership;
  readonly site?: Site;
  readonly phase?: Phase;
  readonly service?: Service;
  readonly city?: string;
  readonly brandId?: string;
  /** Stores in this unit's subtree. */
  readonly unitId?: string;
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

function conditionsOf(actor: Actor, filter: StoreFilter): RawBuilder<SqlBool> {
  const text = filter.text?.trim();
  const conditions: RawBuilder<SqlBool>[] = [unitCondition(actor, "u.path")];
  if (text)
    conditions.push(sql`(u.name ilike ${like(text)} or u.code ilike ${like(text)} or s.address ilike ${like(text)})`);
  if (filter.format) conditions.push(sql`s.format = ${filter.format}`);
  if (filter.ownership) conditions.push(sql`s.ownership = ${filter.ownership}`);
  if (filter.site) conditions.push(sql`s.site = ${filter.site}`);
  if (filter.phase) conditions.push(sql`s.phase = ${filter.phase}`);
  if (filter.service) conditions.push(sql`s.services @> array[${filter.service}]::text[]`);
  if (filter.city) conditions.push(sql`s.city = ${filter.city}`);
  if (filter.brandId) conditions.push(sql`u.brand_id = ${filter.brandId}`);
  if (filter.unitId) conditions.push(sql`u.path <@ (select path from org_unit where id = ${filter.unitId})`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** Stores in the actor's scope by number, from after `afterNo`; at most `limit`. */
export async function listStores(
  db: Db,
  actor: Actor,
  filter: StoreFilter,
  afterNo: number,
  limit: number,
): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`select ${storeColumns} from ${storeTables}
    where ${conditionsOf(actor, filter)} and u.no > ${afterNo} order by u.no limit ${limit}`.execute(db);
  return rows;
}

/** How many stores the filter meets. */
export async function countStores(db: Db, actor: Actor, filter: StoreFilter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${storeTables} where ${conditionsOf(actor, filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** @throws Refusal not_found when there is no such store in the actor's scope */
export async function loadStore(db: Db | Tx, actor: Actor, storeNo: number): Promise<StoreRow> {
  const { rows } =
    await sql<StoreRow>`select ${storeColumns} from ${storeTables} where u.no = ${storeNo} and ${unitCondition(actor, "u.path")}`.execute(
      db,
    );
  if (!rows[0]) throw notFound("门店");
  return rows[0];
}

export interface PhaseChange {
  readonly fromPhase: Phase | null;
  readonly toPhase: Phase;
  readonly onDay: string;
  readonly reason: string | null;
}

/** The store's life so far, the latest first. */
export async function listPhaseChanges(db: Db, unitId: string): Promise<PhaseChange[]> {
  const { rows } =
    await sql<PhaseChange>`select from_phase as "fromPhase", to_phase as "toPhase", on_day as "onDay", reason
    from store_phase_change where org_unit_id = ${unitId} order by id desc`.execute(db);
  return rows;
}

/** Store numbers by store code; codes that are not a store's are left out. */
export async function findStoresByCode(tx: Db | Tx, codes: readonly string[]): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{
    code: string;
    no: number;
  }>`select code, no from org_unit where kind = 'store' and code = any(${[...new Set(codes)]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.no]));
}
