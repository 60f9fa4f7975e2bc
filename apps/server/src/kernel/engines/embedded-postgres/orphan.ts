import { readFile, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { EngineError } from "../engine-error.ts";
import { commandLineOf, isAlive, waitUntilGone } from "../processes.ts";

const FAST_STOP_MS = 60_000;
const IMMEDIATE_STOP_MS = 15_000;

/**
 * Clears the way when a postmaster of this cluster was left behind (its parent was killed): a live one is stopped,
 * first fast, then immediately (PostgreSQL then recovers from its log); the pid file of a dead one is removed.
 *
 * @throws EngineError postgres_orphan_stuck when it does not go
 */
export async function clearOrphan(clusterDir: string): Promise<"none" | "stale" | "stopped"> {
  const file = path.join(clusterDir, "postmaster.pid");
  let pid: number;
  try {
    pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "none";
    throw error;
  }
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !(await servesCluster(pid, clusterDir))) {
    await rm(file, { force: true });
    return "stale";
  }
  process.kill(pid, "SIGINT");
  if (!(await waitUntilGone(pid, FAST_STOP_MS))) {
    process.kill(pid, "SIGQUIT");
    if (!(await waitUntilGone(pid, IMMEDIATE_STOP_MS))) {
      throw new EngineError(
        "postgres_orphan_stuck",
        `上次遗留的 PostgreSQL 进程 ${pid} 停不下来：请执行 kill -QUIT ${pid}，几秒后再启动飞轮。`,
      );
    }
  }
  return "stopped";
}

async function servesCluster(pid: number, clusterDir: string): Promise<boolean> {
  const command = commandLineOf(pid);
  return command.includes("postgres") && (command.includes(clusterDir) || command.includes(await realpath(clusterDir)));
}
