import { execFile } from "node:child_process";
import { access, constants, mkdir, readFile, stat, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { createClient } from "@clickhouse/client";
import pg from "pg";
import { findPostgresBinaries, POSTGRES_MAJOR } from "./embedded-postgres/binaries.ts";
import { EngineError } from "./engine-error.ts";
import { MiB, usableMemory } from "./memory.ts";
import { findSetpriv } from "./processes.ts";
import { type EngineOptions, findRunningEngines } from "./start-engines.ts";

/** One line of `feilun doctor`. */
export interface EngineCheck {
  readonly name: string;
  readonly ok: boolean;
  /** Chinese: what was found. */
  readonly detail: string;
  /** Chinese: what to do when it is not well. */
  readonly mend?: string;
}

const run = promisify(execFile);
const LEAST_DISK = 2048 * MiB;
const LEAST_MEMORY = 1536 * MiB;
const ANSWER_MS = 10_000;

/** Checks the data folder and both engines without starting or changing anything but the folder itself. */
export async function checkEngines(options: EngineOptions): Promise<EngineCheck[]> {
  const dataDir = path.resolve(options.dataDir);
  const running = await findRunningEngines(dataDir).catch(() => null);
  const postgresUrl = options.databaseUrl ?? running?.postgresUrl;
  const clickhouseUrl = options.clickhouseUrl ?? running?.clickhouseUrl;
  return await Promise.all([
    checkFolder(dataDir),
    checkMemory(),
    checkParentDeath(),
    postgresUrl === undefined
      ? checkPostgresFiles(dataDir)
      : checkPostgresServer(postgresUrl, options.databaseUrl === undefined),
    clickhouseUrl === undefined
      ? checkClickHouseFiles()
      : checkClickHouseServer(clickhouseUrl, options.clickhouseUrl === undefined),
  ]);
}

async function checkFolder(dataDir: string): Promise<EngineCheck> {
  const name = "数据目录";
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const detail = `${dataDir}，可用空间 ${gib(free)} GB`;
    return free >= LEAST_DISK
      ? { name, ok: true, detail }
      : { name, ok: false, detail, mend: "磁盘空间不足 2 GB：请清理磁盘，或用 FEILUN_DATA_DIR 换到更大的磁盘" };
  } catch (error) {
    return {
      name,
      ok: false,
      detail: `${dataDir} 不可写（${codeOf(error)}）`,
      mend: "请检查目录的属主和权限，或用 FEILUN_DATA_DIR 指定另一个目录",
    };
  }
}

async function checkMemory(): Promise<EngineCheck> {
  const memory = usableMemory();
  const detail = `可用 ${gib(memory)} GB`;
  return memory >= LEAST_MEMORY
    ? { name: "内存", ok: true, detail }
    : { name: "内存", ok: false, detail, mend: "内置数据库至少需要 1.5 GB 内存：请增加内存，或改用独立的数据库服务器" };
}

async function checkParentDeath(): Promise<EngineCheck> {
  const name = "意外退出保护";
  if (findSetpriv() !== null) return { name, ok: true, detail: "飞轮被强行结束时，内置数据库会随之停止（setpriv）" };
  return { name, ok: true, detail: "系统没有 setpriv：飞轮被强行结束后，遗留的 PostgreSQL 会在下次启动时先被停止" };
}

async function checkPostgresFiles(dataDir: string): Promise<EngineCheck> {
  const name = "PostgreSQL（内置，未运行）";
  try {
    const { postgres } = await findPostgresBinaries();
    const { stdout } = await run(postgres, ["--version"], { timeout: ANSWER_MS });
    const version = await readFile(path.join(dataDir, "postgres", "PG_VERSION"), "utf8").catch(() => null);
    if (version !== null && version.trim() !== POSTGRES_MAJOR) {
      return {
        name,
        ok: false,
        detail: `数据由 PostgreSQL ${version.trim()} 建立，内置的是 ${stdout.trim()}`,
        mend: "请用建立它的飞轮版本执行 feilun backup，再在本版执行 feilun restore",
      };
    }
    return { name, ok: true, detail: `${stdout.trim()}，${version === null ? "首次启动时建库" : "数据目录版本一致"}` };
  } catch (error) {
    return failure(name, error, "请重新执行 npm ci，或用 DATABASE_URL 指定已有的 PostgreSQL");
  }
}

async function checkPostgresServer(url: string, embedded: boolean): Promise<EngineCheck> {
  const name = embedded ? "PostgreSQL（内置）" : "PostgreSQL（DATABASE_URL）";
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()",
    );
    const [server] = rows;
    const detail = `${hostOf(url)}，版本 ${server?.version ?? "未知"}，编码 ${server?.encoding ?? "未知"}`;
    if ((server?.number ?? 0) < Number(POSTGRES_MAJOR) * 10_000) {
      return { name, ok: false, detail, mend: `飞轮需要 PostgreSQL ${POSTGRES_MAJOR} 或更高版本：请升级该服务器` };
    }
    if (server?.encoding !== "UTF8") {
      return {
        name,
        ok: false,
        detail,
        mend: "数据库必须是 UTF8 编码：请用 create database … encoding 'UTF8' 新建一个",
      };
    }
    return { name, ok: true, detail };
  } catch (error) {
    return failure(
      name,
      error,
      embedded ? "请重新启动飞轮" : "请检查 DATABASE_URL 的地址、账号和网络，并确认该服务器正在运行",
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkClickHouseFiles(): Promise<EngineCheck> {
  const name = "ClickHouse（内置，未运行）";
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve("chdb/package.json"));
    const manifest = wrapper.resolve(`@chdb/lib-${process.platform}-${process.arch}${libcSuffix()}/package.json`);
    const library = await stat(path.join(path.dirname(manifest), "libchdb.so"));
    const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
    return { name, ok: true, detail: `chdb ${version}，引擎 ${Math.round(library.size / MiB)} MB` };
  } catch (error) {
    return failure(
      name,
      error,
      "请重新执行 npm ci（不要加 --omit=optional），或用 CLICKHOUSE_URL 指定已有的 ClickHouse",
    );
  }
}

async function checkClickHouseServer(url: string, embedded: boolean): Promise<EngineCheck> {
  const name = embedded ? "ClickHouse（内置）" : "ClickHouse（CLICKHOUSE_URL）";
  const client = createClient({ url, request_timeout: ANSWER_MS, log: { level: 127 } });
  try {
    const answer = await client.query({ query: "SELECT version() AS version", format: "JSONEachRow" });
    const [server] = await answer.json<{ version: string }>();
    return { name, ok: true, detail: `${hostOf(url)}，版本 ${server?.version ?? "未知"}` };
  } catch (error) {
    return failure(
      name,
      error,
      embedded ? "请重新启动飞轮" : "请检查 CLICKHOUSE_URL 的地址、账号和网络，并确认该服务器正在运行",
    );
  } finally {
    await client.close();
  }
}

function failure(name: string, error: unknown, mend: string): EngineCheck {
  if (error instanceof EngineError) return { name, ok: false, detail: error.message, mend };
  return { name, ok: false, detail: codeOf(error), mend };
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return [code, message].filter((part) => part !== undefined && part !== "").join("：") || String(error);
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function libcSuffix(): string {
  return process.platform === "linux" ? "-gnu" : "";
}

function gib(bytes: number): string {
  return (bytes / (1024 * MiB)).toFixed(1);
}
