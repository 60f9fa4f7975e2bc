import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { EngineError } from "../engine-error.ts";
import { openEngineLog } from "../engine-log.ts";
import { bindToParentDeath, waitForExit } from "../processes.ts";
import { resolveEntry } from "../spawn-entry.ts";
import type { ServerOrder } from "./server.ts";

export interface ClickHouseOptions {
  /** Folder that holds `clickhouse/`, `clickhouse.spool/` and `clickhouse.log`. */
  readonly dataDir: string;
  readonly password: string;
  readonly preferredPort?: number;
  readonly onNotice?: (line: string) => void;
  /** How long the child of a killed parent may take to let go of the data folder. */
  readonly folderBusyMs?: number;
}

export interface RunningClickHouse {
  readonly port: number;
  /** Pid of the child that serves at this moment; it changes when a crashed child is replaced. */
  pid(): number | undefined;
  readonly url: string;
  stop(): Promise<void>;
}

const USER = "feilun";
const FIRST_PORT = 18123;
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const FOLDER_BUSY_MS = 15_000;
const STABLE_MS = 60_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Starts the embedded ClickHouse in a child process and keeps it running: when the child crashes, another takes its
 * place on the same port, after a pause that doubles with each crash in a row.
 *
 * @throws EngineError clickhouse_start_failed, entry_not_built
 */
export async function startClickHouse(options: ClickHouseOptions): Promise<RunningClickHouse> {
  const entry = await resolveEntry("clickhouse-server", import.meta.url, "./server.ts");
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  let child: ChildProcess;
  let crashes = 0;
  let startedAt = 0;

  const first = await launchPatiently(entry, options, options.preferredPort ?? FIRST_PORT, false);
  const port = first.port;
  adopt(first.child);

  function adopt(next: ChildProcess): void {
    child = next;
    startedAt = Date.now();
    next.once("exit", (code, signal) => {
      if (!stopping) restarting = replace(signal ?? `exit ${code}`);
    });
    if (next.exitCode !== null || next.signalCode !== null) restarting = replace("exit");
  }

  async function replace(reason: string): Promise<void> {
    if (Date.now() - startedAt > STABLE_MS) crashes = 0;
    options.onNotice?.(`内置 ClickHouse 意外退出（${reason}），正在重新启动`);
    while (!stopping) {
      await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** crashes++));
      if (stopping) return;
      try {
        const next = await launch(entry, options, port, true);
        if (stopping) return void (await stopChild(next.child));
        adopt(next.child);
        options.onNotice?.("内置 ClickHouse 已恢复");
        return;
      } catch (error) {
        options.onNotice?.(`内置 ClickHouse 重启失败：${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  return {
    port,
    pid: () => child.pid,
    url: `http://${USER}:${options.password}@127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      await stopChild(child);
      await restarting;
    },
  };
}

async function launchPatiently(
  entry: string,
  options: ClickHouseOptions,
  port: number,
  portFixed: boolean,
): Promise<{ child: ChildProcess; port: number }> {
  const deadline = Date.now() + (options.folderBusyMs ?? FOLDER_BUSY_MS);
  for (;;) {
    try {
      return await launch(entry, options, port, portFixed);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const busy = /Cannot lock file|already running/.test(message);
      if (!busy || Date.now() > deadline) {
        throw new EngineError("clickhouse_start_failed", explain(message, options.dataDir, busy), { cause: error });
      }
      await pause(250);
    }
  }
}

function explain(message: string, dataDir: string, busy: boolean): string {
  const folder = path.join(dataDir, "clickhouse");
  if (busy) return `ClickHouse 的数据目录 ${folder} 被另一个进程占用：请停止占用它的进程后再启动飞轮。`;
  if (/native binding|no native|Expected optional dependency/.test(message)) {
    return "缺少 ClickHouse 的内置引擎（chdb）：请重新执行 npm ci（不要加 --omit=optional），或用 CLICKHOUSE_URL 指定已有的 ClickHouse。";
  }
  return `ClickHouse 启动失败：${message.slice(0, 400)}。详情见 ${path.join(dataDir, "clickhouse.log")}；若目录 ${folder} 已损坏，请从备份恢复，或移走后重新启动。`;
}

async function launch(
  entry: string,
  options: ClickHouseOptions,
  port: number,
  portFixed: boolean,
): Promise<{ child: ChildProcess; port: number }> {
  const log = openEngineLog(path.join(options.dataDir, "clickhouse.log"));
  const bound = bindToParentDeath("KILL", process.execPath, [entry]);
  // A session of its own: Ctrl-C in the terminal must reach the parent only, which then stops the engine in order.
  const child = spawn(bound.command, bound.args, {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "", TZ: "UTC", UV_THREADPOOL_SIZE: "32" },
    stdio: ["pipe", "pipe", log.descriptor],
  });
  closeSync(log.descriptor);
  const onExit = () => child.kill("SIGKILL");
  process.once("exit", onExit);
  child.once("exit", () => process.off("exit", onExit));
  if (child.stdin === null || child.stdout === null) throw new Error("the child has no pipes");
  child.stdin.on("error", () => undefined);
  const order: ServerOrder = { dataDir: options.dataDir, port, portFixed, user: USER, password: options.password };
  child.stdin.write(`${JSON.stringify(order)}\n`);
  try {
    const answer = await firstLine(child);
    const [, ready] = /^ready (\d+)$/.exec(answer) ?? [];
    if (ready === undefined) {
      // The addon gives no reason; the engine writes it to standard error.
      throw new Error([answer.replace(/^failed /, ""), log.readNew().trim().split("\n").at(-1)].join(" "));
    }
    child.stdout.resume();
    return { child, port: Number(ready) };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${READY_TIMEOUT_MS / 1000} s`)), READY_TIMEOUT_MS);
    const settle = (action: () => void) => {
      clearTimeout(timer);
      action();
    };
    child.once("error", (error) => settle(() => reject(error)));
    child.once("exit", (code, signal) => settle(() => reject(new Error(`the process ended (${signal ?? code})`))));
    if (child.stdout === null) return settle(() => reject(new Error("no standard output")));
    createInterface({ input: child.stdout }).once("line", (line) => settle(() => resolve(line)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  if (await waitForExit(child, STOP_TIMEOUT_MS)) return;
  child.kill("SIGKILL");
  await waitForExit(child, STOP_TIMEOUT_MS);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
