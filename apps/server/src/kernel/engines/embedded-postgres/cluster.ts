import { spawn } from "node:child_process";
import { chmod, chown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { EngineError } from "../engine-error.ts";
import { bindToParentDeath } from "../processes.ts";
import { POSTGRES_MAJOR, type PostgresBinaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

const INITDB_TIMEOUT_MS = 120_000;

/**
 * Makes sure that `dataDir/postgres` holds a cluster of our version. A new one is made in `postgres.tmp` and renamed
 * when complete, so that an interrupted initdb never leaves a half-written cluster under the real name.
 *
 * @returns the cluster's folder
 * @throws EngineError postgres_version_mismatch, engines_data_unreadable, postgres_start_failed
 */
export async function ensureCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  account: RunAs | null,
  password: string,
): Promise<string> {
  const folder = path.join(dataDir, "postgres");
  const draft = path.join(dataDir, "postgres.tmp");
  await rm(draft, { recursive: true, force: true });
  const version = await readVersion(folder);
  if (version === POSTGRES_MAJOR) {
    if (account !== null) await adopt(folder, account);
    return folder;
  }
  if (version !== null) {
    throw new EngineError(
      "postgres_version_mismatch",
      `数据目录 ${folder} 由 PostgreSQL ${version} 建立，本版飞轮内置的是 PostgreSQL ${POSTGRES_MAJOR}：` +
        "请用建立它的飞轮版本执行 feilun backup 再在本版 restore，或把该目录移走后重新启动。",
    );
  }
  await initialise(draft, binaries, account, password);
  await rename(draft, folder);
  return folder;
}

/** The major version of the cluster in this folder, or null when there is none. */
async function readVersion(folder: string): Promise<string | null> {
  try {
    return (await readFile(path.join(folder, "PG_VERSION"), "utf8")).trim() || "（PG_VERSION 为空）";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") {
      if (await isEmptyOrMissing(folder)) return null;
      throw new EngineError(
        "engines_data_unreadable",
        `${folder} 里没有完整的 PostgreSQL 数据（缺 PG_VERSION）：请从备份恢复，或把该目录移走后重新启动（会新建空库）。`,
      );
    }
    throw new EngineError(
      "engines_data_unreadable",
      `读不了 PostgreSQL 的数据目录 ${folder}（${code ?? String(error)}）：请检查它的属主和权限，用建立它的那个系统用户启动飞轮。`,
      { cause: error },
    );
  }
}

async function isEmptyOrMissing(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length > 0) return false;
    await rmdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
}

async function initialise(
  folder: string,
  binaries: PostgresBinaries,
  account: RunAs | null,
  password: string,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== null) {
    await chown(folder, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  let failure: string | null = null;
  try {
    // The built-in provider sorts the same on every machine. pg_trgm however asks the system which characters are
    // letters, and under plain C no Chinese one is: take the first UTF-8 locale that this system has.
    for (const ctype of ["C.UTF-8", "en_US.UTF-8", "C"]) {
      failure = await runInitdb(
        binaries.initdb,
        [
          `--pgdata=${folder}`,
          "--username=postgres",
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C",
          `--lc-ctype=${ctype}`,
          "--data-checksums",
        ],
        account,
      );
      if (failure === null || !failure.includes("invalid locale")) break;
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
  if (failure !== null) {
    throw new EngineError(
      "postgres_start_failed",
      `建立 PostgreSQL 数据目录失败：${failure.trim().split("\n").slice(-3).join(" ")}。请检查磁盘空间和目录权限后重试。`,
    );
  }
}

/** Runs initdb; null when it succeeded, else what it said. */
async function runInitdb(initdb: string, args: string[], account: RunAs | null): Promise<string | null> {
  const bound = bindToParentDeath("KILL", initdb, args, account?.setprivArgs);
  const identity = account !== null && !bound.bound ? { uid: account.uid, gid: account.gid } : {};
  const child = spawn(bound.command, bound.args, {
    ...identity,
    cwd: "/",
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: INITDB_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? null : `${signal ?? `exit ${code}`}: ${output}`));
  });
}

/** After a change from ordinary user to root the files belong to somebody else; PostgreSQL accepts its own only. */
async function adopt(folder: string, account: RunAs): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (uid === account.uid) {
    if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
    return;
  }
  const child = spawn("chown", ["-R", `${account.uid}:${account.gid}`, folder], { stdio: "ignore" });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`chown exited with ${code}`))));
  });
}
