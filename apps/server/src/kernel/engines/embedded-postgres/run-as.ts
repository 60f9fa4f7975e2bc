import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { EngineError } from "../engine-error.ts";
import { findSetpriv } from "../processes.ts";

const run = promisify(execFile);

/** The account under which PostgreSQL's programs run when Feilun itself runs as root (PostgreSQL refuses root). */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  /** Options that make setpriv change to this account. */
  readonly setprivArgs: string[];
}

/**
 * Chooses the account: null for an ordinary user (run directly), `postgres` for root, made when it is missing.
 * @param paths files and folders that the account must reach
 * @throws EngineError postgres_user_missing
 */
export async function chooseAccount(paths: string[]): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return null;
  let account = lookUp("postgres");
  if (account === null) {
    await createUser();
    account = lookUp("postgres");
  }
  if (account === null) {
    throw new EngineError(
      "postgres_user_missing",
      "以 root 运行时需要系统用户 postgres，自动创建失败：请执行 useradd --system --user-group postgres，或改用普通用户启动飞轮。",
    );
  }
  const setprivArgs = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  if (!(await everyoneCanReach(paths))) {
    // The checkout or the data lies in a private folder such as /root: let the server pass through it.
    setprivArgs.push("--inh-caps=+dac_override", "--ambient-caps=+dac_override");
    if (findSetpriv() === null) {
      throw new EngineError(
        "engines_data_unreadable",
        `以 root 运行时，系统用户 postgres 进不去 ${paths.join("、")}：请把飞轮放到 /opt 之类的公共目录，或改用普通用户启动。`,
      );
    }
  }
  return { ...account, setprivArgs };
}

function lookUp(name: string): { uid: number; gid: number } | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

async function createUser(): Promise<void> {
  const attempts: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]],
    ["useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"]],
    ["adduser", ["-S", "-D", "-H", "postgres"]],
  ];
  for (const [command, args] of attempts) {
    try {
      await run(command, args, { timeout: 10_000 });
      return;
    } catch {
      // the next way; the caller reports when none worked
    }
  }
}

async function everyoneCanReach(paths: string[]): Promise<boolean> {
  for (const target of paths) {
    let folder = path.dirname(path.resolve(target));
    for (;;) {
      if (((await stat(folder)).mode & 0o001) === 0) return false;
      const parent = path.dirname(folder);
      if (parent === folder) break;
      folder = parent;
    }
  }
  return true;
}
