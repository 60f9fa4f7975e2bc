import { type Kysely, sql } from "kysely";
import type { DB } from "../postgres/tables.generated.ts";

export interface EnqueueOptions {
  /** Two jobs with one key are one job: the later call replaces the one that still waits. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly queue?: string;
  readonly maxAttempts?: number;
}

/** Hands work to the background, inside the caller's transaction: it runs if and only if that commits. */
export interface Jobs {
  enqueue(tx: Kysely<DB>, name: string, payload: object, options?: EnqueueOptions): Promise<void>;
}

export function createJobs(): Jobs {
  return {
    async enqueue(tx, name, payload, options = {}) {
      await sql`select graphile_worker.add_job(
        ${name}, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null},
        run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? null}::int, job_key := ${options.key ?? null})`.execute(
        tx,
      );
    },
  };
}
