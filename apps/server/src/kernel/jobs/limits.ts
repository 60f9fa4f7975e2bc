import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { isCancelled } from "../postgres/statement-limit.ts";
import type { DB } from "../postgres/tables.generated.ts";
import { defineSetting, readSetting } from "../settings.ts";
import type { AnyJob } from "./job.ts";

const minutes = z
  .int("请填写整数分钟")
  .min(1, "一条语句至少要有 1 分钟")
  .max(720, "一条语句最多 720 分钟（12 小时），再长会拖住别的任务");

/** How long one statement of a background job may take: for all jobs, and for those that an operator has given more or less. */
export const jobLimitSetting = defineSetting({
  key: "kernel.job_limits",
  schema: z.object({ minutes, jobs: z.record(z.string().max(100), minutes) }),
  initial: { minutes: 10, jobs: {} },
});

export type JobLimits = z.output<typeof jobLimitSetting.schema>;

/** Minutes for a statement of this job: an operator's word for it, else its own, else the one for all. */
export function minutesFor(job: AnyJob, limits: JobLimits): number {
  return limits.jobs[job.name] ?? job.statementMinutes ?? limits.minutes;
}

const longest = 1_000;

/** Writes down that a job failed, for operators to see. A statement that was ended at its limit is told as that, with what to do. */
export async function noteTrouble(
  db: Kysely<DB>,
  job: AnyJob,
  allowed: number,
  error: unknown,
  at: Date,
): Promise<void> {
  const atLimit = isCancelled(error);
  const said = error instanceof Error ? error.message : String(error);
  const message = atLimit
    ? `有一条语句超过 ${Math.round(allowed * 100) / 100} 分钟还没有做完，已被终止；任务会照常重试。一再如此时，请放宽这项任务的上限，或把日志交给技术人员`
    : said.slice(0, longest);
  await sql`
    insert into job_trouble as t (job, times, first_at, last_at, reason, message)
    values (${job.name}, 1, ${at}, ${at}, ${atLimit ? "statement_limit" : "error"}, ${message})
    on conflict (job) do update set times = case when t.solved_at is null then t.times + 1 else 1 end,
      first_at = case when t.solved_at is null then t.first_at else excluded.first_at end,
      last_at = excluded.last_at, reason = excluded.reason, message = excluded.message, solved_at = null`.execute(db);
}

/** A job that had failed succeeded. */
export async function noteSuccess(db: Kysely<DB>, job: AnyJob, at: Date): Promise<void> {
  await sql`update job_trouble set solved_at = ${at} where job = ${job.name} and solved_at is null`.execute(db);
}

/** How old the limits that a worker goes by may be, in milliseconds. */
const freshFor = 10_000;

/** The limits in force, asked for at most every ten seconds. */
export function jobLimits(db: Kysely<DB>): () => Promise<JobLimits> {
  let known: { readonly at: number; readonly limits: Promise<JobLimits> } | undefined;
  return () => {
    const now = performance.now();
    if (!known || now - known.at > freshFor) {
      const limits = readSetting(db, jobLimitSetting).then(({ value }) => value);
      known = { at: now, limits };
      // One that could not be read is asked for again.
      limits.catch(() => {
        known = undefined;
      });
    }
    return known.limits;
  };
}
