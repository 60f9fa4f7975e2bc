import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { defineJob } from "./job.ts";
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

  it("refuse to start when a name has two handlers", () => {
    const job = defineJob({ name: "test.twice", payload: z.object({}), run: async () => {} });
    expect(() => assertJobsComplete([job, job])).toThrow(/"test.twice" has two handlers/);
  });
});
