import type { z } from "zod";
import type { Atom } from "../atoms.ts";
import type { metricGrains, metricSchema } from "../schemas.ts";

export type MetricDoc = z.output<typeof metricSchema>;
export type MetricGrain = (typeof metricGrains)[number];

/** The people behind a figure: which list `GET /metrics/{id}/members` shows. */
export type Crowd = "buyers" | "newBuyers" | "returningBuyers" | "repurchasers" | "newMembers" | "refunders";

/** A metric: what a person reads of it, and how it is made of atoms. */
export interface Metric extends Omit<MetricDoc, "drillDown" | "grains"> {
  /** Unless said otherwise: all that its atoms have (`grainsOf`). */
  readonly grains?: readonly MetricGrain[];
  readonly atoms: readonly Atom[];
  /** Null = no value. */
  readonly compute: (atom: Readonly<Record<Atom, number>>) => number | null;
  readonly crowd?: Crowd;
}

/** No value when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
