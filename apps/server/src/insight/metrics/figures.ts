import type { z } from "zod";
import type { Atom } from "./atoms.ts";
import { bucketsOf } from "./period.ts";
import { type AnswerRow, isTimeGrain, type Question } from "./question.ts";
import type { Metric } from "./registry/metric.ts";
import type { figureSchema } from "./schemas.ts";

export type Figure = z.output<typeof figureSchema>;

type Atoms = Partial<Record<Atom, number>>;

/** An atom that no row speaks of was counted and is zero. */
const nothing: Atoms = new Proxy<Atoms>({}, { get: () => 0 });

function complete(atoms: Atoms | undefined): Record<Atom, number> {
  return new Proxy(atoms ?? {}, { get: (target, atom) => target[atom as Atom] ?? 0 }) as Record<Atom, number>;
}

/** Integer money, other numbers as they are. */
function metricValue(metric: Metric, atoms: Atoms | undefined): number | null {
  const value = metric.compute(complete(atoms ?? nothing));
  return value !== null && metric.unit === "fen" ? Math.sign(value) * Math.round(Math.abs(value)) : value;
}

function figure(metric: Metric, now: Atoms | undefined, before: Atoms | undefined, compared: boolean): Figure {
  const value = metricValue(metric, now);
  if (!compared) return { value };
  const previous = metricValue(metric, before);
  const change = value === null || previous === null || previous === 0 ? null : (value - previous) / Math.abs(previous);
  return { value, previous, change };
}

export interface Figures {
  readonly total: Record<string, Figure>;
  readonly rows: readonly { readonly key: string; readonly values: Record<string, Figure> }[];
}

/**
 * Puts the answers of all source tables together. Over time every bucket of the period has a row, also an empty one, and
 * stands against the bucket of the same position in the compared period; otherwise the keys that occur have one.
 */
export function figuresOf(question: Question, metrics: readonly Metric[], answers: readonly AnswerRow[]): Figures {
  const compared = question.periods.length === 2;
  const totals: [Atoms, Atoms] = [{}, {}];
  const byKey: [Map<string, Atoms>, Map<string, Atoms>] = [new Map(), new Map()];
  for (const { p, k, total, ...atoms } of answers) {
    if (total) Object.assign(totals[p] as Atoms, atoms);
    else {
      const known = byKey[p] as Map<string, Atoms>;
      known.set(k, Object.assign(known.get(k) ?? {}, atoms));
    }
  }
  const pick = (now: Atoms | undefined, before: Atoms | undefined) =>
    Object.fromEntries(metrics.map((metric) => [metric.id, figure(metric, now, before, compared)]));
  return {
    total: pick(totals[0], totals[1]),
    rows: keyPairs(question, byKey).map(({ key, previousKey }) => ({
      key,
      values: pick(byKey[0].get(key), previousKey === undefined ? undefined : byKey[1].get(previousKey)),
    })),
  };
}

function keyPairs(
  question: Question,
  byKey: readonly [Map<string, Atoms>, Map<string, Atoms>],
): { key: string; previousKey: string | undefined }[] {
  const { by, periods } = question;
  if (by === "none") return [];
  if (isTimeGrain(by)) {
    const previous = periods[1] === undefined ? [] : bucketsOf(by, periods[1]);
    return bucketsOf(by, periods[0]).map((key, index) => ({ key, previousKey: previous[index] }));
  }
  return [...new Set([...byKey[0].keys(), ...byKey[1].keys()])].map((key) => ({ key, previousKey: key }));
}
