import type { Pool } from "pg";
import type { Log } from "../log.ts";

const beatMs = 10_000;
/** A worker that has been silent this long is dead: many missed beats, so that a long pause of the process is not taken for one. */
export const silentAfterSeconds = 60;

/**
 * Frees the jobs and queues of workers that were killed: graphile-worker itself waits four hours.
 *
 * @returns the ids of the workers that were given up
 */
export async function freeDeadWorkers(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ ids: string[] | null }>(
    `with holders as (
       select locked_by as id, min(locked_at) as since from graphile_worker._private_jobs where locked_by is not null group by 1
       union select locked_by, min(locked_at) from graphile_worker._private_job_queues where locked_by is not null group by 1),
     dead as (
       select h.id from holders h left join job_worker w on w.worker_id = h.id
       where coalesce(w.seen_at, h.since) < now() - make_interval(secs => $1)),
     freed as (select graphile_worker.force_unlock_workers(array(select distinct id from dead)) where exists (select from dead)),
     forgotten as (delete from job_worker where seen_at < now() - interval '1 day')
     select (select array_agg(distinct id) from dead) as ids, (select count(*) from freed)`,
    [silentAfterSeconds],
  );
  return rows[0]?.ids ?? [];
}

/** Says that these workers live, and looks for ones that do not, until stopped. */
export async function keepAlive(
  pool: Pool,
  log: Log,
  workerIds: ReadonlySet<string>,
): Promise<{ stop(): Promise<void> }> {
  const beat = async () => {
    await pool.query(
      "insert into job_worker (worker_id) select unnest($1::text[]) on conflict (worker_id) do update set seen_at = now()",
      [[...workerIds]],
    );
    const dead = await freeDeadWorkers(pool);
    if (dead.length > 0) log.warn({ workers: dead }, "freed the jobs of workers that had died");
  };
  await beat();
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = beat().catch((error) => log.warn({ err: error }, "the workers' sign of life could not be written"));
  }, beatMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await pool.query("delete from job_worker where worker_id = any($1::text[])", [[...workerIds]]);
    },
  };
}
