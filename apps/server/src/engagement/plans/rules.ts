import { groupBy } from "../group-by.ts";
import type { Field, Level, LowerLevel, OfferKind, OverrideState, PlanState } from "./vocabulary.ts";

/** A part of a plan's page, and who may fill it. Headquarters always may. */
export interface Slot {
  readonly code: string;
  readonly name: string;
  /** Levels below headquarters that may add, change and drop lines here. */
  readonly openTo: readonly LowerLevel[];
  /** What of headquarters' lines nobody below changes without its consent. */
  readonly lockedFields: readonly Field[];
  /** How many lines one unit may add. */
  readonly most: number;
}

/** Where a line or an override was made: a unit, or the stores of one format within it. */
export interface Place {
  /** ltree, e.g. `1.4.9`. */
  readonly path: string;
  readonly isStore: boolean;
  readonly format: string | null;
}

export interface Provenance {
  readonly unitName: string;
  readonly level: Level;
  readonly by: string;
  readonly at: Date;
  readonly why: string;
}

export interface LineValues {
  readonly sku: string | null;
  readonly title: string;
  readonly priceLi: number | null;
  readonly offerKind: OfferKind;
  readonly offer: string;
}

/** What an override changes; `present: false` drops the line. */
export type Changes = Partial<LineValues> & { readonly present?: false };

export interface Line extends LineValues {
  readonly id: string;
  readonly slot: string;
  readonly place: Place;
  readonly from: Provenance;
}

export interface Override {
  readonly id: string;
  readonly lineId: string;
  readonly place: Place;
  readonly changes: Changes;
  readonly state: OverrideState;
  readonly from: Provenance;
}

/** For whom a plan is resolved: a store (with its format), or a unit that looks at what comes down to it. */
export interface Target {
  readonly path: string;
  readonly isStore: boolean;
  readonly format: string | null;
}

export interface Applied {
  readonly overrideId: string;
  readonly changes: Changes;
  readonly state: OverrideState;
  readonly from: Provenance;
}

export interface FinalLine extends LineValues {
  readonly id: string;
  readonly slot: string;
  readonly from: Provenance;
  /** Overrides that made the line what it is, in the order in which they were laid. */
  readonly applied: readonly Applied[];
  /** Overrides that wait for consent, or were refused: without effect. */
  readonly standing: readonly Applied[];
}

export interface ResolvedPlan {
  readonly lines: readonly FinalLine[];
  /** Lines that somebody dropped; the last of `applied` says who. */
  readonly leftOut: readonly FinalLine[];
}

/** Level of a place: headquarters is the root of the tree. */
export function levelOf(place: Place): Level {
  if (place.isStore) return "store";
  if (place.format !== null) return "format";
  return place.path.includes(".") ? "region" : "headquarters";
}

const depthOf = (path: string) => path.split(".").length;
const order: Readonly<Record<Level, number>> = { headquarters: 0, region: 1, format: 2, store: 3 };

/** Headquarters, then regions from the top down, then formats from the top down, then the store. */
export function rankOf(place: Place): number {
  return order[levelOf(place)] * 1_000 + depthOf(place.path);
}

/** What a place is called in an index: one of these per unit above a target, with and without its format. */
const keyOf = (path: string, format: string | null) => `${path} ${format ?? ""}`;

function keysFor(target: Target): string[] {
  const labels = target.path.split(".");
  const paths = labels.map((_, index) => labels.slice(0, index + 1).join("."));
  return paths.flatMap((path) =>
    target.format === null ? [keyOf(path, null)] : [keyOf(path, null), keyOf(path, target.format)],
  );
}

/** Which of an override's fields are locked by a slot; only headquarters' lines are. */
export function lockedBy(slot: Slot, line: Line, changes: Changes): Field[] {
  if (levelOf(line.place) !== "headquarters") return [];
  const changed = fieldsOf(line, changes);
  return slot.lockedFields.filter((field) => changed.includes(field));
}

/** The fields that an override truly changes on a line. */
export function fieldsOf(line: LineValues, changes: Changes): Field[] {
  const differs = (key: keyof LineValues) => changes[key] !== undefined && changes[key] !== line[key];
  const found: Field[] = [];
  if (differs("sku") || differs("title")) found.push("item");
  if (differs("priceLi")) found.push("price");
  if (differs("offerKind") || differs("offer")) found.push("offer");
  if (changes.present === false) found.push("presence");
  return found;
}

/** Whether a place may do anything of its own in a slot. */
export function mayFill(slot: Slot, level: Level): boolean {
  return level === "headquarters" || slot.openTo.includes(level);
}

const inEffect = (state: OverrideState) => state === "in_force" || state === "approved";
const byRank = <Thing extends { readonly place: Place; readonly id: string }>(a: Thing, b: Thing) =>
  rankOf(a.place) - rankOf(b.place) || (a.id < b.id ? -1 : 1);

/**
 * Prepares a plan for many targets: lines and overrides are looked up by place, so that each target costs what concerns it and
 * not the size of the plan (OR-09, CP-01).
 */
export function planResolver(
  slots: readonly Slot[],
  lines: readonly Line[],
  overrides: readonly Override[],
): (target: Target) => ResolvedPlan {
  const linesAt = groupBy(lines, ({ place }) => keyOf(place.path, place.format));
  const overridesAt = groupBy(overrides, ({ place }) => keyOf(place.path, place.format));
  const slotOrder = new Map(slots.map(({ code }, index) => [code, index]));

  return (target) => {
    const keys = keysFor(target);
    const own = keys.flatMap((key) => linesAt.get(key) ?? []).sort(byRank);
    const laid = groupBy(keys.flatMap((key) => overridesAt.get(key) ?? []).sort(byRank), ({ lineId }) => lineId);
    const resolved = own.map((line) => resolveLine(line, laid.get(line.id) ?? []));
    // The sort is stable: within a slot the order of ranks stays.
    const inOrder = resolved.sort((a, b) => (slotOrder.get(a.line.slot) ?? 99) - (slotOrder.get(b.line.slot) ?? 99));
    return {
      lines: inOrder.filter(({ isPresent }) => isPresent).map(({ line }) => line),
      leftOut: inOrder.filter(({ isPresent }) => !isPresent).map(({ line }) => line),
    };
  };
}

function resolveLine(line: Line, overrides: readonly Override[]): { line: FinalLine; isPresent: boolean } {
  const rank = rankOf(line.place);
  const applied: Applied[] = [];
  const standing: Applied[] = [];
  let values: LineValues = {
    sku: line.sku,
    title: line.title,
    priceLi: line.priceLi,
    offerKind: line.offerKind,
    offer: line.offer,
  };
  let isPresent = true;
  for (const { id, changes, state, from, place } of overrides) {
    // A line is overridden from below only.
    if (rankOf(place) <= rank) continue;
    const entry = { overrideId: id, changes, state, from };
    if (!inEffect(state)) {
      standing.push(entry);
      continue;
    }
    const { present, ...rest } = changes;
    values = { ...values, ...rest };
    if (present === false) isPresent = false;
    applied.push(entry);
  }
  return { line: { id: line.id, slot: line.slot, from: line.from, ...values, applied, standing }, isPresent };
}

export interface Conflict {
  readonly kind: "same_item" | "off_sale" | "above_list_price";
  readonly lineId: string;
  readonly sku: string;
}

/** What a final plan says against itself or the range: one item twice, an item off sale, a price above the list price. */
export function conflictsIn(
  lines: readonly FinalLine[],
  product: (sku: string) => { readonly status: string; readonly listPriceLi: number | null } | undefined,
): Conflict[] {
  const seen = new Set<string>();
  return lines.flatMap(({ id, sku, priceLi }): Conflict[] => {
    if (sku === null) return [];
    const known = product(sku);
    const found: Conflict["kind"][] = [];
    if (seen.has(sku)) found.push("same_item");
    seen.add(sku);
    if (known?.status === "off_sale") found.push("off_sale");
    if (known?.listPriceLi != null && priceLi !== null && priceLi > known.listPriceLi) found.push("above_list_price");
    return found.map((kind) => ({ kind, lineId: id, sku }));
  });
}

/** Where a plan may go from where it is; `running` and `ended` come with the calendar. */
export const nextStates: Readonly<Record<PlanState, readonly PlanState[]>> = {
  draft: ["open"],
  open: ["draft", "settled"],
  settled: ["running"],
  running: ["ended"],
  ended: [],
};
