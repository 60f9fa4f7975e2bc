import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "../ports.ts";
import { isAlive, waitUntilGone } from "../processes.ts";
import { askPostgres, makeDataDir, until } from "../testing/engine-sandbox.ts";
import { findPostgresBinaries } from "./binaries.ts";
import { type RunningPostgres, startPostgres } from "./postmaster.ts";
import { chooseAccount } from "./run-as.ts";
import { postgresSettings } from "./settings.ts";

describe("the embedded PostgreSQL", () => {
  const password = "of-this-test";
  let dataDir: string;
  let remove: () => Promise<void>;
  let postgres: RunningPostgres | undefined;

  beforeAll(async () => {
    ({ dataDir, remove } = await makeDataDir());
  });
  afterEach(async () => {
    await postgres?.stop();
    postgres = undefined;
  });
  afterAll(async () => {
    await remove();
  });

  it("clears away a cluster that initdb left half-written", async () => {
    await mkdir(path.join(dataDir, "postgres.tmp", "base"), { recursive: true });
    await writeFile(path.join(dataDir, "postgres.tmp", "PG_VERSION"), "18\n");
    postgres = await startPostgres({ dataDir, password });
    expect(await askPostgres(postgres.url, "select current_database() as name")).toEqual([{ name: "feilun" }]);
  });

  it("is durable, speaks UTF-8, sorts alike on every machine, and knows Chinese letters", async () => {
    postgres = await startPostgres({ dataDir, password });
    const [row] = await askPostgres(
      postgres.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
              current_setting('full_page_writes') as full_page_writes, current_setting('jit') as jit,
              current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as listens, current_setting('data_checksums') as checksums,
              (select datlocprovider::text from pg_database where datname = current_database()) as provider`,
    );
    expect(row).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      jit: "off",
      zone: "UTC",
      encoding: "UTF8",
      listens: "127.0.0.1",
      checksums: "on",
      provider: "b",
    });
    await askPostgres(postgres.url, "create extension if not exists pg_trgm");
    const [trigrams] = await askPostgres<{ n: number }>(
      postgres.url,
      "select cardinality(show_trgm('飞轮会员'))::int as n",
    );
    expect(trigrams?.n).toBe(5);
  });

  it("refuses a wrong password", async () => {
    postgres = await startPostgres({ dataDir, password });
    await expect(askPostgres(postgres.url.replace(password, "guess"), "select 1")).rejects.toMatchObject({
      code: "28P01",
    });
  });

  it("moves to another port when its own is taken", async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
    const address = squatter.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    try {
      postgres = await startPostgres({ dataDir, password, preferredPort: taken });
      expect(postgres.port).not.toBe(taken);
      expect(await askPostgres(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
    } finally {
      squatter.close();
    }
  });

  it("recovers committed rows after the postmaster was killed with -9", async () => {
    postgres = await startPostgres({ dataDir, password });
    await askPostgres(postgres.url, "create table survives as select generate_series(1, 1000) as id");
    const { pid } = postgres;
    process.kill(pid, "SIGKILL");
    expect(await waitUntilGone(pid, 10_000)).toBe(true);
    await postgres.stop();
    expect(await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).toContain(String(pid));
    postgres = await startPostgres({ dataDir, password });
    expect(await askPostgres(postgres.url, "select count(*)::int as n from survives")).toEqual([{ n: 1000 }]);
  });

  it("ignores a pid file whose number now belongs to another program", async () => {
    await writeFile(path.join(dataDir, "postgres", "postmaster.pid"), `${process.pid}\n`);
    postgres = await startPostgres({ dataDir, password });
    expect(await askPostgres(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("stops an orphaned postmaster of this folder before it starts its own", async () => {
    const binaries = await findPostgresBinaries();
    const folder = path.join(dataDir, "postgres");
    const account = await chooseAccount([folder, binaries.postgres]);
    const args = [
      "-D",
      folder,
      "-p",
      String(await findFreePort()),
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
    ];
    const orphan =
      account === null
        ? spawn(binaries.postgres, args, { cwd: "/", detached: true, stdio: "ignore" })
        : spawn("setpriv", [...account.setprivArgs, "--", binaries.postgres, ...args], {
            cwd: "/",
            detached: true,
            stdio: "ignore",
          });
    const pid = orphan.pid ?? 0;
    await until("the orphan serves", async () =>
      (await readFile(path.join(folder, "postmaster.pid"), "utf8").catch(() => "")).includes("ready"),
    );
    const notices: string[] = [];
    postgres = await startPostgres({ dataDir, password, onNotice: (line) => notices.push(line) });
    expect(isAlive(pid)).toBe(false);
    expect(notices).toContain("已停止上次遗留的 PostgreSQL 进程");
    expect(await askPostgres(postgres.url, "select count(*)::int as n from survives")).toEqual([{ n: 1000 }]);
  });

  it("never overwrites a folder that it does not understand", async () => {
    const { dataDir: strange, remove: removeStrange } = await makeDataDir();
    await mkdir(path.join(strange, "postgres"));
    await writeFile(path.join(strange, "postgres", "precious"), "data");
    await expect(startPostgres({ dataDir: strange, password })).rejects.toMatchObject({
      code: "engines_data_unreadable",
    });
    expect(await readFile(path.join(strange, "postgres", "precious"), "utf8")).toBe("data");
    await removeStrange();
  });
});

describe("PostgreSQL's settings", () => {
  const gib = 1024 ** 3;
  it("grow with memory within bounds", () => {
    expect(postgresSettings({}, gib, 2)).toMatchObject({ shared_buffers: "128MB", max_wal_size: "1024MB" });
    expect(postgresSettings({}, 64 * gib, 16)).toMatchObject({ shared_buffers: "2048MB", max_wal_size: "4096MB" });
  });
  it("give up durability only when asked to", () => {
    expect(postgresSettings({})).toMatchObject({ fsync: "on", synchronous_commit: "on", full_page_writes: "on" });
    expect(postgresSettings({ fast: true })).toMatchObject({ fsync: "off", synchronous_commit: "off" });
  });
});
