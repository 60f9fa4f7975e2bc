import type { KeptClaim } from "./attribute-orders.ts";
import { type Credit, type Dimension, dimensionCodes } from "./rules.ts";

/** What another decision would change in a dimension. */
export interface DimensionTally {
  /** Orders whose credit changes hands. */
  readonly orders: number;
  readonly movedFen: number;
  /** By subject (`kind:key`): net fen as it is and as it would be. */
  readonly subjects: Readonly<Record<string, readonly [present: number, then: number]>>;
}

export type Tally = Readonly<Partial<Record<Dimension, DimensionTally>>>;

interface Compared {
  readonly present: readonly KeptClaim[];
  readonly credits: readonly Credit[];
}

/** Adds orders to a tally: what they are credited now against what they would be. */
export function addToTally(
  before: Tally,
  orders: readonly Compared[],
): { readonly changed: number; readonly tally: Tally } {
  const changed = new Set<Compared>();
  const tally = dimensionCodes.map((dimension): [Dimension, DimensionTally] => {
    const known = before[dimension] ?? { orders: 0, movedFen: 0, subjects: {} };
    const subjects = new Map(Object.entries(known.subjects));
    let [moved, movedFen] = [known.orders, known.movedFen];
    for (const order of orders) {
      const fen = addOrder(subjects, order, dimension);
      if (fen === 0) continue;
      moved++;
      movedFen += fen;
      changed.add(order);
    }
    return [dimension, { orders: moved, movedFen, subjects: Object.fromEntries(subjects) }];
  });
  return { changed: changed.size, tally: Object.fromEntries(tally) };
}

/** Returns how many fen change hands: to other subjects, to nobody, or from nobody. */
function addOrder(
  subjects: Map<string, readonly [number, number]>,
  { present, credits }: Compared,
  dimension: Dimension,
): number {
  const differences = new Map<string, number>();
  const add = (subject: string, is: number, then: number) => {
    const [sumIs, sumThen] = subjects.get(subject) ?? [0, 0];
    subjects.set(subject, [sumIs + is, sumThen + then]);
    differences.set(subject, (differences.get(subject) ?? 0) + then - is);
  };
  for (const [of, , kind, key, , , netFen] of present)
    if (of === dimension && netFen !== 0) add(`${kind}:${key}`, netFen, 0);
  for (const each of credits)
    if (each.dimension === dimension && each.netFen !== 0) add(`${each.subjectKind}:${each.subject}`, 0, each.netFen);
  const total = (sign: 1 | -1) => [...differences.values()].reduce((sum, fen) => sum + Math.max(0, sign * fen), 0);
  return Math.max(total(1), total(-1));
}
