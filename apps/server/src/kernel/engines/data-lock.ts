import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { EngineError } from "./engine-error.ts";
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from "./processes.ts";

/** Who owns a data folder. The owner is gone when its process is, whatever the file says. */
interface LockOwner extends ProcessIdentity {
  readonly token: string;
}

export interface DataLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process: `engines.lock` appears whole and at once (hard link), so two starts
 * cannot both win. The lock of a dead process is taken over.
 *
 * @param describeOwner tells what the running owner serves, for the refusal
 * @throws EngineError engines_already_running when a live process owns the folder
 */
export async function takeDataLock(
  dataDir: string,
  describeOwner: (pid: number) => Promise<string>,
): Promise<DataLock> {
  const file = path.join(dataDir, "engines.lock");
  const identity = identifyProcess(process.pid) ?? { pid: process.pid, startedAt: "", bootId: "" };
  const mine: LockOwner = { ...identity, token: randomUUID() };
  const draft = path.join(dataDir, `engines.lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await linkIfFree(draft, file)) return { release: () => release(file, mine) };
      const owner = await readOwner(file);
      if (owner !== null && isSameProcessAlive(owner)) {
        throw new EngineError(
          "engines_already_running",
          `飞轮已在使用这个数据目录：${dataDir}（进程 ${owner.pid}${await describeOwner(owner.pid)}）。` +
            "请先停止它，或用 FEILUN_DATA_DIR 指定另一个目录。",
        );
      }
      await removeStale(file, owner);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new EngineError("engines_lock_contended", `数据目录 ${dataDir} 正被多个进程争用，请稍后再启动。`);
}

async function linkIfFree(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<LockOwner | null> {
  try {
    const owner = JSON.parse(await readFile(file, "utf8")) as Partial<LockOwner>;
    return typeof owner.pid === "number" && typeof owner.token === "string" ? (owner as LockOwner) : null;
  } catch {
    return null;
  }
}

/** Removes exactly the lock that was judged stale: another start may have replaced it in between. */
async function removeStale(file: string, stale: LockOwner | null): Promise<void> {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const taken = await readOwner(aside);
  if (taken !== null && taken.token !== stale?.token) await linkIfFree(aside, file);
  await rm(aside, { force: true });
}

async function release(file: string, mine: LockOwner): Promise<void> {
  const owner = await readOwner(file);
  if (owner?.token === mine.token) await rm(file, { force: true });
}
