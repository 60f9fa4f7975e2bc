import { spawn } from "node:child_process";
import { bindToParentDeath } from "../processes.ts";
import type { RunAs } from "./run-as.ts";

const TIMEOUT_MS = 60_000;

/** Sets the superuser's password in PostgreSQL's single-user mode; the cluster must not be running. */
export async function resetPassword(
  postgres: string,
  clusterDir: string,
  account: RunAs | null,
  password: string,
): Promise<void> {
  const bound = bindToParentDeath("KILL", postgres, ["--single", "-D", clusterDir, "postgres"], account?.setprivArgs);
  const identity = account !== null && !bound.bound ? { uid: account.uid, gid: account.gid } : {};
  const child = spawn(bound.command, bound.args, {
    ...identity,
    cwd: "/",
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["pipe", "ignore", "ignore"],
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(`alter user postgres password '${password.replaceAll("'", "''")}';\n`);
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`postgres --single exited with ${code}`)),
    );
  });
}
