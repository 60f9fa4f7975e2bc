import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import { startWorker } from "../../kernel/jobs/worker.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const feilun = await testPlatform();
const server = await testServer(feilun);

interface Answer {
  version: number;
  minutes: number;
  items: {
    name: string;
    limitMinutes: number;
    setMinutes: number | null;
    givenUp: number;
    trouble: { message: string; solvedAt: string | null } | null;
  }[];
}

describe("background jobs on the console", () => {
  it("shows what failed first, keeps limits within reason, and tries again what was given up", async () => {
    const chain = await aSmallChain(feilun);
    const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
    const regional = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    const { db, jobs, pool } = feilun.platform;
    let broken = true;
    const squash = defineJob({
      name: "events.squash_member_numbers",
      payload: z.object({}),
      run: async () => {
        if (broken) throw new Error("the disk is full");
      },
    });
    const worker = await startWorker(feilun.platform, [squash], { scheduler: false });
    onTestFinished(() => worker.stop());
    await jobs.enqueue(db, "events.squash_member_numbers", {}, { maxAttempts: 1 });
    const read = async () => (await server.call<Answer>("GET", "/jobs", { cookie: admin.cookie })).body;
    await expect
      .poll(async () => (await read()).items[0], { timeout: 10_000 })
      .toMatchObject({
        name: "events.squash_member_numbers",
        givenUp: 1,
        limitMinutes: 60,
        trouble: { message: "the disk is full", solvedAt: null },
      });

    const before = await read();
    const put = (value: object, cookie = admin.cookie) =>
      server.call<Answer & { errors?: { path: string; message: string }[] }>("PUT", "/jobs/limits", {
        cookie,
        body: { value, version: before.version },
      });
    expect((await put({ minutes: 0, jobs: {} })).body.errors?.[0]).toMatchObject({
      path: "value.minutes",
      message: "一条语句至少要有 1 分钟",
    });
    expect((await put({ minutes: 10, jobs: { nothing: 5 } })).body.errors?.[0]?.message).toBe(
      "没有名为 nothing 的后台任务",
    );
    expect((await put({ minutes: 5, jobs: {} }, regional.cookie)).status).toBe(403);
    const changed = (await put({ minutes: 5, jobs: { "events.squash_member_numbers": 90 } })).body;
    expect(changed.items.find(({ name }) => name === "events.squash_member_numbers")?.limitMinutes).toBe(90);
    expect(changed.items.find(({ name }) => name === "engagement.keep_ad_reports")?.limitMinutes).toBe(5);
    expect((await put({ minutes: 7, jobs: {} })).status).toBe(409);

    broken = false;
    const retry = (name: string) => server.call("POST", `/jobs/${name}/retry`, { cookie: admin.cookie });
    expect((await retry("events.squash_member_numbers")).body).toEqual({ retried: 1 });
    await expect
      .poll(async () => (await read()).items.find(({ name }) => name === "events.squash_member_numbers"), {
        timeout: 10_000,
      })
      .toMatchObject({ givenUp: 0, trouble: { solvedAt: expect.any(String) } });
    expect((await retry("nothing")).status).toBe(404);
    const { rows } = await pool.query(
      "select action from audit_log where action in ('job.retried', 'setting.changed') order by action",
    );
    expect(rows).toEqual([{ action: "job.retried" }, { action: "setting.changed" }]);
  });
});
