/** Weekday (1 Monday … 7 Sunday) and `HH:MM` of a moment in the shop's zone. */
export interface WallClock {
  readonly weekday: number;
  readonly time: string;
}

/** `to` at or before `from` lies on the next day. */
export interface Slot {
  readonly days: number[];
  readonly from: string;
  readonly to: string;
}

export interface GuideState {
  readonly staffId: string;
  readonly weight: number;
  readonly dailyCap: number | null;
  readonly slots: readonly Slot[];
  readonly backup: boolean;
  readonly paused: boolean;
  /** Known on the platform and enabled for customers there. */
  readonly reachable: boolean;
  /** New contacts through this code today. */
  readonly today: number;
}

export type EmptyBecause = "off" | "capped" | "unreachable" | "full" | "nobody";

export interface Choice {
  readonly staffIds: readonly string[];
  readonly emptyBecause: EmptyBecause | null;
}

const yesterday = (weekday: number) => (weekday === 1 ? 7 : weekday - 1);

/** Whether somebody with these hours takes contacts now; no hours = always. */
export function inSlots(slots: readonly Slot[], { weekday, time }: WallClock): boolean {
  return (
    slots.length === 0 ||
    slots.some(({ days, from, to }) =>
      from < to
        ? days.includes(weekday) && time >= from && time < to
        : (days.includes(weekday) && time >= from) || (days.includes(yesterday(weekday)) && time < to),
    )
  );
}

/**
 * Who takes new contacts now: on schedule, not paused, below the cap. Backups step in when nobody else is left; when even they are
 * not, nobody is.
 */
export function available(guides: readonly GuideState[], now: WallClock): Choice {
  const reachable = guides.filter((guide) => guide.reachable);
  const on = reachable.filter((guide) => !guide.paused && inSlots(guide.slots, now));
  const free = on.filter(({ dailyCap, today }) => dailyCap === null || today < dailyCap);
  const regular = free.filter((guide) => !guide.backup);
  const chosen = regular.length > 0 ? regular : free;
  if (chosen.length > 0) return { staffIds: chosen.map(({ staffId }) => staffId), emptyBecause: null };
  if (guides.length === 0) return { staffIds: [], emptyBecause: "nobody" };
  if (reachable.length === 0) return { staffIds: [], emptyBecause: "unreachable" };
  return { staffIds: [], emptyBecause: on.length > 0 ? "capped" : "off" };
}

/** Contacts got per unit of weight, after one more. */
const loadOf = ({ today, weight }: Pick<GuideState, "today" | "weight">) => (today + 1) / weight;

/** Whose turn it is by weight: who would be least loaded after one more; several when equal. */
export function furthestBehind(guides: readonly GuideState[]): string[] {
  const least = Math.min(...guides.map(loadOf));
  return guides.filter((guide) => loadOf(guide) <= least + 1e-9).map(({ staffId }) => staffId);
}

/** At most so many users stand behind one contact way (wecom-api.md §5.1). */
export const wayUsers = 100;

/** Whom a way that leads to several guides shall lead to now. */
export function guidesBehind(
  guides: readonly GuideState[],
  distribution: "platform" | "weights",
  now: WallClock,
): Choice {
  const choice = available(guides, now);
  const chosen = guides.filter(({ staffId }) => choice.staffIds.includes(staffId));
  if (chosen.length === 0) return choice;
  const turn = distribution === "weights" ? furthestBehind(chosen) : choice.staffIds;
  if (turn.length <= wayUsers) return { staffIds: [...turn].sort(), emptyBecause: null };
  const load = new Map(chosen.map((guide) => [guide.staffId, loadOf(guide)]));
  const least = [...turn].sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || a.localeCompare(b));
  return { staffIds: least.slice(0, wayUsers).sort(), emptyBecause: null };
}

/**
 * Which one guide a visitor is shown: their own, else the one they were shown before, else whose turn it is.
 *
 * @param pick stands for chance among equals: a number from 0 up to, but not including, 1
 */
export function guideFor(
  guides: readonly GuideState[],
  visitor: { readonly own: string | null; readonly before: string | null },
  now: WallClock,
  pick: number,
): { readonly staffId: string; readonly by: "own" | "again" | "turn" } | { readonly emptyBecause: EmptyBecause } {
  const listed = (staffId: string | null) =>
    guides.some((guide) => guide.staffId === staffId && guide.reachable) ? staffId : null;
  const own = listed(visitor.own);
  if (own) return { staffId: own, by: "own" };
  const before = listed(visitor.before);
  if (before) return { staffId: before, by: "again" };
  const choice = available(guides, now);
  const behind = furthestBehind(guides.filter(({ staffId }) => choice.staffIds.includes(staffId)));
  const staffId = behind[Math.floor(pick * behind.length)];
  return staffId ? { staffId, by: "turn" } : { emptyBecause: choice.emptyBecause ?? "nobody" };
}

export interface RoomState {
  readonly key: string;
  /** Staff and customers in it. */
  readonly people: number;
  readonly dismissed: boolean;
}

/** At most so many groups stand behind one join way (wecom-api.md §5.2). */
export const wayRooms = 5;

/**
 * The groups a join way shall lead to: those with room, in their order. When all are full the last one stays: the platform opens the
 * next one behind it by itself. (AQ-03)
 *
 * @param limit people at which a group counts as full
 */
export function roomsBehind(
  rooms: readonly RoomState[],
  limit: number,
): { readonly keys: readonly string[]; readonly full: boolean } {
  const alive = rooms.filter((room) => !room.dismissed);
  const open = alive.filter((room) => room.people < limit);
  const last = alive.at(-1);
  if (open.length === 0) return { keys: last ? [last.key] : [], full: alive.length > 0 };
  return { keys: open.slice(0, wayRooms).map(({ key }) => key), full: false };
}
