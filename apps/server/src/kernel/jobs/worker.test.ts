import { sql } from "kysely";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { analyzeGrown } from "../postgres/analyze.ts";
import { defineJob } from "./job.ts";
import { minutesFor } from "./limits.ts";
import { assertJobsComplete, startWorker } from "./worker.ts";

describe("background jobs", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await testPlatform();
  });

  it("run once their transaction commits, and never when it rolls back", async () => {
    const seen: string[] = [];
    const job = defineJob({
      name: "test.note",
      payload: z.object({ text: z.string() }),
      run: async ({ text }) => {
        seen.push(text);
      },
    });
    const worker = await startWorker(test.platform, [job], { scheduler: false });
    onTestFinished(() => worker.stop());
    const { db, jobs } = test.platform;
    const doomed = db.transaction().execute(async (tx) => {
      await jobs.enqueue(tx, "test.note", { text: "rolled back" });
      throw new Error("no");
    });
    await expect(doomed).rejects.toThrow("no");
    await db.transaction().execute((tx) => jobs.enqueue(tx, "test.note", { text: "committed" }));
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(["committed"]);
  });

  it("under one key wait only once", async () => {
    const { db, jobs, pool } = test.platform;
    const runAt = new Date("2099-01-01T00:00:00Z");
    await jobs.enqueue(db, "test.note", { text: "first" }, { key: "one", runAt });
    await jobs.enqueue(db, "test.note", { text: "second" }, { key: "one", runAt });
    const { rows } = await pool.query("select 1 from graphile_worker.jobs where key = 'one'");
    expect(rows).toHaveLength(1);
  });

  it("of a process that was killed run again as soon as its silence is noticed, whole queue included", async () => {
    const { db, jobs, pool } = test.platform;
    await jobs.enqueue(db, "test.orphan", {}, { queue: "orphans" });
    // What kill -9 leaves behind: locks of a worker that will never say goodbye.
    await pool.query(
      "update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '5 minutes' where task_id = (select id from graphile_worker._private_tasks where identifier = 'test.orphan')",
    );
    await pool.query(
      "update graphile_worker._private_job_queues set locked_by = 'dead', locked_at = now() - interval '5 minutes' where queue_name = 'orphans'",
    );
    await pool.query("insert into job_worker (worker_id, seen_at) values ('dead', now() - interval '5 minutes')");
    let runs = 0;
    const job = defineJob({
      name: "test.orphan",
      payload: z.object({}),
      queue: "orphans",
      run: async () => {
        runs += 1;
      },
    });
    const worker = await startWorker(test.platform, [job], { scheduler: false });
    onTestFinished(() => worker.stop());
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
  });

  it("in the middle of a long statement do not keep the program from stopping, and come back", async () => {
    const { db, jobs, pool } = test.platform;
    const job = defineJob({
      name: "test.sleep",
      payload: z.object({}),
      run: async () => {
        await pool.query("select pg_sleep(600)");
      },
    });
    await db.transaction().execute((tx) => jobs.enqueue(tx, "test.sleep", {}));
    const worker = await startWorker(test.platform, [job], { scheduler: false, patienceMs: 100 });
    const asleep = async () =>
      (await pool.query("select from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'"))
        .rowCount;
    await expect.poll(asleep, { timeout: 10_000 }).toBe(1);
    await worker.stop();
    expect(await asleep()).toBe(0);
    const { rows } = await pool.query<{ attempts: number; locked_by: string | null }>(
      "select attempts, locked_by from graphile_worker.jobs where task_identifier = 'test.sleep'",
    );
    expect(rows).toEqual([{ attempts: 1, locked_by: null }]);
  });

  it("have their statements ended at the limit of their kind, are tried again, and the trouble is told until it is over", async () => {
    const { db, jobs, pool } = test.platform;
    let tries = 0;
    const seen: string[] = [];
    const hasty = defineJob({
      name: "test.hasty",
      payload: z.object({}),
      // A fifth of a second.
      statementMinutes: 0.2 / 60,
      run: async () => {
        tries += 1;
        if (tries === 1) await db.transaction().execute((tx) => sql`select pg_sleep(600)`.execute(tx));
      },
    });
    const patient = defineJob({
      name: "test.patient",
      payload: z.object({}),
      run: async () => {
        const { rows } = await pool.query<{ limit: string }>("select current_setting('statement_timeout') as limit");
        seen.push(rows[0]?.limit ?? "");
      },
    });
    const trouble = async () =>
      (
        await pool.query<{ reason: string; times: number; message: string; solved: boolean }>(
          "select reason, times, message, solved_at is not null as solved from job_trouble where job = 'test.hasty'",
        )
      ).rows[0];
    const worker = await startWorker(test.platform, [hasty, patient], { scheduler: false });
    onTestFinished(() => worker.stop());
    await jobs.enqueue(db, "test.hasty", {});
    await expect
      .poll(trouble, { timeout: 10_000 })
      .toMatchObject({ reason: "statement_limit", times: 1, solved: false });
    expect((await trouble())?.message).toContain("已被终止");
    // The ordinary rule tries it again; not to wait for it, it is made due.
    await pool.query(
      "update graphile_worker._private_jobs set run_at = now() where attempts = 1 and locked_at is null",
    );
    await expect.poll(trouble, { timeout: 10_000 }).toMatchObject({ times: 1, solved: true });
    expect(tries).toBe(2);
    // Ten minutes for who says nothing, what an operator says for who is named; none outside of jobs.
    await jobs.enqueue(db, "test.patient", {});
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(["10min"]);
    expect((await pool.query("show statement_timeout")).rows).toEqual([{ statement_timeout: "0" }]);
    expect(minutesFor(patient, { minutes: 10, jobs: { "test.patient": 3 } })).toBe(3);
  });

  it("look over tables that a bulk load made larger, and only these", async () => {
    const { db, pool } = test.platform;
    await pool.query("create table bulk (no int); create table calm (no int); insert into calm select 1");
    await pool.query("insert into bulk select generate_series(1, 5000)");
    // What a connection counted reaches everybody within a second.
    await pool.query("select pg_stat_force_next_flush()");
    await expect.poll(() => analyzeGrown(db, ["bulk", "calm"]), { timeout: 15_000 }).toEqual(["bulk"]);
    const { rows } = await pool.query("select reltuples from pg_class where relname = 'bulk'");
    expect(rows).toEqual([{ reltuples: 5000 }]);
    expect(await analyzeGrown(db, ["bulk", "calm"])).toEqual([]);
  });

  it("refuse to start when a name has two handlers", () => {
    const job = defineJob({ name: "test.twice", payload: z.object({}), run: async () => {} });
    expect(() => assertJobsComplete([job, job])).toThrow(/"test.twice" has two handlers/);
  });
});
