import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { EngineError } from "../engine-error.ts";
import { openEngineLog } from "../engine-log.ts";
import { findFreePort } from "../ports.ts";
import { bindToParentDeath, waitForExit } from "../processes.ts";
import { findPostgresBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { clearOrphan } from "./orphan.ts";
import { resetPassword } from "./reset-password.ts";
import { chooseAccount, type RunAs } from "./run-as.ts";
import { type PostgresTuning, postgresSettings } from "./settings.ts";

export interface PostgresOptions extends PostgresTuning {
  /** Folder that holds `postgres/` and `postgres.log`. */
  readonly dataDir: string;
  readonly password: string;
  readonly preferredPort?: number;
  readonly onNotice?: (line: string) => void;
}

export interface RunningPostgres {
  readonly port: number;
  readonly pid: number;
  /** URL of the superuser on database `feilun`. */
  readonly url: string;
  stop(): Promise<void>;
}

const DATABASE = "feilun";
/** SQLSTATE invalid_password. */
const INVALID_PASSWORD = "28P01";
const FIRST_PORT = 15432;
const READY_TIMEOUT_MS = 120_000;
const STOP_FAST_MS = 60_000;
const STOP_IMMEDIATE_MS = 10_000;

/**
 * Starts the embedded PostgreSQL on a free port of 127.0.0.1, making its cluster and the database `feilun` on the
 * first run and recovering from whatever the last run left. It dies with this process, even after kill -9.
 *
 * @throws EngineError with one Chinese line that says what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = await findPostgresBinaries();
  const account = await chooseAccount([path.join(options.dataDir, "postgres"), binaries.postgres]);
  const folder = await ensureCluster(options.dataDir, binaries, account, options.password);
  if ((await clearOrphan(folder)) === "stopped") options.onNotice?.("已停止上次遗留的 PostgreSQL 进程");

  let preferred: number | undefined = options.preferredPort ?? FIRST_PORT;
  let problem = "";
  for (let attempt = 0; attempt < 5; attempt++) {
    const port: number = await findFreePort(preferred);
    const log = openEngineLog(path.join(options.dataDir, "postgres.log"));
    const child = launch(binaries.postgres, folder, port, account, options, log.descriptor);
    try {
      await waitUntilReady(child, port, options.password);
      const url = connectionUrl(options.password, port, DATABASE);
      await ensureDatabase(connectionUrl(options.password, port, "postgres"));
      return { port, pid: child.pid ?? 0, url, stop: () => stopPostmaster(child) };
    } catch (error) {
      await stopPostmaster(child);
      if ((error as { code?: string }).code === INVALID_PASSWORD) {
        // engines.state.json was lost or replaced: the folder is ours, so the password is ours to set.
        await resetPassword(binaries.postgres, folder, account, options.password);
        continue;
      }
      problem = log.readNew() || (error instanceof Error ? error.message : String(error));
      if (/could not bind|Address already in use/.test(problem)) preferred = undefined;
      else if (/lock file .* already exists|shared memory block .* is still in use/.test(problem)) {
        // Both postmaster and node were killed a moment ago: its last children still hold the shared memory.
        await new Promise((resolve) => setTimeout(resolve, 500 * (attempt + 1)));
        await clearOrphan(folder);
      } else break;
    }
  }
  throw new EngineError(
    "postgres_start_failed",
    `PostgreSQL 启动失败：${lastLine(problem)}。详情见 ${path.join(options.dataDir, "postgres.log")}。`,
  );
}

function launch(
  postgres: string,
  folder: string,
  port: number,
  account: RunAs | null,
  tuning: PostgresTuning,
  log: number,
): ChildProcess {
  const settings = Object.entries(postgresSettings(tuning)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const bound = bindToParentDeath(
    "INT",
    postgres,
    ["-D", folder, "-p", String(port), ...settings],
    account?.setprivArgs,
  );
  const identity = account !== null && !bound.bound ? { uid: account.uid, gid: account.gid } : {};
  // A session of its own: Ctrl-C in the terminal must reach node only, which then stops the engine in order.
  const child = spawn(bound.command, bound.args, {
    ...identity,
    cwd: "/",
    detached: true,
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.on("error", () => undefined);
  const onExit = () => child.kill("SIGINT");
  process.once("exit", onExit);
  child.once("exit", () => process.off("exit", onExit));
  return child;
}

async function waitUntilReady(child: ChildProcess, port: number, password: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let last: unknown;
  while (Date.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new Error("the postmaster exited");
    }
    const client = newClient(connectionUrl(password, port, "postgres"));
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch (error) {
      last = error;
      if ((error as { code?: string }).code === INVALID_PASSWORD) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`not ready after ${READY_TIMEOUT_MS / 1000} s: ${String(last)}`);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = newClient(url);
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
}

function newClient(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  return client;
}

function connectionUrl(password: string, port: number, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** Fast shutdown (open transactions are rolled back), then immediate, then the hard way. */
async function stopPostmaster(child: ChildProcess): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGINT", STOP_FAST_MS],
    ["SIGQUIT", STOP_IMMEDIATE_MS],
    ["SIGKILL", STOP_IMMEDIATE_MS],
  ];
  if (child.pid === undefined) return;
  for (const [signal, patience] of steps) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if (await waitForExit(child, patience)) return;
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split("\n");
  return (lines.findLast((line) => line.includes("FATAL")) ?? lines.at(-1) ?? "").slice(0, 400);
}
