import type { Platform } from "../kernel/platform.ts";
import type { RunningFeilun } from "../testing/running-feilun.ts";
import type { BenchOptions } from "./options.ts";

/** What a benchmark works with: a Feilun that runs as a user runs it, and direct access to its engines for set-up and baselines. */
export interface BenchContext {
  readonly feilun: RunningFeilun;
  readonly platform: Platform;
  /** Bearer token of a key with every permission on the whole chain. */
  readonly apiKey: string;
  /** Scratch folder, removed afterwards. */
  readonly folder: string;
  readonly options: BenchOptions;
  /** Progress for the person who waits (stderr). */
  say(line: string): void;
}

/** One figure, comparable only to the baseline that was measured beside it. */
export interface BenchLine {
  /** `events.ingest` */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: { readonly what: string; readonly value: number };
  /** value ÷ baseline, or baseline ÷ value where less is better: more is always better. */
  readonly ratio: number;
  /** What the design asks for: a ratio, or an absolute limit of `value`. */
  readonly target: { readonly atLeast: number; readonly aim?: number } | { readonly atMost: number } | null;
  readonly more?: Readonly<Record<string, number | string>>;
}

export interface Bench {
  readonly name: string;
  run(context: BenchContext): Promise<BenchLine[]>;
}
