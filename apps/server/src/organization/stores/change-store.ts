import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound, type Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { checkPlace, unitRefusals } from "../tree/change-tree.ts";
import { loadUnit, lockTree } from "../tree/store.ts";
import type { SpecialDays, WeekHours } from "./opening-hours.ts";
import { datesAfter, mayBecome, nextPhases } from "./phase-rules.ts";
import { loadStore, type StoreRow } from "./store.ts";
import { type Ownership, type Phase, phases, type Service, type Site, type WarehouseMode } from "./vocabulary.ts";

/** What an operator edits on a store's page; a field that is absent stays as it is. */
export interface StoreFields {
  readonly name?: string;
  readonly code?: string;
  readonly brandId?: string | null;
  readonly format?: string;
  readonly ownership?: Ownership;
  readonly site?: Site;
  readonly address?: string;
  readonly province?: string | null;
  readonly city?: string | null;
  readonly district?: string | null;
  readonly areaCode?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly phone?: string | null;
  readonly openingHours?: WeekHours | null;
  readonly specialDays?: SpecialDays;
  readonly warehouseMode?: WarehouseMode;
  readonly services?: Service[];
  readonly contactStaffId?: string | null;
}

export interface NewStore extends StoreFields {
  readonly parentId: string;
  readonly name: string;
  readonly code: string;
  readonly format: string;
  readonly phase?: Extract<Phase, "preparing" | "open">;
  /** The day from which the phase counts, `YYYY-MM-DD`. */
  readonly phaseSince?: string;
}

const storeRefusals: Readonly<Record<string, () => Refusal>> = {
  ...unitRefusals,
  store_format_fkey: () => invalid([{ path: "format", message: "没有这种店型" }]),
  store_check: () => invalid([{ path: "longitude", message: "经度和纬度要一起填写" }]),
};

async function checkContact(tx: Tx, storePath: string, staffId: string | null | undefined): Promise<void> {
  if (!staffId) return;
  const { rows } =
    await sql`select from staff_post p join org_unit u on u.id = p.org_unit_id join staff s on s.id = p.staff_id
    where p.staff_id = ${staffId} and s.status = 'active' and u.path @> ${storePath}::ltree and upper_inf(p.days) limit 1`.execute(
      tx,
    );
  if (rows.length === 0) throw notFound("这位门店对接人（须在本店或上级任职）");
}

const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));

/** Opens a store's record below a region or dealer in the actor's scope. What is not given follows from the format (OR-02). */
export async function createStore(tx: Tx, actor: Actor, store: NewStore, today: string): Promise<number> {
  await lockTree(tx);
  const parent = await loadUnit(tx, actor, store.parentId);
  checkPlace("store", parent);
  const phase = store.phase ?? "preparing";
  const since = store.phaseSince ?? today;
  const { rows } = await refuseOn(storeRefusals, () =>
    sql<{ id: string; no: number; path: string }>`
      insert into org_unit (parent_id, kind, code, name, brand_id)
      values (${parent.id}, 'store', ${store.code}, ${store.name}, ${store.brandId === undefined ? parent.brandId : store.brandId})
      returning id, no, path::text`.execute(tx),
  );
  const unit = rows[0];
  if (!unit) throw new Error("the unit was not inserted");
  await checkContact(tx, unit.path, store.contactStaffId);
  const inserted = await refuseOn(storeRefusals, () =>
    sql`insert into store (org_unit_id, format, ownership, site, phase, phase_since, opened_on, address, province, city, district, area_code,
        latitude, longitude, phone, opening_hours, special_days, warehouse_mode, services, contact_staff_id)
      select ${unit.id}, f.code, ${store.ownership ?? "self_run"}, ${store.site ?? "other"}, ${phase}, ${since}::date,
        ${phase === "open" ? since : null}::date, ${store.address ?? ""}, ${store.province ?? null}, ${store.city ?? null}, ${store.district ?? null},
        ${store.areaCode ?? null}, ${store.latitude ?? null}, ${store.longitude ?? null}, ${store.phone ?? null}, ${json(store.openingHours)}::jsonb,
        ${json(store.specialDays ?? {})}::jsonb, coalesce(${store.warehouseMode ?? null}, f.warehouse_mode), coalesce(${store.services ?? null}::text[], f.services),
        ${store.contactStaffId ?? null}
      from store_format f where f.code = ${store.format}`.execute(tx),
  );
  if (Number(inserted.numAffectedRows) === 0) throw invalid([{ path: "format", message: "没有这种店型" }]);
  await sql`insert into store_phase_change (org_unit_id, to_phase, on_day) values (${unit.id}, ${phase}, ${since})`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "store.created",
    subject: { kind: "store", id: String(unit.no) },
    orgPath: unit.path,
    detail: { after: { code: store.code, name: store.name, format: store.format, phase, parent: parent.name } },
  });
  return unit.no;
}

function changed(
  before: StoreRow,
  change: StoreFields,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const keys = (Object.keys(change) as (keyof StoreFields)[]).filter(
    (key) => change[key] !== undefined && JSON.stringify(change[key]) !== JSON.stringify(before[key]),
  );
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: Object.fromEntries(keys.map((key) => [key, change[key]])),
  };
}

/** Edits a store in the actor's scope; writes the fields that changed, with their values before, to the trail. */
export async function editStore(tx: Tx, actor: Actor, storeNo: number, change: StoreFields): Promise<void> {
  await lockTree(tx);
  const store = await loadStore(tx, actor, storeNo);
  const detail = changed(store, change);
  if (Object.keys(detail.after).length === 0) return;
  if (change.contactStaffId !== undefined) await checkContact(tx, store.path, change.contactStaffId);
  const next = {
    ...store,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  } as StoreRow;
  await refuseOn(storeRefusals, async () => {
    await sql`update org_unit set name = ${next.name}, code = ${next.code}, brand_id = ${next.brandId}, updated_at = now() where id = ${store.unitId}`.execute(
      tx,
    );
    await sql`update store set format = ${next.format}, ownership = ${next.ownership}, site = ${next.site}, address = ${next.address},
      province = ${next.province}, city = ${next.city}, district = ${next.district}, area_code = ${next.areaCode}, latitude = ${next.latitude},
      longitude = ${next.longitude}, phone = ${next.phone}, opening_hours = ${json(next.openingHours)}::jsonb, special_days = ${json(next.specialDays)}::jsonb,
      warehouse_mode = ${next.warehouseMode}, services = ${next.services}::text[], contact_staff_id = ${next.contactStaffId}, updated_at = now()
      where org_unit_id = ${store.unitId}`.execute(tx);
  });
  await audit(tx, actor, {
    action: "store.edited",
    subject: { kind: "store", id: String(storeNo) },
    orgPath: store.path,
    detail,
  });
}

/** Moves a store on in its life: preparing → open ⇄ refit → closed (→ preparing). @throws Refusal phase_not_allowed */
export async function changePhase(
  tx: Tx,
  actor: Actor,
  storeNo: number,
  change: { to: Phase; onDay: string; reason?: string },
  now: Date,
): Promise<void> {
  await lockTree(tx);
  const store = await loadStore(tx, actor, storeNo);
  if (!mayBecome(store.phase, change.to)) {
    const allowed = nextPhases(store.phase).map((phase) => phases[phase]);
    throw conflict(
      "phase_not_allowed",
      `「${phases[store.phase]}」的门店不能直接变为「${phases[change.to]}」`,
      `可以变为：${allowed.join("、")}`,
    );
  }
  if (store.phaseSince !== null && change.onDay < store.phaseSince) {
    throw invalid([{ path: "onDay", message: `不能早于当前状态的开始日期 ${store.phaseSince}` }]);
  }
  if (store.phase === "closed") {
    const parent = await loadUnit(tx, actor, store.parentId);
    if (parent.closedAt) throw conflict("parent_closed", `上级「${parent.name}」已关闭，请先恢复它，或把门店移到别处`);
  }
  const dates = datesAfter(store, change.to, change.onDay);
  await sql`update store set phase = ${change.to}, phase_since = ${dates.phaseSince}, opened_on = ${dates.openedOn}, closed_on = ${dates.closedOn},
    updated_at = now() where org_unit_id = ${store.unitId}`.execute(tx);
  await sql`update org_unit set closed_at = ${change.to === "closed" ? now : null}, updated_at = now() where id = ${store.unitId}`.execute(
    tx,
  );
  await sql`insert into store_phase_change (org_unit_id, from_phase, to_phase, on_day, reason)
    values (${store.unitId}, ${store.phase}, ${change.to}, ${change.onDay}, ${change.reason ?? null})`.execute(tx);
  await audit(tx, actor, {
    action: "store.phase_changed",
    subject: { kind: "store", id: String(storeNo) },
    orgPath: store.path,
    detail: {
      before: { phase: store.phase },
      after: { phase: change.to, onDay: change.onDay },
      reason: change.reason ?? null,
    },
  });
}
