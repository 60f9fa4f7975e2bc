import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { type TierCode, tierNames } from "../../insight/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { bookingsADay, openBookings, openStates } from "./rules.ts";
import { freeSlots, type OfferedService, offeredService } from "./slots.ts";
import { type MadeBy, type Place, places } from "./vocabulary.ts";

export interface Who {
  readonly originNo: number | null;
  readonly memberNo: number | null;
}

export interface Booking {
  readonly serviceId: string;
  readonly storeNo: number;
  readonly startsAt: Date;
  readonly place: Place;
  /** Null = whoever is free and has the least to do that day. */
  readonly staffId: string | null;
  readonly who: Who;
  readonly visitorId: string | null;
  readonly madeBy: MadeBy;
}

const taken = () => conflict("slot_taken", "这个时间刚被约走了", "请换一个时间，或换一位同事");
export const staffBusy = { service_visit_staff_busy: taken };
const time = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat("zh-CN", {
    timeZone,
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);

/** One appointment of a store is made at a time: who is free is looked up and taken in one go. */
export async function lockStore(tx: Tx, storeNo: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`service_store:${storeNo}`}, 0))`.execute(tx);
}

/** The customer behind a phone number; made when nobody has it yet. @throws Refusal `invalid` for a number that is nobody's */
export async function whoHas(tx: Tx, platform: Platform, phone: string, storeNo: number): Promise<Who> {
  const [found] = await resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "phone", value: phone }],
      ...{ occurredAt: platform.clock.now(), source: "service", storeNo, channel: "store" },
    },
  ]);
  if (found?.originNo == null) throw invalid([{ path: "phone", message: "这个号码不像真实的手机号，请核对" }]);
  return { originNo: found.originNo, memberNo: found.memberNo };
}

/**
 * Takes an appointment. Concurrent requests for one place, or one colleague, get it once.
 *
 * @returns id and key
 * @throws Refusal `slot_taken`, `already_booked`, `too_many_bookings`, `tier_not_served`, `invalid` naming the field
 */
export async function bookVisit(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  booking: Booking,
): Promise<{ id: string; key: string }> {
  await lockStore(tx, booking.storeNo);
  const service = await offeredService(tx, booking.storeNo, booking.serviceId);
  if (!service.places.includes(booking.place))
    throw invalid([{ path: "place", message: `「${service.name}」不在${places[booking.place]}提供` }]);
  await requireTier(tx, service, booking.who.memberNo);
  await requireRoom(tx, platform, service, booking);
  const slot = await findSlot(tx, platform, service, booking.storeNo, booking);
  const now = platform.clock.now();
  const { rows } = await refuseOn(staffBusy, () =>
    sql<{ id: string; key: string }>`
      insert into service_visit (service_no, store_no, staff_id, visitor_id, origin_no, member_no, place, made_by, starts_at, ends_at, state, price_fen,
        created_at, changed_at, changed_by)
      values (${service.no}, ${booking.storeNo}, ${slot.staffId}, ${booking.visitorId}::uuid, ${booking.who.originNo}, ${booking.who.memberNo}, ${booking.place},
        ${booking.madeBy}, ${slot.startsAt}, ${slot.endsAt}, 'booked', ${service.priceFen}, ${now}, ${now}, ${actor.name})
      returning id, key`.execute(tx),
  );
  const visit = rows[0] as { id: string; key: string };
  await tellBooked(tx, service, booking, visit.id, now);
  await audit(tx, actor, {
    action: "service_visit.booked",
    subject: { kind: "service_visit", id: visit.id },
    orgPath: service.storePath,
    detail: { service: service.name, startsAt: slot.startsAt.toISOString(), madeBy: booking.madeBy },
  });
  return visit;
}

/** Somebody came without an appointment: they wait until a colleague begins. @returns id */
export async function takeWalkIn(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  walkIn: Pick<Booking, "serviceId" | "storeNo" | "who" | "visitorId">,
): Promise<{ id: string; key: string }> {
  const service = await offeredService(tx, walkIn.storeNo, walkIn.serviceId);
  if (!service.places.includes("store"))
    throw invalid([{ path: "serviceId", message: `「${service.name}」不在到店提供，请预约` }]);
  await requireTier(tx, service, walkIn.who.memberNo);
  const now = platform.clock.now();
  await requireRoom(tx, platform, service, { ...walkIn, madeBy: "walk_in" });
  const { rows } = await sql<{ id: string; key: string }>`
    insert into service_visit (service_no, store_no, visitor_id, origin_no, member_no, place, made_by, starts_at, ends_at, state, price_fen, arrived_at,
      created_at, changed_at, changed_by)
    values (${service.no}, ${walkIn.storeNo}, ${walkIn.visitorId}::uuid, ${walkIn.who.originNo}, ${walkIn.who.memberNo}, 'store', 'walk_in', ${now},
      ${now}::timestamptz + make_interval(mins => ${service.minutes}), 'arrived', ${service.priceFen}, ${now}, ${now}, ${now}, ${actor.name})
    returning id, key`.execute(tx);
  const visit = rows[0] as { id: string; key: string };
  await audit(tx, actor, {
    action: "service_visit.walked_in",
    subject: { kind: "service_visit", id: visit.id },
    orgPath: service.storePath,
    detail: { service: service.name },
  });
  return visit;
}

/** Another time, or another colleague. @throws Refusal `slot_taken`, `version_conflict`, `not_booked` */
export async function moveVisit(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: { readonly id: string; readonly storeNo: number; readonly serviceId: string; readonly version: number },
  to: { readonly startsAt: Date; readonly staffId: string | null },
): Promise<void> {
  await lockStore(tx, visit.storeNo);
  const service = await offeredService(tx, visit.storeNo, visit.serviceId);
  const slot = await findSlot(tx, platform, service, visit.storeNo, to, visit.id);
  const { rows } = await refuseOn(staffBusy, () =>
    sql<{ id: string }>`
      update service_visit set starts_at = ${slot.startsAt}, ends_at = ${slot.endsAt}, staff_id = ${slot.staffId}, state = 'booked', arrived_at = null,
        reminded_at = null, changed_at = ${platform.clock.now()}, changed_by = ${actor.name}, version = version + 1
      where id = ${visit.id} and version = ${visit.version} and state in ('booked', 'no_show') returning id`.execute(
      tx,
    ),
  );
  if (!rows[0]) throw conflict("not_booked", "这个预约已经变了，不能改时间", "请刷新后再看");
  await audit(tx, actor, {
    action: "service_visit.moved",
    subject: { kind: "service_visit", id: visit.id },
    orgPath: service.storePath,
    detail: { service: service.name, startsAt: slot.startsAt.toISOString() },
  });
}

async function findSlot(
  tx: Tx,
  platform: Platform,
  service: OfferedService,
  storeNo: number,
  wish: { readonly startsAt: Date; readonly staffId: string | null },
  exceptId: string | null = null,
): Promise<{ readonly startsAt: Date; readonly endsAt: Date; readonly staffId: string }> {
  const { timeZone } = platform.config;
  if (wish.startsAt <= platform.clock.now())
    throw invalid([{ path: "startsAt", message: "这个时间已经过了，请选以后的时间" }]);
  // A store that closes after midnight takes appointments of the night under the day on which it opened.
  for (const day of [dayIn(timeZone, wish.startsAt), addDays(dayIn(timeZone, wish.startsAt), -1)]) {
    const { slots } = await freeSlots(tx, platform, storeNo, service, day, exceptId);
    const slot = slots.find(({ startsAt }) => startsAt.getTime() === wish.startsAt.getTime());
    const staffId =
      wish.staffId === null ? slot?.freeStaffIds[0] : slot?.freeStaffIds.find((id) => id === wish.staffId);
    if (slot && staffId !== undefined) return { startsAt: slot.startsAt, endsAt: slot.endsAt, staffId };
  }
  throw taken();
}

async function requireTier(tx: Tx, service: OfferedService, memberNo: number | null): Promise<void> {
  if (service.tiers.length === 0) return;
  const { rows } = await sql<{
    tier: string;
  }>`select coalesce(tier, 'general') as tier from member where member_no = ${memberNo}`.execute(tx);
  if (rows[0] && service.tiers.includes(rows[0].tier)) return;
  throw new Refusal({
    code: "tier_not_served",
    status: 409,
    title: `「${service.name}」是部分客户的专属服务`,
    detail: `面向：${service.tiers.map((tier) => tierNames[tier as TierCode]).join("、")}；请选择其他服务，或联系本店导购`,
  });
}

/** Nobody holds two appointments for the same service, nor more than a few at all; a script does not fill the book. */
async function requireRoom(
  tx: Tx,
  platform: Platform,
  service: OfferedService,
  { who, visitorId }: Pick<Booking, "who" | "visitorId" | "madeBy">,
): Promise<void> {
  const now = platform.clock.now();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`service_visit:${who.memberNo ?? visitorId ?? ""}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<{ today: number; open: number; same: Date | null }>`
    select (select count(*)::int from service_visit v where v.visitor_id = ${visitorId}::uuid and v.created_at > ${now}::timestamptz - interval '1 day') as today,
      count(*)::int as open, min(v.starts_at) filter (where v.service_no = ${service.no}) as same
    from service_visit v where v.state = any(${openStates}::text[]) and v.ends_at > ${now}::timestamptz - interval '2 hours'
      and (v.member_no = ${who.memberNo}::int or (v.member_no is null and v.visitor_id = ${visitorId}::uuid))`.execute(
    tx,
  );
  const { today = 0, open = 0, same = null } = rows[0] ?? {};
  if (same !== null)
    throw conflict(
      "already_booked",
      `已经有一个「${service.name}」的预约：${time(platform.config.timeZone, same)}`,
      "要换时间，请修改那个预约",
    );
  if (open >= openBookings || today >= bookingsADay)
    throw conflict(
      "too_many_bookings",
      `每位客户最多同时有 ${openBookings} 个预约，每天最多约 ${bookingsADay} 次`,
      "请先取消不去的预约，或联系本店导购",
    );
}

async function tellBooked(tx: Tx, service: OfferedService, booking: Booking, id: string, now: Date): Promise<void> {
  const { originNo, memberNo } = booking.who;
  if (originNo === null || memberNo === null) return;
  await appendEvents(
    tx,
    [
      {
        ...{
          source: "services",
          eventId: `booked:${id}`,
          type: "service.booked" as const,
          originNo,
          memberNo,
          occurredAt: now,
        },
        ...{ storeNo: booking.storeNo, channel: "store" as const },
        properties: { serviceKind: service.name, bookedFor: booking.startsAt.toISOString() },
      },
    ],
    now,
  );
}
