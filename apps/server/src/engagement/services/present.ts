import { maskName } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { nextStates } from "./rules.ts";
import type { DaySlots } from "./slots.ts";
import type { VisitRow } from "./store.ts";
import { places } from "./vocabulary.ts";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A visit as colleagues see it in lists: whom, when and where it stands, not what was found. */
export function presentVisit({ clock, cipher }: Platform, visit: VisitRow) {
  const {
    id,
    serviceId,
    serviceName,
    storeNo,
    storeName,
    staffId,
    staffName,
    memberNo,
    nameSealed,
    place,
    madeBy,
    state,
  } = visit;
  return {
    ...{ id, serviceId, serviceName, storeNo, storeName, staffId, staffName, memberNo, place, madeBy, state },
    memberName: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
    placeLabel: places[place],
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    next: [...nextStates(state)],
    isLate: state === "booked" && visit.startsAt < clock.now(),
    remindedAt: iso(visit.remindedAt),
    priceFen: visit.priceFen,
    score: visit.score,
    scoreWords: visit.scoreWords,
    followUpOn: visit.followUpOn,
    followedUpAt: iso(visit.followedUpAt),
    nextDueOn: visit.nextDueOn,
    handledAt: iso(visit.handledAt),
    handledNote: visit.handledNote,
    version: visit.version,
  };
}

/** Times as pages show them. */
export function presentSlots(
  { config }: Pick<Platform, "config">,
  day: string,
  { hoursKnown, slots, staff }: DaySlots,
) {
  const clockFace = new Intl.DateTimeFormat("en-GB", { timeZone: config.timeZone, hour: "2-digit", minute: "2-digit" });
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]));
  return {
    day,
    hoursKnown,
    items: slots.map(({ startsAt, freeStaffIds }) => ({
      startsAt: startsAt.toISOString(),
      time: clockFace.format(startsAt),
      staff: freeStaffIds.map((id) => ({ id, name: nameOf.get(id) ?? "" })),
    })),
  };
}
