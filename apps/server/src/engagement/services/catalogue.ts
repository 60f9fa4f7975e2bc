import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { inScope, loadStore, loadUnit, unitCondition, unitOrAboveCondition } from "../../organization/index.ts";
import { createSeries } from "../codes/create-series.ts";
import { seriesBody } from "../codes/schemas.ts";
import type { editServiceBody, newServiceBody, storeDifferenceBody } from "./schemas.ts";
import { servesOn } from "./staff.ts";
import type { Place, ServiceField } from "./vocabulary.ts";

/** The series that the stores' codes for appointments are printed under. */
export const codeSeries = "服务场";

export interface ServiceRow {
  readonly id: string;
  readonly no: number;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly name: string;
  readonly says: string;
  readonly minutes: number;
  readonly priceFen: number;
  readonly tiers: string[];
  readonly formats: string[];
  readonly places: Place[];
  readonly seats: number | null;
  readonly fields: ServiceField[];
  readonly followUpDays: number | null;
  readonly nextAfterMonths: number | null;
  readonly stores: number;
  readonly version: number;
}

export const serviceColumns = sql`s.id, s.no, s.org_unit_id as "unitId", top.name as "unitName", top.path::text as path, s.name, s.says, s.minutes,
  s.price_fen::float as "priceFen", s.tiers, s.formats, s.places, s.seats, s.fields, s.follow_up_days as "followUpDays",
  s.next_after_months as "nextAfterMonths", s.version`;

/** SQL: the store `st` (unit `u`) offers the service `s` (of unit `top`), whose difference is `d`. */
export const offers: RawBuilder<boolean> = sql`(u.path <@ top.path and st.phase = 'open' and (s.formats = '{}' or st.format = any(s.formats))
  and coalesce(d.offered, true))`;

/** Services in use of the actor's units and those above, with how many of the actor's stores offer them. */
export async function listServices(db: Db, actor: Actor, id: string | null = null): Promise<ServiceRow[]> {
  const { rows } = await sql<ServiceRow>`
    select ${serviceColumns}, (select count(*)::int from org_unit u join store st on st.org_unit_id = u.id
        left join service_store d on d.service_no = s.no and d.store_no = u.no
      where ${offers} and ${unitCondition(actor, "u.path")}) as stores
    from service s join org_unit top on top.id = s.org_unit_id
    where s.archived_at is null and ${unitOrAboveCondition(actor, "top.path")} and (${id}::uuid is null or s.id = ${id}::uuid)
    order by s.no limit 200`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadService(db: Db, actor: Actor, id: string): Promise<ServiceRow> {
  const [service] = await listServices(db, actor, id);
  if (!service) throw notFound("这项服务");
  return service;
}

const values = (
  body: z.output<typeof newServiceBody> | z.output<typeof editServiceBody>,
) => sql`${body.name}, ${body.says}, ${body.minutes},
  ${body.priceFen}, ${body.tiers}::text[], ${body.formats}::text[], ${[...new Set(body.places)]}::text[], ${body.seats}::int,
  ${JSON.stringify(body.fields)}::jsonb, ${body.followUpDays}::int, ${body.nextAfterMonths}::int`;
const columns = sql`name, says, minutes, price_fen, tiers, formats, places, seats, fields, follow_up_days, next_after_months`;

/** @returns its id */
export async function createService(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  body: z.output<typeof newServiceBody>,
): Promise<string> {
  const unit = await loadUnit(tx, actor, body.unitId);
  const { rows } = await sql<{ id: string }>`
    insert into service (org_unit_id, ${columns}, created_at, created_by)
    values (${unit.id}, ${values(body)}, ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  await audit(tx, actor, {
    action: "service.created",
    subject: { kind: "service", id },
    orgPath: unit.path,
    detail: { name: body.name, minutes: body.minutes },
  });
  return id;
}

/** Changes a service, or ends it: appointments that stand are kept, new ones are not taken. */
export async function editService(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  body: z.output<typeof editServiceBody>,
): Promise<void> {
  const service = await loadService(tx, actor, id);
  if (!inScope(actor, service.path))
    throw forbidden("这是上级设置的服务，只有上级可以修改；本店可以设置是否提供、谁来做");
  const { rows } = await sql`
    update service set (${columns}) = (${values(body)}), version = version + 1,
      archived_at = case when ${body.archived} then ${platform.clock.now()}::timestamptz end
    where id = ${id} and version = ${body.version} returning no`.execute(tx);
  if (rows.length === 0) throw conflict("version_conflict", "别人刚改过这项服务", "请刷新后再改");
  await audit(tx, actor, {
    action: body.archived ? "service.ended" : "service.changed",
    subject: { kind: "service", id },
    orgPath: service.path,
    detail: { name: body.name },
  });
}

export interface StoreService {
  readonly serviceId: string;
  readonly name: string;
  readonly minutes: number;
  readonly places: Place[];
  readonly offered: boolean;
  readonly seats: number | null;
  readonly staffIds: string[];
}

/** What a store may offer, and what it says of each. */
export async function storeServices(db: Db, actor: Actor, storeNo: number): Promise<StoreService[]> {
  const { rows } = await sql<StoreService>`
    select s.id as "serviceId", s.name, s.minutes, s.places, coalesce(d.offered, true) as offered, coalesce(d.seats, s.seats) as seats,
      coalesce(d.staff_ids, '{}') as "staffIds"
    from service s join org_unit top on top.id = s.org_unit_id join org_unit u on u.no = ${storeNo} and u.path <@ top.path
      join store st on st.org_unit_id = u.id left join service_store d on d.service_no = s.no and d.store_no = u.no
    where s.archived_at is null and ${unitCondition(actor, "u.path")} and (s.formats = '{}' or st.format = any(s.formats))
    order by s.no limit 200`.execute(db);
  return rows;
}

/** A store says whether it offers a service, for how many at once, and who gives it. */
export async function changeStoreService(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  serviceId: string,
  storeNo: number,
  body: z.output<typeof storeDifferenceBody>,
): Promise<void> {
  const store = await loadStore(tx, actor, storeNo);
  const service = await loadService(tx, actor, serviceId);
  const serving = new Set((await servesOn(tx, platform, storeNo)).map(({ id }) => id));
  const stranger = body.staffIds.findIndex((id) => !serving.has(id));
  if (stranger >= 0) throw invalid([{ path: `staffIds.${stranger}`, message: "这位同事今天不在这家门店任职" }]);
  await sql`insert into service_store (service_no, store_no, offered, seats, staff_ids)
    values (${service.no}, ${storeNo}, ${body.offered}, ${body.seats}, ${body.staffIds}::uuid[])
    on conflict (service_no, store_no) do update set offered = excluded.offered, seats = excluded.seats, staff_ids = excluded.staff_ids`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "service.store_changed",
    subject: { kind: "service", id: serviceId },
    orgPath: store.path,
    detail: { store: store.name, offered: body.offered, seats: body.seats ?? "", staff: body.staffIds.length },
  });
}

/** Makes the codes that stores below a unit do not have yet; their page takes appointments. @returns codes made */
export async function layOutServiceCodes(tx: Tx, platform: Platform, actor: Actor, unitId: string): Promise<number> {
  await createSeries(
    tx,
    platform,
    actor,
    seriesBody.parse({
      ...{ series: codeSeries, kind: "store", unitId, name: "{门店}服务预约", material: "table_card" },
      ...{ campaign: "服务场", entry: "page", sameGuide: true },
    }),
  );
  const { rows } = await sql`
    with fronted as (update live_code set front = '/v/' where series = ${codeSeries} and archived_at is null and front is null)
    insert into service_code (store_no, code_id)
    select store_no, id from live_code where series = ${codeSeries} and archived_at is null and store_no is not null
    on conflict (store_no) do update set code_id = excluded.code_id where service_code.code_id <> excluded.code_id
    returning code_id`.execute(tx);
  return rows.length;
}

export interface CodeCover {
  readonly codes: number;
  readonly storesWithoutCode: number;
  readonly storesWithoutHours: { readonly storeNo: number; readonly name: string }[];
}

/** How far the actor's trading stores are ready to take appointments. */
export async function codeCover(db: Db, actor: Actor): Promise<CodeCover> {
  const { rows } = await sql<CodeCover>`
    select count(c.id)::int as codes, (count(*) - count(c.id))::int as "storesWithoutCode",
      coalesce((jsonb_agg(jsonb_build_object('storeNo', u.no, 'name', u.name)) filter (where st.opening_hours is null)), '[]') as "storesWithoutHours"
    from org_unit u join store st on st.org_unit_id = u.id and st.phase = 'open' left join service_code k on k.store_no = u.no
      left join live_code c on c.id = k.code_id and c.archived_at is null
    where ${unitCondition(actor, "u.path")}`.execute(db);
  const { storesWithoutHours, ...counts } = rows[0] as CodeCover;
  return { ...counts, storesWithoutHours: storesWithoutHours.slice(0, 20) };
}
