import { groupBy } from "../group-by.ts";
import type { FriendAddingRules } from "./settings.ts";
import type { LeftOutReason } from "./vocabulary.ts";

type Window = FriendAddingRules["windows"][number];

/** Whether people accept at this time of day (`HH:MM`); no windows = at any time. */
export function isInWindow(windows: readonly Window[], time: string): boolean {
  return windows.length === 0 || windows.some(({ from, to }) => time >= from && time < to);
}

/** The window that comes next on the same day; else tomorrow's first. Null without windows. */
export function nextWindow(windows: readonly Window[], time: string): { window: Window; tomorrow: boolean } | null {
  const sorted = windows.toSorted((a, b) => a.from.localeCompare(b.from));
  const later = sorted.find(({ from }) => from > time);
  const [first] = sorted;
  if (later) return { window: later, tomorrow: false };
  return first ? { window: first, tomorrow: true } : null;
}

/** Days since the last visit up to which people count as equally near; beyond, or never, comes last. */
export const nearnessDays = [30, 90, 365] as const;

/** Somebody to be put on a list: `guideId` is who serves them, or whom the line names. */
export interface Candidate {
  readonly guideId: string | null;
  readonly storeNo: number | null;
}

export interface DealtGuide {
  readonly guideId: string;
  readonly storeNo: number;
  /** Hands lists out too: takes none by itself. */
  readonly manages: boolean;
}

/**
 * Who asks whom: everybody's own guide; else whoever of their store, managers apart, has fewest so far. With chosen guides, only those, in turn; a line that
 * names its guide stays with them. Null = nobody there.
 */
export function deal(
  people: readonly (Candidate & { readonly named?: boolean })[],
  guides: readonly DealtGuide[],
  chosen: readonly string[],
): (DealtGuide | null)[] {
  const load = new Map(guides.map(({ guideId }) => [guideId, 0]));
  const byId = new Map(guides.map((guide) => [guide.guideId, guide]));
  const ofStore = groupBy(
    guides.filter(({ manages }) => !manages),
    ({ storeNo }) => storeNo,
  );
  const free = guides.filter(({ guideId }) => chosen.includes(guideId));
  const least = (list: readonly DealtGuide[]): DealtGuide | null =>
    list.reduce<DealtGuide | null>(
      (best, guide) => (best && (load.get(best.guideId) ?? 0) <= (load.get(guide.guideId) ?? 0) ? best : guide),
      null,
    );
  return people.map(({ guideId, storeNo, named }) => {
    const own = guideId === null ? null : (byId.get(guideId) ?? null);
    const taken =
      named || chosen.length === 0
        ? (own ?? (named || storeNo === null ? null : least(ofStore.get(storeNo) ?? [])))
        : least(free);
    if (taken) load.set(taken.guideId, (load.get(taken.guideId) ?? 0) + 1);
    return taken;
  });
}

/** How many were left out, by reason; reasons without anybody are left out too. */
export function countReasons(reasons: readonly LeftOutReason[]): { reason: LeftOutReason; people: number }[] {
  return [...groupBy(reasons, (reason) => reason)].map(([reason, list]) => ({ reason, people: list.length }));
}

export const placeholders = ["{称呼}", "{导购}", "{门店}", "{礼遇}"] as const;

/** The opening words for one person; what is not known is left out with the comma before it. */
export function scriptFor(
  script: string,
  words: { readonly name: string; readonly guide: string; readonly store: string; readonly offer: string },
): string {
  return script
    .replaceAll(/\{称呼\}([，,、\s]*)/g, (_, comma: string) => (words.name ? words.name + comma : ""))
    .replaceAll("{导购}", words.guide)
    .replaceAll("{门店}", words.store)
    .replaceAll("{礼遇}", words.offer || "专属服务");
}

/** Placeholders in a script that nothing fills. */
export function unknownPlaceholders(script: string): string[] {
  const known: readonly string[] = placeholders;
  return [...new Set(script.match(/\{[^{}]{1,20}\}/g) ?? [])].filter((found) => !known.includes(found));
}

/** Share in percent, one decimal; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
