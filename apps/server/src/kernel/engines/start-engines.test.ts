import { chown, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@clickhouse/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkEngines, EngineError, type Engines, findRunningEngines, startEngines } from "./index.ts";
import { findSetpriv, isAlive } from "./processes.ts";
import {
  askPostgres,
  type HeldEngines,
  holdEngines,
  makeDataDir,
  ordinaryUser,
  until,
} from "./testing/engine-sandbox.ts";

describe("both embedded engines on one data folder", () => {
  let dataDir: string;
  let remove: () => Promise<void>;
  let engines: Engines | undefined;
  let held: HeldEngines | undefined;

  beforeAll(async () => {
    ({ dataDir, remove } = await makeDataDir());
  });
  afterEach(async () => {
    await engines?.stop();
    engines = undefined;
    held?.process.kill("SIGKILL");
    held = undefined;
  });
  afterAll(async () => {
    await remove();
  });

  it("start, keep their data over a restart, and prefer their last ports", async () => {
    engines = await startEngines({ dataDir });
    expect(engines.embedded).toEqual({ postgres: true, clickhouse: true });
    await askPostgres(engines.postgresUrl, "create table kept (id int)");
    await askPostgres(engines.postgresUrl, "insert into kept values (7)");
    const clickhouse = createClient({ url: engines.clickhouseUrl });
    await clickhouse.command({ query: "create database feilun" });
    await clickhouse.command({ query: "create table feilun.kept (id UInt32) engine = MergeTree order by id" });
    await clickhouse.insert({ table: "feilun.kept", values: [{ id: 7 }], format: "JSONEachRow" });
    await clickhouse.close();
    const { postgresUrl, clickhouseUrl } = engines;
    await engines.stop();
    expect(await findRunningEngines(dataDir)).toBeNull();

    engines = await startEngines({ dataDir });
    expect(engines).toMatchObject({ postgresUrl, clickhouseUrl });
    expect(await askPostgres(engines.postgresUrl, "select id from kept")).toEqual([{ id: 7 }]);
    const again = createClient({ url: engines.clickhouseUrl });
    const rows = await again.query({ query: "select id from feilun.kept", format: "JSONEachRow" });
    expect(await rows.json()).toEqual([{ id: 7 }]);
    await again.close();
  });

  it("refuse a second start and name the process and the addresses of the first", async () => {
    engines = await startEngines({ dataDir });
    const refusal = await startEngines({ dataDir }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EngineError);
    expect(refusal).toMatchObject({ code: "engines_already_running" });
    const { host } = new URL(engines.postgresUrl);
    expect((refusal as EngineError).message).toContain(String(process.pid));
    expect((refusal as EngineError).message).toContain(host);
    // The refused start must not have disturbed the first.
    expect(await askPostgres(engines.postgresUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("let exactly one of several starts win", async () => {
    const starts = await Promise.allSettled([1, 2, 3, 4].map(() => startEngines({ dataDir })));
    const won = starts.filter((start) => start.status === "fulfilled");
    expect(won).toHaveLength(1);
    engines = won[0]?.value;
    for (const start of starts) {
      if (start.status === "rejected") expect(start.reason).toMatchObject({ code: "engines_already_running" });
    }
  });

  it("publish their addresses for other processes, readable by their owner only", async () => {
    engines = await startEngines({ dataDir });
    expect(await findRunningEngines(dataDir)).toMatchObject({
      postgresUrl: engines.postgresUrl,
      clickhouseUrl: engines.clickhouseUrl,
      embedded: { postgres: true, clickhouse: true },
    });
    for (const file of ["engines.json", "engines.state.json", "engines.lock"]) {
      expect((await stat(path.join(dataDir, file))).mode & 0o077).toBe(0);
    }
  });

  it("ignore what a process published that is gone", async () => {
    const dead = { pid: 2 ** 22 - 3, startedAt: "1", bootId: "gone" };
    await writeFile(
      path.join(dataDir, "engines.json"),
      JSON.stringify({ ...dead, postgresUrl: "postgres://x", clickhouseUrl: "http://x", embedded: {} }),
    );
    expect(await findRunningEngines(dataDir)).toBeNull();
  });

  it("find their data again when the password file was lost", async () => {
    engines = await startEngines({ dataDir });
    await askPostgres(engines.postgresUrl, "create table if not exists remembered as select 7 as id");
    await engines.stop();
    await rm(path.join(dataDir, "engines.state.json"));
    engines = await startEngines({ dataDir });
    expect(await askPostgres(engines.postgresUrl, "select id from remembered")).toEqual([{ id: 7 }]);
  });

  it("are found well by the doctor, running or not", async () => {
    engines = await startEngines({ dataDir });
    const running = await checkEngines({ dataDir });
    await engines.stop();
    const stopped = await checkEngines({ dataDir });
    for (const check of [...running, ...stopped]) expect(check, check.detail).toMatchObject({ ok: true });
    expect(running.map((check) => check.name)).toContain("ClickHouse（内置）");
    expect(stopped.map((check) => check.name)).toContain("ClickHouse（内置，未运行）");
  });

  it("go down with a parent that is killed with -9, and the next start has every row", async () => {
    held = await holdEngines(dataDir);
    await askPostgres(held.postgresUrl, "create table survives as select generate_series(1, 100) as id");
    const clickhouse = createClient({ url: held.clickhouseUrl });
    await clickhouse.command({ query: "create database killed" });
    await clickhouse.command({ query: "create table killed.survives (id UInt32) engine = MergeTree order by id" });
    for (let id = 0; id < 10; id++) {
      await clickhouse.insert({ table: "killed.survives", values: [{ id }], format: "JSONEachRow" });
    }
    await clickhouse.close();
    const postmaster = Number(
      (await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0],
    );
    const { process: parent } = held;
    parent.kill("SIGKILL");
    await until("the parent is gone", () => parent.signalCode === "SIGKILL");
    if (findSetpriv() !== null) await until("PostgreSQL followed it", () => !isAlive(postmaster));

    engines = await startEngines({ dataDir });
    expect(await askPostgres(engines.postgresUrl, "select count(*)::int as n from survives")).toEqual([{ n: 100 }]);
    const again = createClient({ url: engines.clickhouseUrl });
    const rows = await again.query({ query: "select count() as n from killed.survives", format: "JSONEachRow" });
    expect(await rows.json()).toEqual([{ n: 10 }]);
    await again.close();
  });

  it("give up PostgreSQL's durability for speed when a test asks for it", async () => {
    engines = await startEngines({ dataDir, fast: true });
    expect(await askPostgres(engines.postgresUrl, "select current_setting('fsync') as fsync")).toEqual([
      { fsync: "off" },
    ]);
  });

  it("say in one Chinese line what to do about a folder of another version", async () => {
    const file = path.join(dataDir, "postgres", "PG_VERSION");
    const version = await readFile(file, "utf8");
    await writeFile(file, "19\n");
    try {
      const refusal = await startEngines({ dataDir }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "postgres_version_mismatch" });
      expect((refusal as EngineError).message).toMatch(/PostgreSQL 19.*PostgreSQL 18.*feilun backup/);
      const checks = await checkEngines({ dataDir });
      expect(checks.find((check) => check.name.startsWith("PostgreSQL"))).toMatchObject({ ok: false });
    } finally {
      await writeFile(file, version);
    }
    // A failed start leaves no lock behind.
    engines = await startEngines({ dataDir });
    expect(engines.embedded.postgres).toBe(true);
  });
});

it("start nothing when both servers are given", async () => {
  const engines = await startEngines({
    dataDir: "/nonexistent/feilun",
    databaseUrl: "postgres://db/feilun",
    clickhouseUrl: "http://ch:8123",
  });
  expect(engines).toMatchObject({
    postgresUrl: "postgres://db/feilun",
    clickhouseUrl: "http://ch:8123",
    embedded: { postgres: false, clickhouse: false },
  });
  await engines.stop();
});

it.runIf(ordinaryUser() !== undefined)("run under an ordinary user when Feilun does", async () => {
  const user = ordinaryUser() ?? { uid: 0, gid: 0 };
  const { dataDir, remove } = await makeDataDir();
  await chown(dataDir, user.uid, user.gid);
  const held = await holdEngines(dataDir, user);
  try {
    expect(await askPostgres(held.postgresUrl, "select current_database() as name")).toEqual([{ name: "feilun" }]);
    expect((await stat(path.join(dataDir, "postgres"))).uid).toBe(user.uid);
    const clickhouse = createClient({ url: held.clickhouseUrl });
    expect(await clickhouse.ping({ select: true })).toEqual({ success: true });
    await clickhouse.close();
  } finally {
    const postmaster = Number(
      (await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0],
    );
    held.process.kill("SIGTERM");
    await until("PostgreSQL has gone with its parent", () => !isAlive(postmaster));
    await remove();
  }
});
