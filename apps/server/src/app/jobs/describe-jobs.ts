import { sql } from "kysely";
import { z } from "zod";
import type { AnyJob } from "../../kernel/jobs/job.ts";
import { jobLimitSetting, minutesFor } from "../../kernel/jobs/limits.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";

const trouble = z.object({
  times: z.int().describe("Failures since it last succeeded"),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  reason: z.enum(["statement_limit", "error"]),
  message: z.string(),
  solvedAt: z.iso.datetime().nullable().describe("It has succeeded since; null = not yet"),
});

export const jobsAnswer = z.object({
  minutes: z.int().describe("How long one statement of a job may take, unless said otherwise for it"),
  version: z.int().min(0),
  items: z.array(
    z.object({
      name: z.string(),
      everyMinutes: z.int().nullable(),
      dailyAt: z.string().nullable(),
      limitMinutes: z.number().describe("What holds for this job"),
      ownMinutes: z.number().nullable().describe("What the job itself asks for"),
      setMinutes: z.int().nullable().describe("What an operator said for it"),
      waiting: z.int(),
      running: z.int(),
      runningSince: z.iso.datetime().nullable(),
      givenUp: z.int().describe("Tried so often that they are not tried again"),
      trouble: trouble.nullable(),
    }),
  ),
});

interface Queued {
  readonly job: string;
  readonly waiting: number;
  readonly running: number;
  readonly since: Date | null;
  readonly givenUp: number;
}

interface TroubleRow extends Omit<z.output<typeof trouble>, "firstAt" | "lastAt" | "solvedAt"> {
  readonly job: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly solvedAt: Date | null;
}

/** Every kind of background job: when it runs, how long a statement of it may take, what waits, and what went wrong last. Trouble first. */
export async function describeJobs(db: Db, jobs: readonly AnyJob[]): Promise<z.input<typeof jobsAnswer>> {
  const [{ value, version }, { rows: queued }, { rows: troubles }] = await Promise.all([
    readSetting(db, jobLimitSetting),
    sql<Queued>`
      select task_identifier as job, count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
        count(locked_at)::int as running, min(locked_at) as since,
        count(*) filter (where locked_at is null and attempts >= max_attempts)::int as "givenUp"
      from graphile_worker.jobs group by 1`.execute(db),
    sql<TroubleRow>`
      select job, times, first_at as "firstAt", last_at as "lastAt", reason, message, solved_at as "solvedAt" from job_trouble`.execute(
      db,
    ),
  ]);
  const queuedOf = new Map(queued.map((row) => [row.job, row]));
  const troubleOf = new Map(troubles.map((row) => [row.job, row]));
  const items = jobs.map((job) => {
    const { waiting = 0, running = 0, since = null, givenUp = 0 } = queuedOf.get(job.name) ?? {};
    const { schedule } = job;
    return {
      name: job.name,
      everyMinutes: schedule && "everyMinutes" in schedule ? schedule.everyMinutes : null,
      dailyAt: schedule && "dailyAt" in schedule ? schedule.dailyAt : null,
      limitMinutes: minutesFor(job, value),
      ownMinutes: job.statementMinutes ?? null,
      setMinutes: value.jobs[job.name] ?? null,
      ...{ waiting, running, givenUp, runningSince: since?.toISOString() ?? null },
      trouble: presentTrouble(troubleOf.get(job.name)),
    };
  });
  const urgency = ({ trouble: said, givenUp }: (typeof items)[number]) =>
    (said && said.solvedAt === null ? 4 : 0) + (givenUp > 0 ? 2 : 0) + (said ? 1 : 0);
  return {
    minutes: value.minutes,
    version,
    items: items.sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name)),
  };
}

function presentTrouble(row: TroubleRow | undefined): z.input<typeof trouble> | null {
  if (!row) return null;
  const { job: _, firstAt, lastAt, solvedAt, ...said } = row;
  return {
    ...said,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    solvedAt: solvedAt?.toISOString() ?? null,
  };
}
