import { randomUUID } from "node:crypto";
import { link, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { EngineError } from "./engine-error.ts";
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from "./processes.ts";

/** Who owns a data folder. The owner is gone when its process is, whatever the file says. */
interface LockOwner extends ProcessIdentity {
  readonly token: string;
  readonly host: string;
}

export interface DataLock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** Tells what the running owner serves, for the refusal. */
  readonly describeOwner?: (pid: number) => Promise<string>;
  /** The owner touches its lock this often, so that other hosts and containers, which cannot see its process, know. */
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 5_000;
/** A takeover takes milliseconds; one that is older was cut off by a crash. */
const TAKEOVER_LIMIT_MS = 10_000;

/**
 * Takes the data folder for this process: `engines.lock` appears whole and at once (hard link), so two starts
 * cannot both win. The lock of a dead process is taken over.
 *
 * @throws EngineError engines_already_running when a live process owns the folder
 */
export async function takeDataLock(dataDir: string, options: LockOptions = {}): Promise<DataLock> {
  const heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
  const file = path.join(dataDir, "engines.lock");
  const identity = identifyProcess(process.pid) ?? { pid: process.pid, startedAt: "", bootId: "" };
  const mine: LockOwner = { ...identity, token: randomUUID(), host: os.hostname() };
  const draft = path.join(dataDir, `engines.lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await linkIfFree(draft, file)) return hold(file, mine, heartbeatMs);
      const owner = await readOwner(file);
      if (owner !== null && (await isOwnerAlive(file, owner, heartbeatMs))) {
        throw new EngineError(
          "engines_already_running",
          `飞轮已在使用这个数据目录：${dataDir}（${owner.host === mine.host ? "" : `主机 ${owner.host} 上的`}进程 ${owner.pid}` +
            `${(await options.describeOwner?.(owner.pid)) ?? ""}）。请先停止它，或用 FEILUN_DATA_DIR 指定另一个目录。`,
        );
      }
      await removeStale(file, owner);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new EngineError("engines_lock_contended", `数据目录 ${dataDir} 正被多个进程争用，请稍后再启动。`);
}

function hold(file: string, mine: LockOwner, heartbeatMs: number): DataLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, heartbeatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await readOwner(file))?.token === mine.token) await rm(file, { force: true });
    },
  };
}

/** On this host the process itself is asked; elsewhere (another container on a shared volume) its heartbeat. */
async function isOwnerAlive(file: string, owner: LockOwner, heartbeatMs: number): Promise<boolean> {
  if (owner.host === os.hostname()) return isSameProcessAlive(owner);
  const seen = await heartbeatOf(file);
  const deadline = Date.now() + 3 * heartbeatMs;
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, heartbeatMs / 5));
    if ((await heartbeatOf(file)) !== seen) return true;
  }
  return false;
}

async function heartbeatOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0;
}

async function linkIfFree(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP") throw error;
  }
  // A file system without hard links: still exclusive, though not whole at once.
  try {
    await writeFile(file, await readFile(draft), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<LockOwner | null> {
  try {
    const owner = JSON.parse(await readFile(file, "utf8")) as Partial<LockOwner>;
    return typeof owner.pid === "number" && typeof owner.token === "string"
      ? {
          pid: owner.pid,
          token: owner.token,
          startedAt: owner.startedAt ?? "",
          bootId: owner.bootId ?? "",
          host: owner.host ?? "",
        }
      : null;
  } catch {
    return null;
  }
}

/**
 * Removes the lock that was judged stale. Only the holder of `engines.lock.takeover` may, after looking again:
 * otherwise a slow start could remove the lock that a faster one has just put in the stale one's place.
 */
async function removeStale(file: string, stale: LockOwner | null): Promise<void> {
  const turnstile = `${file}.takeover`;
  try {
    await writeFile(turnstile, "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (Date.now() - (await heartbeatOf(turnstile)) > TAKEOVER_LIMIT_MS) await rm(turnstile, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 20));
    return;
  }
  try {
    if ((await readOwner(file))?.token === stale?.token) await rm(file, { force: true });
  } finally {
    await rm(turnstile, { force: true });
  }
}
