import { sql } from "kysely";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { type StoreRow, spansOn } from "../../organization/index.ts";
import { offers, type ServiceRow, serviceColumns } from "./catalogue.ts";
import { type Busy, type Offer, openStates, type Slot, slotsOf } from "./rules.ts";
import { type Colleague, servesOn } from "./staff.ts";

export interface OfferedService extends Omit<ServiceRow, "stores"> {
  readonly storeName: string;
  readonly storePath: string;
  readonly openingHours: StoreRow["openingHours"];
  readonly specialDays: StoreRow["specialDays"];
  /** Who the store chose to give it; empty = everybody there. */
  readonly staffIds: string[];
}

/** What a store offers today, of one service or of all. */
export async function offeredServices(
  db: Db,
  storeNo: number,
  serviceId: string | null = null,
): Promise<OfferedService[]> {
  const { rows } = await sql<OfferedService>`
    select ${serviceColumns}, coalesce(d.seats, s.seats) as seats, u.name as "storeName", u.path::text as "storePath", st.opening_hours as "openingHours",
      st.special_days as "specialDays", coalesce(d.staff_ids, '{}') as "staffIds"
    from service s join org_unit top on top.id = s.org_unit_id join org_unit u on u.no = ${storeNo} join store st on st.org_unit_id = u.id
      left join service_store d on d.service_no = s.no and d.store_no = u.no
    where s.archived_at is null and ${offers} and (${serviceId}::uuid is null or s.id = ${serviceId}::uuid)
    order by s.no limit 100`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` when the store does not offer it */
export async function offeredService(db: Db, storeNo: number, serviceId: string): Promise<OfferedService> {
  const [service] = await offeredServices(db, storeNo, serviceId);
  if (!service) throw notFound("这家门店的这项服务");
  return service;
}

export interface DaySlots {
  readonly hoursKnown: boolean;
  readonly slots: readonly Slot[];
  readonly staff: readonly Colleague[];
}

/**
 * When a service may begin in a store on a day: within its opening hours, with a colleague free and a seat.
 *
 * @param exceptId an appointment that is being moved does not stand in its own way
 */
export async function freeSlots(
  db: Db,
  platform: Pick<Platform, "config" | "clock">,
  storeNo: number,
  service: OfferedService,
  day: string,
  exceptId: string | null = null,
): Promise<DaySlots> {
  const { timeZone } = platform.config;
  const hoursKnown = service.openingHours !== null || service.specialDays[day] !== undefined;
  const spans = spansOn(service.openingHours ?? {}, service.specialDays, day);
  const noon = new Date(`${day}T12:00:00Z`);
  const now = platform.clock.now();
  const isToday = dayIn(timeZone, now) === day;
  const serving = await servesOn(db, platform, storeNo, isToday ? now : noon);
  const staff = serving.filter(({ id }) => service.staffIds.length === 0 || service.staffIds.includes(id));
  const offer: Offer = {
    ...{ serviceNo: service.no, minutes: service.minutes, seats: service.seats },
    staffIds: staff.map(({ id }) => id),
  };
  const { rows } = await sql<Busy>`
    select staff_id as "staffId", case when store_no = ${storeNo} then service_no else 0 end as "serviceNo", starts_at as "startsAt", ends_at as "endsAt"
    from service_visit where (store_no = ${storeNo} or staff_id = any(${offer.staffIds}::uuid[])) and state = any(${openStates}::text[])
      and starts_at > ${noon}::timestamptz - interval '36 hours' and starts_at < ${noon}::timestamptz + interval '36 hours'
      and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)`.execute(db);
  return { hoursKnown, slots: slotsOf(offer, rows, { day, spans, timeZone, now }), staff };
}
