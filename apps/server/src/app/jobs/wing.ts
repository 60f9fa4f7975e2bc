import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import { route } from "../../kernel/http/route.ts";
import type { AnyJob } from "../../kernel/jobs/job.ts";
import { jobLimitSetting } from "../../kernel/jobs/limits.ts";
import type { Platform } from "../../kernel/platform.ts";
import { writeSetting } from "../../kernel/settings.ts";
import type { Wing } from "../../kernel/wing.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { describeJobs, jobsAnswer } from "./describe-jobs.ts";

const tag = "jobs";

/** 后台任务: what the background jobs do, how long a statement of theirs may take, and what went wrong. */
export function jobsWing({ db, clock }: Platform, jobs: readonly AnyJob[]): Wing {
  const known = new Set(jobs.map(({ name }) => name));
  return {
    name: "jobs",
    routes: [
      route({
        method: "GET",
        path: "/jobs",
        summary: "Background jobs: schedule, limit of a statement, what waits and runs, what went wrong last",
        tag,
        access: "audit.read",
        answer: jobsAnswer,
        handle: async ({ actor }) => {
          requireWholeChain(actor);
          return describeJobs(db, jobs);
        },
      }),
      route({
        method: "PUT",
        path: "/jobs/limits",
        summary: "Change how long one statement of a background job may take; holds within ten seconds",
        tag,
        access: "setting.write",
        body: z.object({ value: jobLimitSetting.schema, version: z.int().min(0) }),
        answer: jobsAnswer,
        handle: async ({ actor, body: { value, version } }) => {
          requireWholeChain(actor);
          const unknown = Object.keys(value.jobs).find((name) => !known.has(name));
          if (unknown !== undefined)
            throw invalid([{ path: `value.jobs.${unknown}`, message: `没有名为 ${unknown} 的后台任务` }]);
          await db.transaction().execute((tx) => writeSetting(tx, actor, jobLimitSetting, value, version));
          return describeJobs(db, jobs);
        },
      }),
      route({
        method: "POST",
        path: "/jobs/:jobName/retry",
        summary: "Try once more what a background job has given up",
        tag,
        access: "setting.write",
        params: z.object({ jobName: z.string().max(100) }),
        answer: z.object({ retried: z.int() }),
        handle: async ({ actor, params: { jobName } }) => {
          requireWholeChain(actor);
          if (!known.has(jobName)) throw notFound("这项后台任务");
          return db.transaction().execute(async (tx) => {
            const { rows } = await sql<{ retried: number }>`
              select count(*)::int as retried from graphile_worker.reschedule_jobs(
                array(select id from graphile_worker.jobs where task_identifier = ${jobName} and locked_at is null and attempts >= max_attempts),
                run_at := ${clock.now()}, attempts := 0)`.execute(tx);
            const retried = rows[0]?.retried ?? 0;
            if (retried > 0)
              await audit(tx, actor, {
                action: "job.retried",
                subject: { kind: "job", id: jobName },
                detail: { retried },
              });
            return { retried };
          });
        },
      }),
    ],
  };
}
