import { instantOf } from "../../kernel/calendar.ts";
import type { Finding, ServiceField, VisitState } from "./vocabulary.ts";

/** Appointments begin on the half hour of the store's day. */
export const slotMinutes = 30;
/** How far ahead customers make appointments. */
export const daysAhead = 14;
/** Begun within this after the agreed time, a service was on time. */
export const onTimeMinutes = 10;
/** A score up to this waits for the store manager. */
export const lowScore = 2;
/** One browser may make so many appointments a day, one customer may have so many open. */
export const bookingsADay = 5;
export const openBookings = 3;

export const openStates: readonly VisitState[] = ["booked", "arrived", "serving"];

const next: Readonly<Record<VisitState, readonly VisitState[]>> = {
  booked: ["arrived", "serving", "cancelled", "no_show"],
  arrived: ["serving", "cancelled"],
  serving: ["done"],
  done: [],
  cancelled: [],
  // Somebody who comes late after all.
  no_show: ["arrived"],
};

/** What a visit may become. */
export const nextStates = (state: VisitState): readonly VisitState[] => next[state];

/** `day` moved by whole months; the last day of a shorter month stands for a day that it does not have. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date, last));
  return target.toISOString().slice(0, 10);
}

export interface Busy {
  readonly staffId: string | null;
  readonly serviceNo: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Offer {
  readonly serviceNo: number;
  readonly minutes: number;
  readonly seats: number | null;
  /** Who gives it in the store that day. */
  readonly staffIds: readonly string[];
}

export interface Slot {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Who could give it then, the least busy of the day first. */
  readonly freeStaffIds: readonly string[];
}

const overlaps = (busy: Busy, startsAt: Date, endsAt: Date) => busy.startsAt < endsAt && busy.endsAt > startsAt;

/** Who is free for a service at a time, the least busy first; empty when nobody is, or every seat is taken. */
export function freeStaff(offer: Offer, busy: readonly Busy[], startsAt: Date, endsAt: Date): string[] {
  const meanwhile = busy.filter((each) => overlaps(each, startsAt, endsAt));
  if (offer.seats !== null && meanwhile.filter(({ serviceNo }) => serviceNo === offer.serviceNo).length >= offer.seats)
    return [];
  const load = (staffId: string) => busy.filter((each) => each.staffId === staffId).length;
  return offer.staffIds
    .filter((staffId) => !meanwhile.some((each) => each.staffId === staffId))
    .sort((a, b) => load(a) - load(b));
}

/**
 * The times of a day at which a service may begin: inside the store's hours, not in the past, with somebody free.
 *
 * @param spans the store's hours that day; an end at or before the start lies on the next day
 */
export function slotsOf(
  offer: Offer,
  busy: readonly Busy[],
  about: {
    readonly day: string;
    readonly spans: readonly (readonly [string, string])[];
    readonly timeZone: string;
    readonly now: Date;
  },
): Slot[] {
  const slots: Slot[] = [];
  for (const [from, to] of about.spans) {
    const opens = instantOf(about.timeZone, about.day, from).getTime();
    const sameDay = to === "24:00" ? instantOf(about.timeZone, about.day).getTime() + 86_400_000 : 0;
    const end = sameDay || instantOf(about.timeZone, about.day, to).getTime();
    const closes = end <= opens ? end + 86_400_000 : end;
    for (let at = opens; at + offer.minutes * 60_000 <= closes; at += slotMinutes * 60_000) {
      const startsAt = new Date(at);
      const endsAt = new Date(at + offer.minutes * 60_000);
      if (startsAt <= about.now) continue;
      const freeStaffIds = freeStaff(offer, busy, startsAt, endsAt);
      if (freeStaffIds.length > 0) slots.push({ startsAt, endsAt, freeStaffIds });
    }
  }
  return slots;
}

/** What was found, in the words of the service's fields; empty ones are left out. The second part names what does not fit. */
export function readFindings(
  fields: readonly ServiceField[],
  given: Readonly<Record<string, string>>,
): { readonly findings: Finding[]; readonly problems: { readonly path: string; readonly message: string }[] } {
  const known = new Map(fields.map((field) => [field.key, field]));
  const problems = Object.entries(given).flatMap(([key, value]) => {
    const field = known.get(key);
    if (!field) return [{ path: `findings.${key}`, message: "这项服务没有这个记录项" }];
    const isBad = field.kind === "number" && value.trim() !== "" && !/^[+-]?\d{1,6}(\.\d{1,3})?$/.test(value.trim());
    return isBad ? [{ path: `findings.${key}`, message: `「${field.label}」请填写数字，例如 -3.25` }] : [];
  });
  const findings = fields.flatMap(({ key, label, unit }) => {
    const value = (given[key] ?? "").trim();
    return value === "" ? [] : [{ name: label, value: unit === "" ? value : `${value} ${unit}` }];
  });
  return { findings, problems };
}
