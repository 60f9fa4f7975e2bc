import type { z } from "zod";
import type { Platform } from "../platform.ts";

export interface JobContext {
  readonly platform: Platform;
  /** Aborted when the worker is asked to stop: a long job saves its place and returns. */
  readonly signal: AbortSignal;
  readonly attempt: number;
}

/** A kind of background work: its name, what it takes, what it does, and how it is retried. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  /** `wing.verb_noun` */
  readonly name: string;
  readonly payload: Schema;
  readonly maxAttempts?: number;
  /** Jobs that share a queue run one after the other. */
  readonly queue?: string;
  /** Minutes that one statement may take before it is ended and the job tried again; absent = what holds for all jobs (`limits.ts`). */
  readonly statementMinutes?: number;
  /** Runs in a slot of its own, never behind other work: for what a person waits for within seconds. */
  readonly urgent?: true;
  /** Runs by itself, with the payload `{}`. */
  readonly schedule?:
    | { readonly everyMinutes: number }
    | { /** `HH:MM` in the shop's time zone. */ readonly dailyAt: string };
  readonly run: (payload: z.output<Schema>, context: JobContext) => Promise<void>;
}

export type AnyJob = Omit<Job, "run"> & { readonly run: (payload: never, context: JobContext) => Promise<void> };

/** Keeps the payload's type between schema and handler. */
export function defineJob<Schema extends z.ZodType>(job: Job<Schema>): AnyJob {
  return job as AnyJob;
}
