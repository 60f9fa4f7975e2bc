import { sql } from "kysely";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import type { FieldProblem } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { inScope } from "../scope/rules.ts";
import { ensureRegions } from "../tree/ensure-regions.ts";
import { deepestLevel, mayStandUnder, type UnitKind, unitKindNames } from "../tree/rules.ts";
import { lockTree } from "../tree/store.ts";
import { problemOf, regionNames, type StoreImport } from "./upsert-rules.ts";

export interface UpsertedStores {
  /** Store number per code of every row that was taken. */
  readonly storeNos: ReadonlyMap<string, number>;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that were not taken, by their index in the input, with the reason. */
  readonly problems: readonly (FieldProblem & { readonly index: number })[];
}

interface KnownUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: UnitKind;
  readonly path: string;
  readonly parentId: string | null;
}

interface Resolved extends StoreImport {
  readonly parentId: string;
  readonly brandId: string | null;
}

async function byCode(tx: Tx, table: "brand" | "store_format", codes: readonly string[]): Promise<Map<string, string>> {
  const key = table === "brand" ? sql`id::text` : sql`code`;
  const { rows } = await sql<{
    code: string;
    name: string;
    key: string;
  }>`select code, name, ${key} as key from ${sql.table(table)}
    where code = any(${codes}::text[]) or name = any(${codes}::text[])`.execute(tx);
  return new Map(rows.flatMap((row) => [[row.name, row.key] as const, [row.code, row.key] as const]));
}

async function findUnits(tx: Tx, codes: readonly string[], ids: readonly string[]): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`select id, code, kind, path::text as path, parent_id as "parentId" from org_unit
    where code = any(${codes}::text[]) or id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

const present = (values: readonly (string | undefined)[]) => [
  ...new Set(values.filter((value) => value !== undefined)),
];

/** Sorts out the rows that can be written; every other gets its reason. */
async function resolve(tx: Tx, actor: Actor, rows: readonly StoreImport[]) {
  const problems: (FieldProblem & { index: number })[] = [];
  const taken = new Map<string, Resolved>();
  const sound = rows.map((row) => problemOf(row, deepestLevel));
  const paths = rows.flatMap((row, index) =>
    sound[index] || row.parentCode !== undefined || row.regionPath === undefined ? [] : [regionNames(row.regionPath)],
  );
  const regions = await ensureRegions(tx, paths);
  const formats = await byCode(tx, "store_format", present(rows.map((row) => row.format)));
  const brands = await byCode(tx, "brand", present(rows.map((row) => row.brandCode)));
  const units = await findUnits(
    tx,
    [...present(rows.map((row) => row.parentCode)), ...rows.map((row) => row.code)],
    [...regions.values()],
  );
  const unitByCode = new Map(units.map((unit) => [unit.code, unit]));
  const unitById = new Map(units.map((unit) => [unit.id, unit]));

  rows.forEach((row, index) => {
    const existing = unitByCode.get(row.code);
    const parent =
      row.parentCode !== undefined
        ? unitByCode.get(row.parentCode)
        : unitById.get(
            row.regionPath === undefined && existing?.parentId
              ? existing.parentId
              : (regions.get(regionNames(row.regionPath ?? "").join("/")) ?? ""),
          );
    const parentId =
      parent?.id ?? (row.parentCode === undefined && row.regionPath === undefined ? existing?.parentId : undefined);
    const format = row.format === undefined ? undefined : formats.get(row.format);
    const brandId = row.brandCode === undefined ? null : brands.get(row.brandCode);
    const placed = parent?.path ?? existing?.path;
    const problem: FieldProblem | null =
      sound[index] ??
      (existing && existing.kind !== "store"
        ? { path: "code", message: `编码 ${row.code} 已是一个${unitKindNames[existing.kind]}的编码` }
        : null) ??
      (!parentId ? { path: "parentCode", message: `没有编码为 ${row.parentCode ?? ""} 的区域或经销商` } : null) ??
      (parent && !mayStandUnder("store", parent.kind)
        ? { path: "parentCode", message: `${row.parentCode ?? ""} 是门店，门店下不能再有门店` }
        : null) ??
      (placed === undefined || !inScope(actor, placed) || (existing && !inScope(actor, existing.path))
        ? { path: "parentCode", message: "这家门店不在你的权限范围内" }
        : null) ??
      (row.format !== undefined && format === undefined
        ? { path: "format", message: `没有「${row.format}」这种店型` }
        : null) ??
      (brandId === undefined ? { path: "brandCode", message: `没有编码为 ${row.brandCode ?? ""} 的品牌` } : null);
    if (problem) problems.push({ index, ...problem });
    else if (parentId) taken.set(row.code, { ...row, format, parentId, brandId: brandId ?? null });
  });
  return { taken: [...taken.values()], problems };
}

/**
 * Writes stores as files and other systems give them: set-based, idempotent by `code`; of two rows with one code the later
 * counts. New regions along `regionPath` are made. A bad row is reported and left out; the others are written.
 *
 * @param options.actor whose scope and name count; Feilun itself when absent
 * @param options.today for stores whose opening day is not given, `YYYY-MM-DD`
 */
export async function upsertStores(
  tx: Tx,
  rows: readonly StoreImport[],
  options: { readonly actor?: Actor; readonly today?: string } = {},
): Promise<UpsertedStores> {
  const actor = options.actor ?? systemActor("stores.import");
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  await lockTree(tx);
  const { taken, problems } = await resolve(tx, actor, rows);
  const document = JSON.stringify(taken.map((row, at) => ({ ...row, at })));
  const given = sql`jsonb_to_recordset(${document}::jsonb) as r("at" int, "code" text, "name" text, "parentId" uuid, "brandId" uuid, "format" text, "ownership" text,
    "site" text, "phase" text, "openedOn" date, "address" text, "province" text, "city" text, "district" text, "areaCode" text, "latitude" double precision,
    "longitude" double precision, "phone" text, "openingHours" jsonb, "specialDays" jsonb, "warehouseMode" text, "services" jsonb)`;

  const created = await sql<{ id: string }>`insert into org_unit (parent_id, kind, code, name, brand_id)
    select r."parentId", 'store', r.code, r.name, coalesce(r."brandId", p.brand_id) from ${given} join org_unit p on p.id = r."parentId"
    where not exists (select from org_unit u where u.code = r.code) order by r.at returning id`.execute(tx);
  const createdIds = new Set(created.rows.map((row) => row.id));
  const moved = await sql<{
    id: string;
  }>`update org_unit u set parent_id = r."parentId", updated_at = now() from ${given}
    where u.code = r.code and u.parent_id <> r."parentId" returning u.id`.execute(tx);
  const renamed = await sql<{
    id: string;
  }>`update org_unit u set name = r.name, brand_id = coalesce(r."brandId", u.brand_id), updated_at = now() from ${given}
    where u.code = r.code and (u.name <> r.name or u.brand_id is distinct from coalesce(r."brandId", u.brand_id)) returning u.id`.execute(
    tx,
  );

  const phased = await sql<{ id: string }>`
    with changed as (
      select u.id, s.phase as from_phase, coalesce(r.phase, case when r."openedOn" > ${today}::date then 'preparing' else 'open' end) as to_phase,
        coalesce(case when r.phase is distinct from 'closed' then r."openedOn" end, ${today}::date) as on_day
      from ${given} join org_unit u on u.code = r.code left join store s on s.org_unit_id = u.id
      where s.org_unit_id is null or (r.phase is not null and r.phase <> s.phase)
    ), closing as (
      update org_unit u set closed_at = case when c.to_phase = 'closed' then coalesce(u.closed_at, now()) end from changed c where u.id = c.id
    ), started as (
      insert into store (org_unit_id, format, phase, phase_since, opened_on, warehouse_mode, services)
      select c.id, f.code, c.to_phase, c.on_day, case when c.to_phase in ('open', 'refit') then r."openedOn" end, f.warehouse_mode, f.services
      from changed c join org_unit u on u.id = c.id join ${given} on r.code = u.code join store_format f on f.code = coalesce(r.format, 'other')
      where c.from_phase is null returning org_unit_id
    ), turned as (
      update store s set phase = c.to_phase, phase_since = c.on_day, closed_on = case when c.to_phase = 'closed' then c.on_day end
      from changed c where s.org_unit_id = c.id and c.from_phase is not null
    )
    select id from changed`.execute(tx);
  await sql`insert into store_phase_change (org_unit_id, from_phase, to_phase, on_day, reason)
    select s.org_unit_id, (select to_phase from store_phase_change h where h.org_unit_id = s.org_unit_id order by id desc limit 1), s.phase, s.phase_since, '导入'
    from store s where s.org_unit_id = any(${phased.rows.map((row) => row.id)}::uuid[])`.execute(tx);

  const detailed = await sql<{ id: string }>`
    with wanted as (
      select s.org_unit_id, coalesce(r.format, s.format) as format, coalesce(r.ownership, s.ownership) as ownership, coalesce(r.site, s.site) as site,
        coalesce(r."openedOn", s.opened_on) as opened_on, coalesce(r.address, s.address) as address, coalesce(r.province, s.province) as province,
        coalesce(r.city, s.city) as city, coalesce(r.district, s.district) as district, coalesce(r."areaCode", s.area_code) as area_code,
        coalesce(r.latitude, s.latitude) as latitude, coalesce(r.longitude, s.longitude) as longitude, coalesce(r.phone, s.phone) as phone,
        coalesce(r."openingHours", s.opening_hours) as opening_hours, coalesce(r."specialDays", s.special_days) as special_days,
        coalesce(r."warehouseMode", s.warehouse_mode) as warehouse_mode,
        coalesce((select array_agg(v) from jsonb_array_elements_text(r.services) v), s.services) as services
      from ${given} join org_unit u on u.code = r.code join store s on s.org_unit_id = u.id
    )
    update store s set format = w.format, ownership = w.ownership, site = w.site, opened_on = w.opened_on, address = w.address, province = w.province,
      city = w.city, district = w.district, area_code = w.area_code, latitude = w.latitude, longitude = w.longitude, phone = w.phone,
      opening_hours = w.opening_hours, special_days = w.special_days, warehouse_mode = w.warehouse_mode, services = w.services, updated_at = now()
    from wanted w where w.org_unit_id = s.org_unit_id
      and (s.format, s.ownership, s.site, s.opened_on, s.address, s.province, s.city, s.district, s.area_code, s.latitude, s.longitude, s.phone,
           s.opening_hours, s.special_days, s.warehouse_mode, s.services)
        is distinct from (w.format, w.ownership, w.site, w.opened_on, w.address, w.province, w.city, w.district, w.area_code, w.latitude, w.longitude, w.phone,
           w.opening_hours, w.special_days, w.warehouse_mode, w.services)
    returning s.org_unit_id as id`.execute(tx);

  const touched = new Set([...moved.rows, ...renamed.rows, ...phased.rows, ...detailed.rows].map((row) => row.id));
  const updated = [...touched].filter((id) => !createdIds.has(id)).length;
  const { rows: numbers } = await sql<{
    code: string;
    no: number;
  }>`select code, no from org_unit where code = any(${taken.map((row) => row.code)}::text[])`.execute(tx);
  if (createdIds.size + updated > 0) {
    await audit(tx, actor, {
      action: "stores.imported",
      subject: { kind: "organization", id: "stores" },
      detail: { created: createdIds.size, updated, refused: problems.length },
    });
  }
  return {
    storeNos: new Map(numbers.map((row) => [row.code, row.no])),
    created: createdIds.size,
    updated,
    unchanged: taken.length - createdIds.size - updated,
    problems,
  };
}
