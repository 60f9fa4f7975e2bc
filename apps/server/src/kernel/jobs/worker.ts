import { EventEmitter } from "node:events";
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";
import { cancelStatements } from "../postgres/database.ts";
import { withStatementLimit } from "../postgres/statement-limit.ts";
import type { AnyJob } from "./job.ts";
import { jobLimits, minutesFor, noteSuccess, noteTrouble } from "./limits.ts";
import { keepAlive } from "./liveness.ts";

/** Refuses a list of jobs in which a name stands twice: each job has exactly one handler. */
export function assertJobsComplete(jobs: readonly AnyJob[]): void {
  const seen = new Set<string>();
  for (const job of jobs) {
    if (seen.has(job.name)) throw new Error(`job "${job.name}" has two handlers, expected exactly one`);
    seen.add(job.name);
  }
}

/** Creates or updates the job tables. */
export async function migrateJobs(platform: Pick<Platform, "pool">): Promise<void> {
  await runMigrations({ pgPool: platform.pool });
}

const logLevels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

function workerLogger(log: Log): Logger {
  return new Logger(
    () => (level, message, meta) => log[logLevels[level as keyof typeof logLevels] ?? "debug"](meta ?? {}, message),
  );
}

function minuteOfDay(timeZone: string, month: number, date: number, hour: number, minute: number): string {
  const year = new Date().getUTCFullYear();
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(
    Date.UTC(year, month - 1, date, hour, minute),
  );
}

function cronItems(jobs: readonly AnyJob[], timeZone: string): CronItem[] {
  return jobs.flatMap((job): CronItem[] => {
    const schedule = job.schedule;
    if (!schedule) return [];
    const options = {
      backfillPeriod: 0,
      jobKey: job.name,
      maxAttempts: job.maxAttempts ?? 5,
      ...(job.queue ? { queueName: job.queue } : {}),
    };
    return [
      {
        task: job.name,
        identifier: job.name,
        options,
        match:
          "everyMinutes" in schedule
            ? (digest) => (digest.hour * 60 + digest.min) % schedule.everyMinutes === 0
            : (digest) =>
                minuteOfDay(timeZone, digest.month, digest.date, digest.hour, digest.min) === schedule.dailyAt,
      },
    ];
  });
}

/** So long a job that is told to stop may take before its statements are ended. Milliseconds. */
const patience = 20_000;

/**
 * Works off background jobs until stopped; on stop, running jobs are signalled and waited for. A job in the middle of a long statement hears
 * nothing: its statement is ended, and it comes back as after a crash.
 */
export async function startWorker(
  platform: Platform,
  jobs: readonly AnyJob[],
  options: { readonly concurrency?: number; readonly scheduler: boolean; readonly patienceMs?: number },
): Promise<{ stop(): Promise<void> }> {
  assertJobsComplete(jobs);
  const stopping = new AbortController();
  const limits = jobLimits(platform.db);
  // A job's outcome does not hang on whether it could be written down.
  const note = (written: Promise<void>) =>
    written.catch((error: unknown) => platform.log.warn({ err: error }, "a job's outcome could not be written down"));
  const work = async (job: AnyJob, payload: unknown, attempt: number) => {
    const allowed = minutesFor(job, await limits());
    try {
      // `_cron` is the scheduler's own addition; schemas drop unknown keys.
      const parsed = job.payload.parse(payload) as never;
      await withStatementLimit(allowed * 60_000, () => job.run(parsed, { platform, signal: stopping.signal, attempt }));
    } catch (error) {
      // What a stop ends comes back by itself.
      if (!stopping.signal.aborted) await note(noteTrouble(platform.db, job, allowed, error, platform.clock.now()));
      throw error;
    }
    await note(noteSuccess(platform.db, job, platform.clock.now()));
  };
  const tasksOf = (list: readonly AnyJob[]): TaskList =>
    Object.fromEntries(list.map((job) => [job.name, (payload, helpers) => work(job, payload, helpers.job.attempts)]));
  const workerIds = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  const start = (list: readonly AnyJob[], concurrency: number, scheduled: readonly AnyJob[]): Promise<Runner> =>
    run({
      pgPool: platform.pool,
      events,
      taskList: tasksOf(list),
      concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      logger: workerLogger(platform.log),
      parsedCronItems: parseCronItems(cronItems(scheduled, platform.config.timeZone)),
    });
  const urgent = jobs.filter((job) => job.urgent);
  const runners = [
    await start(
      jobs.filter((job) => !job.urgent),
      options.concurrency ?? 4,
      options.scheduler ? jobs : [],
    ),
    ...(urgent.length > 0 ? [await start(urgent, 2, [])] : []),
  ];
  const liveness = await keepAlive(platform.pool, platform.log, workerIds);
  return {
    async stop() {
      stopping.abort();
      const impatient = setInterval(() => {
        cancelStatements(platform.pool).then(
          (ended) => platform.log.warn({ ended }, "ended statements of jobs that did not stop"),
          (error: unknown) => platform.log.warn({ err: error }, "statements of jobs could not be ended"),
        );
      }, options.patienceMs ?? patience);
      try {
        await Promise.all(runners.map((runner) => runner.stop()));
      } finally {
        clearInterval(impatient);
      }
      await liveness.stop();
    },
  };
}
